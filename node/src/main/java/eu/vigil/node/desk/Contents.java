package eu.vigil.node.desk;

import com.google.protobuf.InvalidProtocolBufferException;
import eu.vigil.node.casework.StoredMessage;
import eu.vigil.pki.seal.SignedContent;
import eu.vigil.protocol.wire.Message;

/** What a stored message says. */
final class Contents {
    private Contents() {}

    static Message of(StoredMessage stored) {
        try {
            return Message.parseFrom(SignedContent.ofKept(stored.signedData()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("message %s holds no message".formatted(stored.id()), e);
        }
    }
}
