package eu.vigil.node.sim;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import eu.vigil.node.casework.Hold;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.dispatch.OutboxRow;
import eu.vigil.node.escalation.Claim;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.pki.log.Head;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Receipt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What was committed where, as an onlooker wrote it down, and what follows from it. */
final class Chronicle {
    private record LogKey(ParticipantId keeper, ParticipantId peer) {}

    private record IncidentKey(ParticipantId node, IncidentCode code) {}

    private final World world;
    private final PageDeadlines deadlines;
    private final Map<LogKey, LogTruth> logs = new LinkedHashMap<>();
    private final Map<ParticipantId, Map<MessageId, RequestRecord>> requests = new HashMap<>();
    private final Map<ParticipantId, Set<String>> watches = new HashMap<>();
    private final Map<IncidentKey, Incident> open = new HashMap<>();
    private final Set<IncidentKey> ended = new HashSet<>();

    Chronicle(World world) {
        this.world = world;
        this.deadlines = new PageDeadlines(world, this::isOpen);
    }

    PageDeadlines deadlines() {
        return deadlines;
    }

    LogTruth log(ParticipantId keeper, ParticipantId peer) {
        return logs.computeIfAbsent(new LogKey(keeper, peer), _ -> new LogTruth());
    }

    /** The requests that stand in a node's books. */
    Map<MessageId, RequestRecord> requests(Machine node) {
        return requests.computeIfAbsent(node.id(), _ -> new LinkedHashMap<>());
    }

    private boolean isOpen(Machine node, IncidentCode code) {
        return open.containsKey(new IncidentKey(node.id(), code));
    }

    /** A node's transaction is durable, as its store says. */
    void committed(Machine node, List<Seen> written) {
        Set<MessageId> arrived = new HashSet<>();
        Set<String> called = new HashSet<>();
        for (Seen seen : written) {
            switch (seen) {
                case Seen.Appended(var log, var index, var leaf) -> appended(node, log, index, leaf);
                case Seen.Witnessed(var log, var head) -> witnessed(node, log, head);
                case Seen.Entered(var request) -> {
                    if (entered(node, request) && request.side() == Side.REQUESTED) {
                        arrived.add(request.id());
                    }
                }
                case Seen.Opened(var incident) -> {
                    called.add(incident.about().kind() + " " + incident.about().subject());
                    opened(node, incident);
                }
                case Seen.Ended(var code) -> {
                    IncidentKey key = new IncidentKey(node.id(), code);
                    open.remove(key);
                    ended.add(key);
                }
                case Seen.Claimed(Claim claim) -> claimed(node, claim);
            }
        }
        for (MessageId id : arrived) {
            if (!called.contains(IncidentKind.REQUEST_RECEIVED + " " + id)) {
                world.violated(
                        Invariant.EVERY_REQUEST_IS_PAGED,
                        "%s accepted %s and opened no incident in the same transaction".formatted(node, id));
            }
        }
    }

    private void appended(Machine node, PairLogId log, long index, ByteString bytes) {
        LogTruth truth = log(node.id(), log.peer());
        Leaf leaf = leaf(bytes);
        world.note("%s: leaf %d for %s, %s %s %s"
                .formatted(node, index, log.peer(), leaf.getType(), tail(leaf.getMessageId()), leaf.getDecision()));
        if (index != truth.size()) {
            world.violated(
                    Invariant.LOGS_ONLY_GROW,
                    "%s wrote leaf %d for %s, after %d leaves".formatted(node, index, log.peer(), truth.size()));
        }
        if (!truth.add(bytes, leaf)) {
            world.violated(
                    Invariant.NOTHING_IS_PROCESSED_TWICE,
                    "%s entered %s of %s again, as leaf %d"
                            .formatted(node, tail(leaf.getMessageId()), log.peer(), index));
        }
    }

