package eu.vigil.node.audit;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import eu.vigil.node.audit.AuditRows.ReceiptRow;
import eu.vigil.node.audit.AuditRows.WitnessedRow;
import eu.vigil.node.journal.LogKeeper;
import eu.vigil.node.operator.audit.AuditSlice.Fault;
import eu.vigil.pki.directory.Sha256;
import eu.vigil.pki.log.HeadReading;
import eu.vigil.pki.log.HeadVerifier;
import eu.vigil.pki.log.LogOrigin;
import eu.vigil.pki.log.ReceiptCheck;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Checks what peers have signed, with the log keys that the directory gives today. */
final class PeersWord {
    private final LogKeeper keeper;

    PeersWord(LogKeeper keeper) {
        this.keeper = keeper;
    }

    /** What is wrong with the newest head that a peer has shown. */
    List<Fault> head(WitnessedRow row, List<ByteString> logKeys) {
        String origin = keeper.theirs(row.log(), row.epoch()).text();
        String where = "the peer's head of %d leaves".formatted(row.size());
        List<Fault> faults = new ArrayList<>();
        switch (new HeadVerifier(origin, logKeys).read(row.note())) {
            case HeadReading.Rejected(var why) -> faults.add(new Fault(where, why));
            case HeadReading.Signed(var head, var _) -> {
                if (head.size() != row.size()
                        || !head.root().bytes().equals(row.root())
                        || !head.origin().equals(row.origin())) {
                    faults.add(new Fault(
                            where,
                            "what is kept of it is not what %s signed"
                                    .formatted(row.log().peer())));
                }
            }
        }
        if (row.forks() > 0) {
            faults.add(new Fault(
                    where,
                    "the peer has signed %d heads that do not fit; the evidence is kept".formatted(row.forks())));
        }
        return faults;
    }

    /**
     * What is wrong with a receipt.
     *
     * @param sealed the sealed bytes that were sent, if they are still here
     */
    Optional<Fault> receipt(ReceiptRow row, List<ByteString> logKeys, Supplier<Optional<ByteString>> sealed) {
        return fault(row, logKeys, sealed)
                .map(why -> new Fault("receipt for message " + uuid(row.id().bytes()), why));
    }

    private Optional<String> fault(ReceiptRow row, List<ByteString> logKeys, Supplier<Optional<ByteString>> sealed) {
        Receipt receipt;
        try {
            receipt = Receipt.parseFrom(row.receipt());
        } catch (InvalidProtocolBufferException _) {
            return Optional.of("its bytes are no receipt");
        }
        if (!receipt.getMessageId().equals(row.id().bytes())) {
            return Optional.of("it is for another message");
        }
        Optional<LogOrigin> origin = origin(row, receipt.getHead());
        if (origin.isEmpty()) {
            return Optional.of(
                    "its head is of no log of %s for us".formatted(row.log().peer()));
        }
        return switch (ReceiptCheck.verify(receipt, origin.get(), logKeys)) {
            case ReceiptCheck.Result.Rejected(var why) -> Optional.of(why);
            case ReceiptCheck.Result.Proven(var leaf, var _, var _) -> mismatch(leaf, row, sealed);
        };
    }

    private static Optional<String> mismatch(Leaf leaf, ReceiptRow row, Supplier<Optional<ByteString>> sealed) {
        return switch (leaf.getType()) {
            case RECEIVED ->
                leaf.getDigest().equals(row.digest())
                        ? Optional.empty()
                        : Optional.of("the leaf's digest is not that of the message");
            case UNOPENED -> {
                if (leaf.getDecision() == Decision.ACCEPTED) {
                    yield Optional.of("a leaf of what was never opened cannot accept it");
                }
                yield sealed.get()
                        .map(Sha256::of)
                        .filter(digest -> !digest.equals(leaf.getDigest()))
                        .map(_ -> "the leaf's digest is not that of what was sent");
            }
            case SENT, TYPE_UNSPECIFIED, UNRECOGNIZED -> Optional.of("its leaf is not of something received");
        };
    }

    /** The log whose name stands in the head's first line, if it is one of the peer's for us. */
    private Optional<LogOrigin> origin(ReceiptRow row, String head) {
        String named = head.lines().findFirst().orElse("");
        String number = named.substring(named.lastIndexOf('/') + 1);
        return number.matches("[1-9][0-9]{0,8}")
                ? Optional.of(keeper.theirs(row.log(), Integer.parseInt(number)))
                        .filter(origin -> origin.text().equals(named))
                : Optional.empty();
    }

    private static UUID uuid(ByteString id) {
        java.nio.ByteBuffer bytes = id.asReadOnlyByteBuffer();
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
