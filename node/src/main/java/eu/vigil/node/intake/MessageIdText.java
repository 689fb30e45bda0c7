package eu.vigil.node.intake;

import com.google.protobuf.ByteString;
import java.util.HexFormat;

/** A message id as an unproven peer wrote it, for a log line: whatever the bytes are. */
final class MessageIdText {
    private MessageIdText() {}

    static String of(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
