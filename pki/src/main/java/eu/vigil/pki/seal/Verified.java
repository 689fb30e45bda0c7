package eu.vigil.pki.seal;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** A message whose signature is that of an accepted sender; only {@link Opener} makes one. */
public final class Verified {
    private final DerElement content;
    private final byte[] signedData;
    private final byte[] digest;
    private final List<X509Certificate> chain;
    private final Instant signingTime;

    Verified(
            Opener.Proof proof,
            DerElement content,
            byte[] signedData,
            byte[] digest,
            List<X509Certificate> chain,
            Instant signingTime) {
        Objects.requireNonNull(proof);
        this.content = content;
        this.signedData = signedData;
        this.digest = digest;
        this.chain = List.copyOf(chain);
        this.signingTime = signingTime;
    }

    /** Exactly the bytes that were signed. */
    public byte[] content() {
        return content.content();
    }

    /** The SignedData in DER: the evidence. */
    public byte[] signedData() {
        return signedData.clone();
    }

    /** The SHA-256 of the SignedData, 32 bytes: what receipts and logs name the message by. */
    public byte[] digest() {
        return digest.clone();
    }

    /** The signer's certificate. */
    public X509Certificate signer() {
        return chain.getFirst();
    }

    /** The signer's certificate and its issuers as they came with the message. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** What the signer claims, to the second. */
    public Instant signingTime() {
        return signingTime;
    }
}
