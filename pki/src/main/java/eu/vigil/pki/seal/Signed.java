package eu.vigil.pki.seal;

import eu.vigil.pki.arithmetic.Arithmetic;

/** A message that this node has signed: CMS SignedData in DER, to be sealed for its recipient as often as keys change. */
public final class Signed {
    private final byte[] signedData;
    private final byte[] digest;

    Signed(byte[] signedData, byte[] digest) {
        this.signedData = signedData;
        this.digest = digest;
    }

    /** What {@link Sealer#sign} made earlier, from the bytes that were kept. */
    public static Signed kept(byte[] signedData) {
        byte[] own = signedData.clone();
        return new Signed(own, Arithmetic.fastest().hash().sha256(own));
    }

    /** The SignedData in DER, as it is stored and later shown as evidence. */
    public byte[] signedData() {
        return signedData.clone();
    }

    /** What {@link #signedData} copies: not to be changed. */
    byte[] own() {
        return signedData;
    }

    /** The SHA-256 of the SignedData, 32 bytes: what receipts and logs name the message by. */
    public byte[] digest() {
        return digest.clone();
    }
}
