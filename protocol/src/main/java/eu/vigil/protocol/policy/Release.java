package eu.vigil.protocol.policy;

/** How many people a message needs before it leaves. */
public enum Release {
    ONE_PERSON,
    /** One person, who says why; listed for review the next day. */
    ONE_PERSON_WITH_REASON,
    /** The approver is none of those who wrote it. */
    TWO_PEOPLE
}
