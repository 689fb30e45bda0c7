package eu.vigil.pki.seal;

/**
 * Why a sealed message was refused, for the operator.
 *
 * <p>The peer hears less: only the two about time are told, for only there did the signature verify.
 */
public enum Reason {
    /** The sealed message or the content in it is larger than allowed. */
    TOO_LARGE("larger than a sealed message may be"),
    /** BER, trailing bytes, lengths that do not fit, too deep or too many elements. */
    NOT_DER("not exactly one value in DER"),
    /** Another structure, version, algorithm or type of recipient. */
    NOT_SUITE_1("not what suite 1 prescribes"),
    /** None, or more than the one that suite 1 allows. */
    NOT_ONE_RECIPIENT("not sealed to exactly one recipient"),
    /** Sealed to a key that is not held here, perhaps one of long ago. */
    UNKNOWN_KEY("sealed to a key that this node does not hold"),
    /** Forged or damaged on its way. */
    UNDECIPHERABLE("does not decrypt: forged or damaged"),
    /** None, or more than the one that suite 1 allows. */
    NOT_ONE_SIGNER("not signed by exactly one signer"),
    /** Missing, not the one that the signer named, or certificates that belong to nobody. */
    SIGNER_CERTIFICATE("the signer's certificates are not as they must be"),
    /** One is missing, given twice, malformed or unknown. */
    SIGNED_ATTRIBUTES("the signed attributes are not as they must be"),
    /** The digest or the signature is not that of the content. */
    SIGNATURE("the signature does not verify"),
    /** The signer is not the one who must have signed. */
    SENDER("the signer was not accepted as the sender"),
    /** Signing time before the window. */
    SIGNED_TOO_LONG_AGO("signed more than 7 days ago"),
    /** Signing time after the window. */
    SIGNED_IN_THE_FUTURE("signed more than 5 minutes ahead of this node's clock");

    private final String text;

    Reason(String text) {
        this.text = text;
    }

    /** What is wrong, in a few words. */
    public String text() {
        return text;
    }
}
