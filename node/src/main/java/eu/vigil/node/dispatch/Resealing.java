package eu.vigil.node.dispatch;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import eu.vigil.pki.key.RecipientKey;
import eu.vigil.pki.seal.Sealer;
import eu.vigil.pki.seal.Signed;
import eu.vigil.protocol.wire.Envelope;
import java.time.Instant;

/**
 * What waits for a peer whose key has changed is sealed again: nothing else could open it. What was signed stays, and with it the digest
 * by which logs and receipts name the message.
 */
public record Resealing(Sealer sealer) {
    /** Whether this key opens it. */
    boolean isFor(RecipientKey key, Envelope envelope) {
        return sealer.isSealedTo(envelope.getSealed().toByteArray(), key);
    }

    /**
     * The same message for this key.
     *
     * @param signedData its DER SignedData
     */
    Envelope again(Envelope envelope, ByteString signedData, RecipientKey key, Instant now) {
        byte[] sealed = sealer.seal(Signed.kept(signedData.toByteArray()), key, now);
        return envelope.toBuilder()
                .setSealed(UnsafeByteOperations.unsafeWrap(sealed))
                .build();
    }
}
