package eu.vigil.bench.operations;

import com.google.protobuf.ByteString;
import eu.vigil.pki.log.NodeId;
import eu.vigil.pki.log.Proofs;
import eu.vigil.pki.log.TreeGrowth;
import eu.vigil.pki.log.TreeHash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A leaf is added to a pair log of 65,536, and a leaf of it is proved. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PairLog {
    private static final int LEAVES = 65_536;
    private static final int LEAF_BYTES = 100;

    private final ByteString leaf = ByteString.copyFrom(new byte[LEAF_BYTES]);
    private final Map<NodeId, TreeHash> nodes = new HashMap<>();
    private final TreeGrowth growth = TreeGrowth.from(0, _ -> List.of());
    private int next;

    /** Grows the log. */
    public PairLog() {
        for (int index = 0; index < LEAVES; index++) {
            List<TreeHash> closed = growth.append(leaf);
            for (int level = 0; level < closed.size(); level++) {
                nodes.put(new NodeId(level, index >>> level), closed.get(level));
            }
        }
    }

    /** Adds a leaf and hashes the new root. */
    @Benchmark
    public TreeHash append() {
        growth.append(leaf);
        return growth.root();
    }

    /** The inclusion proof of a leaf, from nodes at hand. */
    @Benchmark
    public List<TreeHash> proof() {
        next = (next + 7919) % LEAVES;
        return Proofs.inclusion(next, LEAVES, ids -> ids.stream().map(nodes::get).toList());
    }
}
