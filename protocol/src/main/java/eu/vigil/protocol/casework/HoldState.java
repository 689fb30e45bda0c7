package eu.vigil.protocol.casework;

/** Where the preservation of data stands (Budapest Art. 29(7): at least 60 days, and until the decision once assistance is asked). */
public enum HoldState {
    /** Ordered; the custodian has not confirmed. */
    PLACED,
    /** The data is kept. */
    HELD,
    /** Kept for a further term. */
    EXTENDED,
    /** Mutual assistance was asked for: kept until that is decided, whatever the term. */
    MLA_LODGED,
    RELEASED,
    LAPSED
}