    private static String tail(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray()).substring(20);
    }

    private void witnessed(Machine node, PairLogId log, Head head) {
        if (!log(log.peer(), node.id()).had(head)) {
            world.violated(
                    Invariant.WITNESSES_AGREE,
                    "%s witnessed a head of %s with %d leaves that never was".formatted(node, log.peer(), head.size()));
        }
    }

    /** True if the request is new. */
    private boolean entered(Machine node, RequestRecord request) {
        RequestRecord before = requests(node).put(request.id(), request);
        if (before == null || before.state() != request.state()) {
            world.note("%s: %s %s %s".formatted(node, request.caseRef(), request.side(), request.state()));
        }
        if (before != null && !Reachable.is(request.side(), before.state(), request.state())) {
            world.violated(
                    Invariant.STATES_ARE_REACHABLE,
                    "%s took %s from %s to %s".formatted(node, request.caseRef(), before.state(), request.state()));
        }
        return before == null;
    }

    private void opened(Machine node, Incident incident) {
        String watch = incident.about().kind() + " " + incident.about().subject();
        if (!watches.computeIfAbsent(node.id(), _ -> new HashSet<>()).add(watch)) {
            world.violated(Invariant.ONE_INCIDENT_A_WATCH, "%s called again for %s".formatted(node, watch));
        }
        open.put(new IncidentKey(node.id(), incident.code()), incident);
        deadlines.opened(node, incident);
    }

    private void claimed(Machine node, Claim claim) {
        if (ended.contains(new IncidentKey(node.id(), claim.incident().code()))) {
            world.violated(
                    Invariant.NO_PAGE_AFTER_ACKNOWLEDGEMENT,
                    "%s claimed %s after its incident had ended"
                            .formatted(node, claim.page().id()));
        }
    }

    /** After each event: what should have happened by now. */
    void check() {
        deadlines.check();
    }

    /** A receipt leaves a node: what it says must be durable there. */
    void receiptLeaves(Machine node, ParticipantId peer, Receipt receipt) {
        if (!log(node.id(), peer).has(receipt.getLeafIndex(), receipt.getLeaf())) {
            world.violated(
                    Invariant.RECEIPTS_MATCH_LOGS,
                    "%s receipts leaf %d to %s, which is not durable".formatted(node, receipt.getLeafIndex(), peer));
        }
    }

    /** A node has its store again: it must hold what was committed before. */
    void compare(Machine node) {
        for (Machine peer : world.machines()) {
            if (!peer.equals(node)) {
                compareLog(node, peer.id());
            }
        }
        Set<MessageId> waiting = node.look(ledger -> ledger.outbox().waiting()).stream()
                .map(OutboxRow::id)
                .collect(Collectors.toSet());
        for (RequestRecord known : requests(node).values()) {
            Optional<RequestRecord> kept = node.look(ledger -> ledger.requests().find(known.id()));
            if (kept.isEmpty() || kept.get().state() != known.state()) {
                world.violated(
                        Invariant.NOTHING_ACCEPTED_IS_LOST,
                        "%s has %s as %s, and it was %s"
                                .formatted(node, known.caseRef(), kept.map(RequestRecord::state), known.state()));
            }
            boolean mustWait = known.side() == Side.REQUESTING
                    && (known.state() == RequestState.QUEUED || known.state() == RequestState.SENT);
            if (mustWait && !waiting.contains(known.id())) {
                world.violated(
                        Invariant.NOTHING_ACCEPTED_IS_LOST,
                        "%s accepted %s and does not send it any more".formatted(node, known.caseRef()));
            }
        }
    }

    private void compareLog(Machine node, ParticipantId peer) {
        LogTruth truth = log(node.id(), peer);
        PairLogId id = new PairLogId(Continent.NETWORK, peer);
        List<ByteString> kept = node.look(ledger -> ledger.pairLogs().leaves(id, 0, truth.size() + 1)).stream()
                .map(Leaf::toByteString)
                .toList();
        if (!kept.equals(truth.leaves())) {
            world.violated(
                    Invariant.LOGS_ONLY_GROW,
                    "%s's log for %s has %d leaves after the start, and had %d"
                            .formatted(node, peer, kept.size(), truth.size()));
        }
    }

    /** All is healed and quiet: both sides of everything must agree. */
    void compareSides() {
        // A copy: to look for a log that nobody has written yet makes it.
        new LinkedHashMap<>(logs).forEach((key, truth) -> {
            for (ByteString bytes : truth.leaves()) {
                Leaf leaf = leaf(bytes);
                if (leaf.getType() == Leaf.Type.SENT && !arrived(key, leaf)) {
                    world.violated(
                            Invariant.NOTHING_ACCEPTED_IS_LOST,
                            "%s accepted %s for %s, where it never arrived"
                                    .formatted(key.keeper(), tail(leaf.getMessageId()), key.peer()));
                }
            }
        });
        for (Machine node : world.machines()) {
            for (RequestRecord request : requests(node).values()) {
                if (request.side() == Side.REQUESTING) {
                    compareSides(node, request);
                }
            }
        }
    }

    /** A message that belongs to no case, a test of reachability, may expire; whatever was withdrawn before it left, too. */
    private boolean arrived(LogKey from, Leaf sent) {
        ParticipantId there = from.peer();
        ParticipantId here = from.keeper();
        boolean arrived = log(there, here).leaves().stream()
                .map(Chronicle::leaf)
                .anyMatch(leaf -> leaf.getType() == Leaf.Type.RECEIVED
                        && leaf.getMessageId().equals(sent.getMessageId())
                        && leaf.getDigest().equals(sent.getDigest()));
        if (arrived) {
            return true;
        }
        Machine sender = world.machine(here);
        RequestRecord request = requests(sender).get(MessageId.of(sent.getMessageId()));
        return request == null
                ? sender.isNotice(MessageId.of(sent.getMessageId()))
                : request.state() == RequestState.WITHDRAWN;
    }

    private void compareSides(Machine asking, RequestRecord request) {
        RequestRecord other = requests(world.machine(request.peer())).get(request.id());
        boolean agree = switch (request.state()) {
            case DRAFT, APPROVED -> other == null;
            case WITHDRAWN -> other == null || other.state() == RequestState.WITHDRAWN;
            // Who sends a notice is not told that somebody has read it.
            case RECEIPTED ->
                other != null
                        && (other.state() == RequestState.RECEIVED
                                || (request.isNotice() && other.state() == RequestState.ACKNOWLEDGED));
            case QUEUED, SENT, OUTCOME_UNKNOWN, UNDELIVERABLE, RECEIVED, EXPIRED -> false;
            case REFUSED,
                    ACKNOWLEDGED,
                    FEASIBILITY_ANSWERED,
                    EXECUTING,
                    POSTPONED,
                    ANSWERED,
                    PARTLY_ANSWERED,
                    MISROUTED -> other != null && other.state() == request.state();
        };
        boolean sameHold = other == null || heldUntil(request).equals(heldUntil(other));
        boolean sameClocks = other == null
                || micros(request.clocks().indicatedAt())
                        .equals(micros(other.clocks().indicatedAt()));
        if (!agree || !sameHold || !sameClocks) {
            world.violated(
                    Invariant.SIDES_AGREE,
                    "%s says %s of %s, %s says %s"
                            .formatted(asking, request, request.caseRef(), request.peer(), Optional.ofNullable(other)));
        }
    }

    private static Optional<Instant> heldUntil(RequestRecord request) {
        return request.hold().map(Hold::until);
    }

    /** As finely as a store keeps it. */
    private static Optional<Instant> micros(Optional<Instant> instant) {
        return instant.map(at -> at.truncatedTo(ChronoUnit.MICROS));
    }

    /** How many leaves say that something was accepted from a peer. */
    long received() {
        return logs.values().stream()
                .flatMap(log -> log.leaves().stream())
                .map(Chronicle::leaf)
                .filter(leaf -> leaf.getType() == Leaf.Type.RECEIVED && leaf.getDecision() == Decision.ACCEPTED)
                .count();
    }

    static Leaf leaf(ByteString bytes) {
        try {
            return Leaf.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
