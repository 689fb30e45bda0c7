package eu.vigil.node.audit;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far an audit has come: our logs one after the other, then what peers have shown, then their receipts. */
sealed interface Cursor {
    /** Where it begins. */
    Cursor START = new InLogs(0, 0);

    /** Behind that log, or in the next one before leaf {@code from}. */
    record InLogs(long after, long from) implements Cursor {
        @Override
        public String toString() {
            return "logs:%d:%d".formatted(after, from);
        }
    }

    /** Before the peers' heads. */
    record AtHeads() implements Cursor {
        @Override
        public String toString() {
            return "heads";
        }
    }

    /** In the receipts of that network, behind that message; before all networks if there is none. */
    record InReceipts(Optional<NetworkId> network, Optional<MessageId> after) implements Cursor {
        @Override
        public String toString() {
            return "receipts:%s:%s"
                    .formatted(
                            network.map(NetworkId::value).orElse(""),
                            after.map(id -> HexFormat.of().formatHex(id.bytes().toByteArray()))
                                    .orElse(""));
        }
    }

    /** Reads what {@code toString} wrote; empty if it is something else. */
    static Optional<Cursor> read(String text) {
        Matcher logs = Pattern.compile("logs:([0-9]{1,18}):([0-9]{1,18})").matcher(text);
        if (logs.matches()) {
            return Optional.of(new InLogs(Long.parseLong(logs.group(1)), Long.parseLong(logs.group(2))));
        }
        if (text.equals("heads")) {
            return Optional.of(new AtHeads());
        }
        Matcher receipts =
                Pattern.compile("receipts:([A-Z0-9-]{0,64}):([0-9a-f]{32})?").matcher(text);
        if (!receipts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InReceipts(
                    Optional.of(receipts.group(1))
                            .filter(name -> !name.isEmpty())
                            .map(NetworkId::new),
                    Optional.ofNullable(receipts.group(2))
                            .map(hex -> MessageId.of(
                                    ByteString.copyFrom(HexFormat.of().parseHex(hex))))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
