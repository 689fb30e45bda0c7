package eu.vigil.node.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import eu.vigil.node.journal.LeafPosition;
import eu.vigil.node.journal.LogKeeper;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.node.journal.Receipts;
import eu.vigil.node.journal.WitnessRows.Fork;
import eu.vigil.pki.log.Head;
import eu.vigil.pki.log.HeadReading;
import eu.vigil.pki.log.HeadSigner;
import eu.vigil.pki.log.HeadVerifier;
import eu.vigil.pki.log.Lineage;
import eu.vigil.pki.log.NodeId;
import eu.vigil.pki.log.ProofCheck;
import eu.vigil.pki.log.Proofs;
import eu.vigil.pki.log.ReceiptCheck;
import eu.vigil.pki.log.TreeGrowth;
import eu.vigil.pki.log.TreeHash;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Receipt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What pair logs promise over any database. */
abstract class PairLogsContract extends StoreContract {
    private static final HeadSigner BELGIAN = new HeadSigner(Logs.KEY);

    @Test
    void everyReceiptProvesItsLeafAndIsTheSameBytesEverAfter() {
        SplittableRandom random = new SplittableRandom(7);
        Map<LeafPosition, Receipt> given = new HashMap<>();
        long number = 0;
        for (int batch = 0; batch < 40; batch++) {
            List<LeafPosition> positions = new ArrayList<>();
            long first = number;
            int leaves = random.nextInt(1, 12);
            number += leaves;
            Receipts receipts = written(ledger -> {
                for (int i = 0; i < leaves; i++) {
                    PairLogId log = List.of(Logs.BELGIUM, Logs.BANK, Logs.BELGIUM_ELSEWHERE)
                            .get(random.nextInt(3));
                    positions.add(ledger.pairLogs().append(log, Logs.leaf(log, first + i, NIGHT)));
                }
                return ledger.pairLogs().endBatch(NIGHT);
            });
            positions.forEach(position -> given.put(position, receipts.of(position)));
        }
        given.forEach((position, receipt) -> {
            assertThat(verify(position, receipt)).isInstanceOf(ReceiptCheck.Result.Proven.class);
            assertThat(receipt(position)).isEqualTo(receipt);
        });
        assertThat(given).hasSize(Math.toIntExact(number));
    }

    @Test
    void aLeafOfThisVeryBatchHasNoReceiptBeforeTheBatchEndsAndAnEarlierOneTheSameAsThen() {
        LeafPosition old = append(Logs.BELGIUM, 1);
        Receipt before = receipt(old);
        List<LeafPosition> fresh = new ArrayList<>();
        Receipts receipts = written(ledger -> {
            fresh.add(ledger.pairLogs().append(Logs.BELGIUM, leaf(2)));
            assertThat(ledger.pairLogs().receipt(old)).contains(before);
            assertThat(ledger.pairLogs().receipt(fresh.getFirst())).isEmpty();
            return ledger.pairLogs().endBatch(NIGHT);
        });
        assertThat(receipt(fresh.getFirst())).isEqualTo(receipts.of(fresh.getFirst()));
        assertThat(receipts.of(fresh.getFirst()).getTreeSize()).isEqualTo(2);
        assertThatIllegalArgumentException().isThrownBy(() -> receipts.of(old));
        assertThatIllegalArgumentException().isThrownBy(() -> receipts.of(new LeafPosition(Logs.BELGIUM, 2, 1)));
    }

    @Test
    void whatIsNotCommittedHasNoReceipt() {
        append(Logs.BELGIUM, 1);
        LeafPosition taken = takenBack(ledger -> {
            LeafPosition position = ledger.pairLogs().append(Logs.BELGIUM, leaf(2));
            ledger.pairLogs().endBatch(NIGHT);
            return position;
        });
        assertThatIllegalArgumentException()
                .isThrownBy(() -> takenBack(ledger -> ledger.pairLogs().receipt(taken)))
                .withMessageContaining("no committed leaf");
        assertThat(size(Logs.BELGIUM)).isEqualTo(1);
        assertThat(append(Logs.BELGIUM, 3)).isEqualTo(taken);
    }

