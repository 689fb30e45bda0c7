package eu.vigil.pki.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TreeAuditTest {
    private static final int LEAVES = 40;

    private final List<ByteString> leaves = new ArrayList<>();
    private final List<ByteString> rows = new ArrayList<>();
    private final List<TreeHash> roots = new ArrayList<>();
    private final Map<NodeId, TreeHash> nodes = new HashMap<>();

    TreeAuditTest() {
        TreeGrowth growth = TreeGrowth.from(0, _ -> List.of());
        roots.add(growth.root());
        for (int i = 0; i < LEAVES; i++) {
            leaves.add(ByteString.copyFromUtf8("leaf " + i));
            List<TreeHash> closed = growth.append(leaves.getLast());
            for (int level = 0; level < closed.size(); level++) {
                nodes.put(new NodeId(level, i >>> level), closed.get(level));
            }
            rows.add(ByteString.copyFrom(closed.stream().map(TreeHash::bytes).toList()));
            roots.add(growth.root());
        }
    }

    @Test
    void aTreeThatIsWholeHoldsFromWhereverItIsTakenUp() {
        for (int from = 0; from <= LEAVES; from++) {
            TreeAudit audit = from == 0 ? new TreeAudit(0, List.of()) : takenUp(from);
            for (int i = from; i < LEAVES; i++) {
                assertThat(audit.root()).isEqualTo(roots.get(i));
                assertThat(audit.next(leaves.get(i), rows.get(i))).isEmpty();
            }
            assertThat(audit.root()).isEqualTo(roots.get(LEAVES));
            assertThat(audit.size()).isEqualTo(LEAVES);
        }
    }

    @Test
    void everyBitOfEveryLeafCounts() {
        for (int i = 0; i < LEAVES; i++) {
            for (int bit = 0; bit < leaves.get(i).size() * 8; bit++) {
                assertThat(faults(i, flipped(leaves.get(i), bit), rows.get(i)).get(i))
                        .containsExactly("its bytes do not have the stored hash "
                                + new TreeHash(rows.get(i).substring(0, TreeHash.BYTES)));
            }
        }
    }

    @Test
    void everyStoredHashIsComparedWithWhatIsBelowItAndTheFaultDoesNotSpread() {
        for (int i = 0; i < LEAVES; i++) {
            for (int at = 0; at < rows.get(i).size(); at++) {
                Map<Integer, List<String>> faults = faults(i, leaves.get(i), flipped(rows.get(i), at * 8));
                int level = at / TreeHash.BYTES;
                assertThat(faults.get(i))
                        .anyMatch(why -> level == 0
                                ? why.startsWith("its bytes do not have")
                                : why.startsWith("the stored hash over leaves"));
                assertThat(faults.values().stream().mapToInt(List::size).sum())
                        .as("the hash itself, and the one above it")
                        .isLessThanOrEqualTo(2);
            }
        }
    }

    @Test
    void aRowThatIsTooShortOrTooLongIsNamedAndTheTreeGoesOn() {
        Map<Integer, List<String>> faults = faults(7, leaves.get(7), rows.get(7).substring(32));
        assertThat(faults).containsOnlyKeys(7);
        assertThat(faults.get(7)).containsExactly("its row holds 96 bytes of hashes instead of 128");
        assertThat(faults(8, leaves.get(8), rows.get(8).concat(rows.get(8)))).containsOnlyKeys(8);
    }

    private TreeAudit takenUp(int size) {
        return new TreeAudit(
                size, TreeGrowth.edge(size).stream().map(nodes::get).toList());
    }

    private Map<Integer, List<String>> faults(int changed, ByteString leaf, ByteString row) {
        TreeAudit audit = new TreeAudit(0, List.of());
        Map<Integer, List<String>> faults = new HashMap<>();
        for (int i = 0; i < LEAVES; i++) {
            List<String> wrong = i == changed ? audit.next(leaf, row) : audit.next(leaves.get(i), rows.get(i));
            if (!wrong.isEmpty()) {
                faults.put(i, wrong);
            }
        }
        return faults;
    }

    private static ByteString flipped(ByteString bytes, int bit) {
        byte[] changed = bytes.toByteArray();
        changed[bit / 8] ^= (byte) (1 << (bit % 8));
        return ByteString.copyFrom(changed);
    }
}
