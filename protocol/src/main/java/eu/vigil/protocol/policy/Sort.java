package eu.vigil.protocol.policy;

/** What a message is to a case. */
public enum Sort {
    /** Asks for something; makes or belongs to a case. */
    REQUEST,
    /** Says something about a request, either way; goes under that request's legal basis. */
    ANSWER,
    /** Stands for itself. */
    NOTICE
}
