package eu.vigil.pki.seal;

import com.google.protobuf.ByteString;

/**
 * Shows again what was signed, from SignedData that this node itself has kept since it signed it or {@link Opener} verified it. It
 * verifies nothing: what comes from outside goes through the {@link Opener}.
 */
public final class SignedContent {
    private SignedContent() {}

    /**
     * Exactly the bytes that were signed.
     *
     * @throws IllegalStateException if what was kept is no SignedData
     */
    public static ByteString ofKept(ByteString signedData) {
        try {
            return ByteString.copyFrom(
                    SignedForm.read(signedData.toByteArray()).content().view());
        } catch (Unacceptable e) {
            throw new IllegalStateException("what was kept is no SignedData", e);
        }
    }
}
