package eu.vigil.pki.log;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.wire.Receipt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the receipts of one log, one after another. Those of one batch bear the same signed head: its signature is verified once. Not
 * safe for several threads.
 */
public final class ReceiptsOfLog {
    private final LogOrigin origin;
    private List<ByteString> keys = List.of();
    private HeadVerifier verifier;
    private HeadReading.@Nullable Signed newest;

    /** Expects receipts of {@code origin}, the log that must have given them. */
    public ReceiptsOfLog(LogOrigin origin) {
        this.origin = origin;
        this.verifier = new HeadVerifier(origin.text(), keys);
    }

    /**
     * Checks one, as {@link ReceiptCheck#verify} does.
     *
     * @param logKeys the Ed25519 public keys that the log may use now; what others signed before counts no longer
     */
    public ReceiptCheck.Result verify(Receipt receipt, List<ByteString> logKeys) {
        if (!logKeys.equals(keys)) {
            keys = List.copyOf(logKeys);
            verifier = new HeadVerifier(origin.text(), keys);
            newest = null;
        }
        return ReceiptCheck.verify(receipt, origin, read(receipt.getHead()));
    }

    private HeadReading read(String note) {
        HeadReading.Signed known = newest;
        if (known != null && known.note().equals(note)) {
            return known;
        }
        HeadReading reading = verifier.read(note);
        if (reading instanceof HeadReading.Signed signed) {
            newest = signed;
        }
        return reading;
    }
}
