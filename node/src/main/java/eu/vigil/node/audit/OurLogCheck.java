package eu.vigil.node.audit;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import eu.vigil.node.audit.AuditRows.HeadRow;
import eu.vigil.node.audit.AuditRows.Kept;
import eu.vigil.node.audit.AuditRows.LeafRow;
import eu.vigil.node.operator.audit.AuditSlice.Fault;
import eu.vigil.pki.log.TreeAudit;
import eu.vigil.pki.log.TreeHash;
import eu.vigil.protocol.wire.Leaf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Recomputes a slice of one of our logs: leaves, the hashes above them, the heads, and at its end the log's own word. */
final class OurLogCheck {
    private static final int FAULTS_MAX = 20;

    private OurLogCheck() {}

    /**
     * What was read at one snapshot.
     *
     * @param from index of the first leaf
     * @param edge the tree's edge there; empty if it is not whole
     * @param leaves consecutive, if all is well
     * @param heads of more than {@code from} leaves, up to the last of these
     * @param headBefore the newest head of at most {@code from} leaves
     * @param beyond leaves and heads past the log's size, looked for at its end
     */
    record Rows(
            Kept log,
            long from,
            Optional<List<TreeHash>> edge,
            List<LeafRow> leaves,
            List<HeadRow> heads,
            Optional<HeadRow> headBefore,
            Beyond beyond) {}

    /** What stands where nothing may. */
    record Beyond(long leaves, List<HeadRow> heads) {}

    /**
     * What came of it.
     *
     * @param to behind the last leaf that was checked
     * @param ended true if nothing of this log is left to check
     */
    record Checked(long to, boolean ended, Optional<ByteString> root, List<Fault> faults) {}

    static Rows read(AuditRows rows, Kept log, long from, int most) {
        List<LeafRow> leaves = log.size() > from
                ? rows.leaves(log, from, Math.toIntExact(Math.min(most, log.size() - from)))
                : List.of();
        long to = Math.min(log.size(), from + most);
        boolean last = to == log.size();
        return new Rows(
                log,
                from,
                rows.edge(log, from),
                leaves,
                rows.heads(log, from, to),
                rows.headUpTo(log, from),
                last
                        ? new Beyond(rows.leavesBeyond(log, log.size()), rows.heads(log, log.size(), Long.MAX_VALUE))
                        : new Beyond(0, List.of()));
    }

    static Checked check(Rows rows, int most) {
        Kept log = rows.log();
        List<Fault> faults = new ArrayList<>();
        if (rows.edge().isEmpty()) {
            faults.add(new Fault(
                    "leaf " + rows.from(), "hashes that stand before it are missing; nothing behind it was checked"));
            return new Checked(rows.from(), true, Optional.empty(), faults);
        }
        TreeAudit tree = new TreeAudit(rows.from(), rows.edge().get());
        Map<Long, HeadRow> heads = new HashMap<>();
        rows.heads().forEach(head -> heads.put(head.size(), head));
        Optional<Instant> before = rows.headBefore().map(HeadRow::at);
        for (LeafRow row : rows.leaves()) {
            if (row.index() != tree.size()) {
                break;
            }
            String where = "leaf " + row.index();
            tree.next(row.leaf(), row.nodes()).forEach(why -> faults.add(new Fault(where, why)));
            unreadable(log, row.leaf()).ifPresent(why -> faults.add(new Fault(where, why)));
            HeadRow head = heads.remove(tree.size());
            if (head != null) {
                faults.addAll(wrong(head, tree.root(), before));
                before = Optional.of(head.at());
            }
        }
        long due = Math.min(log.size(), rows.from() + most);
        if (tree.size() < due) {
            faults.add(new Fault("leaf " + tree.size(), "is missing; nothing behind it was checked"));
            return new Checked(tree.size(), true, Optional.empty(), capped(faults));
        }
        boolean ended = due == log.size();
        if (ended) {
            faults.addAll(end(rows, tree));
        }
        return new Checked(due, ended, ended ? Optional.of(tree.root().bytes()) : Optional.empty(), capped(faults));
    }

    private static List<Fault> wrong(HeadRow head, TreeHash root, Optional<Instant> before) {
        List<Fault> faults = new ArrayList<>();
        String where = "head of %d leaves".formatted(head.size());
        if (!head.root().equals(root.bytes())) {
            faults.add(new Fault(where, "its root is not that of the tree, which is " + root));
        }
        if (before.filter(head.at()::isBefore).isPresent()) {
            faults.add(new Fault(where, "is dated before the head before it"));
        }
        return faults;
    }

    private static List<Fault> end(Rows rows, TreeAudit tree) {
        Kept log = rows.log();
        List<Fault> faults = new ArrayList<>();
        if (!log.root().equals(tree.root().bytes())) {
            faults.add(new Fault("newest head", "the log's root is not that of its tree, which is " + tree.root()));
        }
        boolean headed = log.size() == 0
                || rows.heads().stream().anyMatch(head -> head.size() == log.size())
                || rows.headBefore().filter(head -> head.size() == log.size()).isPresent();
        if (!headed) {
            faults.add(new Fault("newest head", "no head is kept for all %d leaves".formatted(log.size())));
        }
        if (rows.beyond().leaves() > 0) {
            faults.add(new Fault(
                    "leaf " + log.size(),
                    "%d leaves stand behind the %d that the log has"
                            .formatted(rows.beyond().leaves(), log.size())));
        }
        rows.beyond()
                .heads()
                .forEach(head -> faults.add(new Fault(
                        "head of %d leaves".formatted(head.size()),
                        "the log has only %d leaves".formatted(log.size()))));
        return faults;
    }

    private static Optional<String> unreadable(Kept log, ByteString bytes) {
        try {
            String peer = Leaf.parseFrom(bytes).getPeer();
            return peer.equals(log.log().peer().value())
                    ? Optional.empty()
                    : Optional.of("it speaks of '%s', not of %s"
                            .formatted(peer, log.log().peer()));
        } catch (InvalidProtocolBufferException _) {
            return Optional.of("its bytes are no leaf");
        }
    }

    private static List<Fault> capped(List<Fault> faults) {
        if (faults.size() <= FAULTS_MAX) {
            return faults;
        }
        List<Fault> first = new ArrayList<>(faults.subList(0, FAULTS_MAX));
        first.add(new Fault("slice", "and %d more like these".formatted(faults.size() - FAULTS_MAX)));
        return first;
    }
}
