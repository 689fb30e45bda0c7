package eu.vigil.node.intake;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.id.MessageId;
import java.util.HexFormat;

/** A message id as an unproven peer wrote it, for a log line: an id as its sender's log has it, anything else as its bytes. */
final class MessageIdText {
    private MessageIdText() {}

    static String of(ByteString id) {
        return MessageId.read(id)
                .map(MessageId::toString)
                .orElseGet(() -> HexFormat.of().formatHex(id.toByteArray()));
    }
}
