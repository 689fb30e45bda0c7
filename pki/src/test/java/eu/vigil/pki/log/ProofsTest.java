package eu.vigil.pki.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofsTest {
    private static final int SIZES = 130;
    private static final ReferenceTree TREE = ReferenceTree.of(SIZES);
    private static final List<TreeHash> ROOTS = roots();

    @Test
    void aGrownTreeHasTheRootOfTheDefinitionAtEverySize() {
        ReferenceTree tree = new ReferenceTree();
        assertThat(tree.grownRoot()).isEqualTo(TreeHash.EMPTY_TREE);
        for (int size = 1; size <= SIZES; size++) {
            tree.append(TREE.leaves.get(size - 1));
            assertThat(tree.grownRoot()).isEqualTo(ROOTS.get(size));
            TreeGrowth again = TreeGrowth.from(size, tree::read);
            assertThat(again.size()).isEqualTo(size);
            assertThat(again.root()).isEqualTo(ROOTS.get(size));
        }
    }

    @Test
    void everyLeafOfEveryTreeIsProvedAndNoOtherLeafIndexSizeOrRootIs() {
        for (int size = 1; size <= SIZES; size++) {
            for (int index = 0; index < size; index++) {
                List<TreeHash> proof = Proofs.inclusion(index, size, TREE::read);
                TreeHash leaf = TreeHash.ofLeaf(TREE.leaves.get(index));
                TreeHash root = ROOTS.get(size);

                assertThat(ProofCheck.inclusion(index, size, leaf, proof, root))
                        .isEqualTo(new ProofCheck.Result.Holds());
                assertFails(ProofCheck.inclusion(index, size, TreeHash.EMPTY_TREE, proof, root));
                assertFails(ProofCheck.inclusion(index, size, leaf, proof, ROOTS.get(size - 1)));
                assertFails(ProofCheck.inclusion(index ^ 1, size, leaf, proof, root));
                assertFails(ProofCheck.inclusion(index, size, leaf, plus(proof), root));
                if (!proof.isEmpty()) {
                    assertFails(ProofCheck.inclusion(index, size, leaf, proof.subList(1, proof.size()), root));
                    assertFails(ProofCheck.inclusion(index, size, leaf, proof.subList(0, proof.size() - 1), root));
                    assertFails(ProofCheck.inclusion(index, size, leaf, otherAt(proof, index % proof.size()), root));
                }
            }
        }
    }

    @Test
    void everyGrowthIsProvedAndNoOtherIs() {
        for (int to = 1; to <= SIZES; to++) {
            for (int from = 1; from <= to; from++) {
                List<TreeHash> proof = Proofs.consistency(from, to, TREE::read);
                TreeHash older = ROOTS.get(from);
                TreeHash newer = ROOTS.get(to);

                assertThat(ProofCheck.consistency(from, to, older, newer, proof))
                        .isEqualTo(new ProofCheck.Result.Holds());
                assertFails(ProofCheck.consistency(from, to, TreeHash.EMPTY_TREE, newer, proof));
                assertFails(ProofCheck.consistency(from, to, older, TreeHash.EMPTY_TREE, proof));
                assertFails(ProofCheck.consistency(from, to, older, newer, plus(proof)));
                assertFails(ProofCheck.consistency(0, to, TreeHash.EMPTY_TREE, newer, proof));
                if (from < to) {
                    assertFails(ProofCheck.consistency(to, from, newer, older, proof));
                    assertFails(ProofCheck.consistency(from, to, older, newer, proof.subList(0, proof.size() - 1)));
                    assertFails(ProofCheck.consistency(from, to, older, newer, otherAt(proof, from % proof.size())));
                }
            }
        }
    }

    @Test
    void sizesAboveTheLargestSignedNumberProveNothing() {
        TreeHash leaf = TreeHash.ofLeaf(TREE.leaves.getFirst());
        assertFails(ProofCheck.inclusion(-1, 1, leaf, List.of(), leaf));
        assertFails(ProofCheck.inclusion(0, -1, leaf, List.of(), leaf));
        assertFails(ProofCheck.consistency(-1, 1, leaf, leaf, List.of()));
        assertFails(ProofCheck.consistency(1, -1, leaf, leaf, List.of(leaf)));
        assertFails(ProofCheck.inclusion(0, Long.MAX_VALUE, leaf, List.of(), leaf));
    }

    @Test
    void aProofReadsAtMostTwiceTheLogarithmOfTheTree() {
        long size = (1L << 40) - 1;
        List<NodeId> read = new ArrayList<>();
        Nodes counting = ids -> {
            read.addAll(ids);
            return ids.stream().map(_ -> TreeHash.EMPTY_TREE).toList();
        };
        Proofs.inclusion(0, size, counting);
        assertThat(read).hasSizeLessThanOrEqualTo(80);
        read.clear();
        Proofs.consistency(size / 3, size, counting);
        assertThat(read).hasSizeLessThanOrEqualTo(80);
    }

    @Test
    void whatCannotBeProvedIsADefectOfTheCaller() {
        assertThatIllegalArgumentException().isThrownBy(() -> Proofs.inclusion(3, 3, TREE::read));
        assertThatIllegalArgumentException().isThrownBy(() -> Proofs.consistency(0, 3, TREE::read));
        assertThatIllegalArgumentException().isThrownBy(() -> Proofs.consistency(4, 3, TREE::read));
    }

    private static void assertFails(ProofCheck.Result result) {
        assertThat(result).isInstanceOf(ProofCheck.Result.Fails.class);
    }

    private static List<TreeHash> plus(List<TreeHash> proof) {
        List<TreeHash> longer = new ArrayList<>(proof);
        longer.add(TreeHash.EMPTY_TREE);
        return longer;
    }

    private static List<TreeHash> otherAt(List<TreeHash> proof, int position) {
        List<TreeHash> other = new ArrayList<>(proof);
        other.set(position, TreeHash.EMPTY_TREE);
        return other;
    }

    private static List<TreeHash> roots() {
        List<TreeHash> roots = new ArrayList<>();
        for (int size = 0; size <= SIZES; size++) {
            roots.add(TREE.root(size));
        }
        return List.copyOf(roots);
    }
}