    @Test
    void theLogsOfPeersAndNetworksAreStrangersToEachOther() {
        append(Logs.BELGIUM, 1);
        append(Logs.BELGIUM, 2);
        append(Logs.BANK, 3);

        assertThat(size(Logs.BELGIUM)).isEqualTo(2);
        assertThat(size(Logs.BANK)).isEqualTo(1);
        assertThat(size(Logs.BELGIUM_ELSEWHERE)).isZero();
        assertThat(head(Logs.BELGIUM).origin()).isEqualTo("fr.eu-art13.vigil.internal/pair/be/1");
        assertThat(head(Logs.BANK).origin()).isEqualTo("fr.eu-art13.vigil.internal/pair/be/bank-1/1");
        assertThat(signed(Logs.BELGIUM_ELSEWHERE)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        takenBack(ledger -> ledger.pairLogs().append(Logs.BANK, Logs.leaf(Logs.BELGIUM, 4, NIGHT))))
                .withMessageContaining("leaf.peer");
    }

    @Test
    void theLeavesAreReadBackInOrderAFewAtATime() {
        for (int i = 0; i < 5; i++) {
            append(Logs.BELGIUM, i);
        }
        assertThat(leaves(Logs.BELGIUM, 1, 3)).containsExactly(leaf(1), leaf(2), leaf(3));
        assertThat(leaves(Logs.BELGIUM, 5, 3)).isEmpty();
        assertThat(leaves(Logs.BANK, 0, 3)).isEmpty();
    }

