package eu.vigil.pki.certificate;

import java.security.cert.X509Certificate;

/** What the check of a chain found. */
public sealed interface Verdict {
    /**
     * The certificate is the named participant's own and fit for the use.
     *
     * @param certificate the leaf
     * @param anchor the State CA at which its chain ends
     */
    record Trusted(X509Certificate certificate, X509Certificate anchor) implements Verdict {}

    /**
     * It is not.
     *
     * @param reason why, for programs
     * @param text why, for the operator
     */
    record Distrusted(Reason reason, String text) implements Verdict {}

    /** Why a chain is not trusted. */
    enum Reason {
        /** There is no certificate at all. */
        EMPTY,
        /** The directory gives no anchor for the participant. */
        UNKNOWN_PARTICIPANT,
        /** The certificate names somebody else, or more than one, or nobody. */
        WRONG_NAME,
        /** A key or signature is not of suite 1. */
        WRONG_ALGORITHM,
        /** The key may not do this. */
        WRONG_USE,
        /** More certificates than one issuing CA between leaf and anchor. */
        PATH_TOO_LONG,
        /** The issuing CA may certify further authorities or names outside its State. */
        UNCONSTRAINED,
        /** The name lies outside what the issuing CA may certify. */
        OUTSIDE_CONSTRAINT,
        /** It begins later. */
        NOT_YET_VALID,
        /** It ended earlier. */
        EXPIRED,
        /** The chain ends at no anchor of this participant. */
        NOT_ANCHORED,
        /** Something else is wrong with the chain: a bad signature, an unknown critical extension. */
        BROKEN
    }
}
