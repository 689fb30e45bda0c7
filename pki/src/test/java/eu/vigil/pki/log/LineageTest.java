package eu.vigil.pki.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.wire.ConsistencyProof;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineageTest {
    private static final ReferenceTree TREE = ReferenceTree.of(20);

    @Test
    void aHeadIsItself() {
        assertThat(Lineage.between(head(5), head(5), Optional.empty())).isEqualTo(new Lineage.Same());
    }

    @Test
    void oneSizeWithTwoRootsIsAFork() {
        Head other = new Head("o", 5, TREE.root(4));
        assertThat(Lineage.between(head(5), other, Optional.empty())).isInstanceOf(Lineage.Forked.class);
    }

    @Test
    void aLaterHeadCountsOnceItsGrowthIsProved() {
        assertThat(Lineage.between(head(5), head(20), Optional.empty())).isEqualTo(new Lineage.Unproved(5, 20));
        assertThat(Lineage.between(head(5), head(20), proof(5, 19))).isEqualTo(new Lineage.Unproved(5, 20));
        assertThat(Lineage.between(head(5), head(20), proof(6, 20))).isEqualTo(new Lineage.Unproved(5, 20));
        assertThat(Lineage.between(head(5), head(20), proof(5, 20))).isEqualTo(new Lineage.Grown());
    }

    @Test
    void aLateHeadOfASmallerTreeIsProvedIntoTheNewest() {
        assertThat(Lineage.between(head(20), head(5), Optional.empty())).isEqualTo(new Lineage.Unproved(5, 20));
        assertThat(Lineage.between(head(20), head(5), proof(5, 20))).isEqualTo(new Lineage.Earlier());
    }

    @Test
    void aProofThatFailsIsAFork() {
        Head rewritten = new Head("o", 20, ReferenceTree.of(19).root(19));
        assertThat(Lineage.between(head(5), rewritten, proof(5, 20))).isInstanceOf(Lineage.Forked.class);
        ConsistencyProof garbage = proof(5, 20).orElseThrow().toBuilder()
                .setProof(0, ByteString.copyFromUtf8("short"))
                .build();
        assertThat(Lineage.between(head(5), head(20), Optional.of(garbage))).isInstanceOf(Lineage.Forked.class);
    }

    @Test
    void everythingGrowsOutOfTheEmptyLog() {
        Head empty = new Head("o", 0, TreeHash.EMPTY_TREE);
        assertThat(Lineage.between(empty, head(5), Optional.empty())).isEqualTo(new Lineage.Grown());
        assertThat(Lineage.between(head(5), empty, Optional.empty())).isEqualTo(new Lineage.Earlier());
    }

    @Test
    void headsOfTwoLogsAreNotCompared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lineage.between(head(5), new Head("p", 5, TREE.root(5)), Optional.empty()));
    }

    private static Head head(int size) {
        return new Head("o", size, TREE.root(size));
    }

    private static Optional<ConsistencyProof> proof(int from, int to) {
        return Optional.of(ConsistencyProof.newBuilder()
                .setFrom(from)
                .setTo(to)
                .addAllProof(Proofs.consistency(from, to, TREE::read).stream()
                        .map(TreeHash::bytes)
                        .toList())
                .build());
    }
}