    @Test
    void everyGrowthOfALogIsProvedAndNothingElseIs() {
        List<Head> heads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            append(Logs.BELGIUM, i);
            heads.add(head(Logs.BELGIUM));
        }
        for (Head older : heads) {
            for (Head newer : heads.subList(heads.indexOf(older), heads.size())) {
                ConsistencyProof proof = consistency(older.size(), newer.size()).orElseThrow();
                assertThat(ProofCheck.consistency(
                                proof.getFrom(),
                                proof.getTo(),
                                older.root(),
                                newer.root(),
                                proof.getProofList().stream().map(TreeHash::new).toList()))
                        .isEqualTo(new ProofCheck.Result.Holds());
            }
        }
        assertThat(consistency(0, 5)).isEmpty();
        assertThat(consistency(6, 5)).isEmpty();
        assertThat(consistency(5, 21)).isEmpty();
        assertThat(consistency(-1, -1)).isEmpty();
    }

    @Test
    void whoAsksAReadForItsViewSeesNoBatchThatHasNotEnded() {
        append(Logs.BELGIUM, 1);
        Head before = head(Logs.BELGIUM);
        takenBack(ledger -> {
            ledger.pairLogs().append(Logs.BELGIUM, leaf(2));
            ledger.pairLogs().endBatch(NIGHT);
            assertThat(head(Logs.BELGIUM)).isEqualTo(before);
            return true;
        });
        assertThat(head(Logs.BELGIUM)).isEqualTo(before);
    }

    @Test
    void aWitnessedHeadIsReplacedOnlyByOneThatIsProvedToHaveGrownOutOfIt() {
        Tree theirs = new Tree(20);
        assertThat(witness(theirs.head(5), Optional.empty())).isEqualTo(new Lineage.Grown());
        assertThat(witness(theirs.head(5), Optional.empty())).isEqualTo(new Lineage.Same());
        assertThat(witness(theirs.head(12), Optional.empty())).isEqualTo(new Lineage.Unproved(5, 12));
        assertThat(witnessed()).contains(theirs.head(5));

        assertThat(witness(theirs.head(12), theirs.proof(5, 12))).isEqualTo(new Lineage.Grown());
        assertThat(witnessed()).contains(theirs.head(12));

        assertThat(witness(theirs.head(7), theirs.proof(7, 12))).isEqualTo(new Lineage.Earlier());
        assertThat(witnessed()).contains(theirs.head(12));
        assertThat(forks()).isEmpty();
    }

    @Test
    void aForkIsKeptAsEvidenceAndChangesNothingElse() {
        Tree theirs = new Tree(20);
        Tree rewritten = new Tree(21);
        witness(theirs.head(5), Optional.empty());

        assertThat(witness(rewritten.head(5), Optional.empty())).isInstanceOf(Lineage.Forked.class);
        assertThat(witness(rewritten.head(5), Optional.empty())).isInstanceOf(Lineage.Forked.class);
        assertThat(witness(rewritten.head(9), rewritten.proof(5, 9))).isInstanceOf(Lineage.Forked.class);

        assertThat(witnessed()).contains(theirs.head(5));
        assertThat(forks())
                .containsExactlyInAnyOrder(
                        new Fork(theirs.head(5).note(), rewritten.head(5).note(), Optional.empty()),
                        new Fork(theirs.head(5).note(), rewritten.head(9).note(), rewritten.proof(5, 9)));
    }

    @Test
    void aPeerCannotFillTheStoreWithForks() {
        Tree theirs = new Tree(200);
        witness(theirs.head(200), Optional.empty());
        ConsistencyProof wrong = ConsistencyProof.newBuilder().setTo(200).build();
        for (int size = 1; size < 150; size++) {
            witness(
                    theirs.head(size),
                    Optional.of(wrong.toBuilder().setFrom(size).build()));
        }
        assertThat(forks()).hasSize(100);
    }

    @Test
    void aHeadOfAnotherLogIsNoWitness() {
        Tree theirs = new Tree(3);
        HeadReading.Signed ours = new HeadReading.Signed(
                new Head(
                        "fr.eu-art13.vigil.internal/pair/be/1",
                        3,
                        theirs.head(3).head().root()),
                "note");
        assertThatIllegalArgumentException().isThrownBy(() -> witness(ours, Optional.empty()));
    }

    private LeafPosition append(PairLogId log, long number) {
        return written(ledger -> {
            LeafPosition position = ledger.pairLogs().append(log, Logs.leaf(log, number, NIGHT));
            ledger.pairLogs().endBatch(NIGHT);
            return position;
        });
    }

    private static Leaf leaf(long number) {
        return Logs.leaf(Logs.BELGIUM, number, NIGHT);
    }

    private Receipt receipt(LeafPosition position) {
        return read(ledger -> ledger.pairLogs().receipt(position)).orElseThrow();
    }

    private Optional<HeadReading.Signed> signed(PairLogId log) {
        return read(ledger -> ledger.pairLogs().head(log));
    }

    private List<Leaf> leaves(PairLogId log, long from, int most) {
        return read(ledger -> ledger.pairLogs().leaves(log, from, most));
    }

    private long size(PairLogId log) {
        return read(ledger -> ledger.pairLogs().size(log));
    }

    private Head head(PairLogId log) {
        HeadReading.Signed signed = signed(log).orElseThrow();
        HeadVerifier verifier = new HeadVerifier(Logs.FRANCE.own(log, 1).text(), List.of(Logs.KEY.publicKey32()));
        assertThat(verifier.read(signed.note())).isEqualTo(signed);
        return signed.head();
    }

    private Optional<ConsistencyProof> consistency(long from, long to) {
        return read(ledger -> ledger.pairLogs().consistency(Logs.BELGIUM, from, to));
    }

    private Lineage witness(HeadReading.Signed shown, Optional<ConsistencyProof> proof) {
        return written(ledger -> ledger.pairLogs().witness(Logs.BELGIUM, shown, proof, NIGHT));
    }

    private Optional<HeadReading.Signed> witnessed() {
        return read(ledger -> ledger.pairLogs().witnessed(Logs.BELGIUM));
    }

    private List<Fork> forks() {
        return read(ledger -> ledger.witnessRows().forks(Logs.BELGIUM));
    }

    private static ReceiptCheck.Result verify(LeafPosition position, Receipt receipt) {
        return ReceiptCheck.verify(
                receipt, Logs.FRANCE.own(position.log(), position.epoch()), List.of(Logs.KEY.publicKey32()));
    }

    /** Belgium's log for France; trees of different size also differ in their leaves. */
    private static final class Tree {
        private final Map<NodeId, TreeHash> nodes = new HashMap<>();
        private final List<TreeHash> roots = new ArrayList<>();
        private final String origin = new LogKeeper(new ParticipantId("FR"), BELGIAN)
                .theirs(Logs.BELGIUM, 1)
                .text();

        Tree(int leaves) {
            TreeGrowth growth = TreeGrowth.from(0, _ -> List.of());
            roots.add(growth.root());
            for (int i = 0; i < leaves; i++) {
                List<TreeHash> closed = growth.append(ByteString.copyFromUtf8(leaves + " " + i));
                for (int level = 0; level < closed.size(); level++) {
                    nodes.put(new NodeId(level, i >>> level), closed.get(level));
                }
                roots.add(growth.root());
            }
        }

        HeadReading.Signed head(int size) {
            Head head = new Head(origin, size, roots.get(size));
            return new HeadReading.Signed(head, BELGIAN.sign(head));
        }

        Optional<ConsistencyProof> proof(int from, int to) {
            return Optional.of(ConsistencyProof.newBuilder()
                    .setFrom(from)
                    .setTo(to)
                    .addAllProof(Proofs.consistency(
                                    from,
                                    to,
                                    ids -> ids.stream().map(nodes::get).toList())
                            .stream()
                            .map(TreeHash::bytes)
                            .toList())
                    .build());
        }
    }
}
