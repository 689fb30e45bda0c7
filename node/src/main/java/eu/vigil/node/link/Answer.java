package eu.vigil.node.link;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.Receipt;

/** What a node says to an envelope. */
public sealed interface Answer {
    /** The envelope that is answered, 16 bytes. */
    ByteString messageId();

    /** It was recorded, accepted or refused, and this is the proof. */
    record Receipted(Receipt receipt) implements Answer {
        @Override
        public ByteString messageId() {
            return receipt.getMessageId();
        }
    }

    /** Nothing was recorded. */
    record NotNow(Busy busy) implements Answer {
        @Override
        public ByteString messageId() {
            return busy.getMessageId();
        }
    }
}
