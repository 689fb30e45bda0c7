package eu.vigil.node.journal;

import eu.vigil.pki.log.Head;
import eu.vigil.pki.log.HeadSigner;
import eu.vigil.protocol.wire.Receipt;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The receipts of one committed batch. Signs each head once, when first asked for; safe for threads. */
final class BatchReceipts implements Receipts {
    private final Map<PairLogId, GrowingLog> grown;
    private final LogKeeper keeper;
    private final Map<Head, String> notes = new ConcurrentHashMap<>();

    BatchReceipts(Map<PairLogId, GrowingLog> grown, LogKeeper keeper) {
        this.grown = Map.copyOf(grown);
        this.keeper = keeper;
    }

    @Override
    public Receipt of(LeafPosition position) {
        UnsignedReceipt receipt = unsigned(position);
        HeadSigner signer = keeper.signer();
        return receipt.signed(notes.computeIfAbsent(receipt.head(), signer::sign));
    }

    private UnsignedReceipt unsigned(LeafPosition position) {
        GrowingLog log = grown.get(position.log());
        if (log == null || !log.has(position)) {
            throw new IllegalArgumentException("%s was not appended in this batch".formatted(position));
        }
        Head head = new Head(keeper.own(position.log(), position.epoch()).text(), log.size(), log.root());
        return new UnsignedReceipt(log.leaf(position.index()), position.index(), log.inclusion(position.index()), head);
    }
}
