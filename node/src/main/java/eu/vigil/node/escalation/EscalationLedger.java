package eu.vigil.node.escalation;

/** What escalation reads and writes in one transaction. */
public interface EscalationLedger {
    /** The incidents. */
    Incidents incidents();

    /** The pages. */
    Pages pages();

    /** The all-clears. */
    AllClears allClears();

    /** The acknowledgements that came from channels. */
    HookEvents hookEvents();

    /** The tokens of page links. */
    PageTokens pageTokens();

    /** The policies in use. */
    PinnedPolicies pinnedPolicies();
}
