package eu.vigil.node.desk;

import com.google.protobuf.ByteString;
import eu.vigil.node.casework.Instants;
import eu.vigil.node.dispatch.Dispatch;
import eu.vigil.node.dispatch.OutboxRow;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.dispatch.PeerStanding;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.Page;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.node.journal.PairLogs;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.LogFilter;
import eu.vigil.node.operator.desk.LogListing;
import eu.vigil.node.operator.desk.NodeStatus;
import eu.vigil.node.operator.desk.NodeStatus.LinkView;
import eu.vigil.node.operator.desk.PageFilter;
import eu.vigil.node.operator.desk.PageListing;
import eu.vigil.node.operator.desk.PageView;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.directory.Entry;
import eu.vigil.pki.log.HeadReading;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Leaf;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How the node stands: its peers, its logs, its pages.
 *
 * @param <T> the ledger
 */
final class Standing<T extends DeskLedger> {
    private static final int OPEN_INCIDENTS_MAX = 10_000;

    private final ParticipantId self;
    private final String version;
    private final Ledgers<T> ledgers;
    private final Supplier<Collection<DirectoryView>> directories;
    private final Dispatch<T> dispatch;
    private final Supplier<Set<PeerId>> listening;
    private final InstantSource clock;
    private final Instant startedAt;

    Standing(
            ParticipantId self,
            String version,
            Ledgers<T> ledgers,
            Supplier<Collection<DirectoryView>> directories,
            Dispatch<T> dispatch,
            Supplier<Set<PeerId>> listening,
            InstantSource clock) {
        this.self = self;
        this.version = version;
        this.ledgers = ledgers;
        this.directories = directories;
        this.dispatch = dispatch;
        this.listening = listening;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    NodeStatus status() {
        Instant now = clock.instant();
        return ledgers.read(ledger -> {
            Map<PeerId, List<OutboxRow>> waiting = ledger.outbox().waiting().stream()
                    .collect(Collectors.groupingBy(row -> new PeerId(row.network(), row.peer())));
            List<NodeStatus.NetworkView> networks = directories.get().stream()
                    .map(directory -> new NodeStatus.NetworkView(
                            directory.network(),
                            directory.version(),
                            directory.entries().stream()
                                    .map(Entry::id)
                                    .filter(id -> !id.equals(self))
                                    .map(id -> new PeerId(directory.network(), id))
                                    .map(peer -> peer(peer, waiting.getOrDefault(peer, List.of())))
                                    .toList()))
                    .toList();
            Map<RequestState, Integer> states = ledger.requests().counts();
            NodeStatus.Counts counts = new NodeStatus.Counts(
                    count(states, RequestState.DRAFT),
                    count(states, RequestState.QUEUED)
                            + count(states, RequestState.SENT)
                            + count(states, RequestState.OUTCOME_UNKNOWN),
                    count(states, RequestState.RECEIVED),
                    count(states, RequestState.RECEIVED) + count(states, RequestState.ACKNOWLEDGED),
                    ledger.requests().overdue(now),
                    ledger.incidents().open(OPEN_INCIDENTS_MAX).size());
            return new NodeStatus(self, version, startedAt, now, networks, counts);
        });
    }

    private static int count(Map<RequestState, Integer> states, RequestState state) {
        return states.getOrDefault(state, 0);
    }

    private NodeStatus.PeerView peer(PeerId peer, List<OutboxRow> waiting) {
        PeerStanding standing = dispatch.standing(peer);
        return new NodeStatus.PeerView(
                peer.participant(),
                switch (standing.link()) {
                    case DIALLING -> LinkView.DIALLING;
                    case OPEN -> LinkView.OPEN;
                    case WAITING -> LinkView.WAITING;
                },
                listening.get().contains(peer),
                waiting.size(),
                waiting.stream().map(OutboxRow::acceptedAt).min(Instant::compareTo),
                standing.lastReceiptAt(),
                standing.trouble());
    }

    Answer<LogListing> log(ParticipantId peer, LogFilter filter) {
        List<NetworkId> shared = directories.get().stream()
                .filter(directory -> directory.entry(peer).isPresent())
                .map(DirectoryView::network)
                .filter(network -> filter.network().map(network::equals).orElse(true))
                .toList();
        if (shared.isEmpty()) {
            return new Answer.NotFound<>("no log is kept for %s".formatted(peer));
        }
        if (shared.size() > 1) {
            return Answer.Invalid.of("network", "%s is a peer in %s; say which".formatted(peer, shared));
        }
        PairLogId log = new PairLogId(shared.getFirst(), peer);
        return ledgers.read(ledger -> new Answer.Done<>(listing(ledger.pairLogs(), log, filter)));
    }

    private static UUID uuid(ByteString id) {
        ByteBuffer bytes = id.asReadOnlyByteBuffer();
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static LogListing listing(PairLogs logs, PairLogId log, LogFilter filter) {
        List<LogListing.Entry> entries = new ArrayList<>();
        for (Leaf leaf : logs.leaves(log, filter.from(), filter.limit())) {
            entries.add(new LogListing.Entry(
                    filter.from() + entries.size(),
                    leaf.getType(),
                    Instants.of(leaf.getReceivedAt()),
                    uuid(leaf.getMessageId()),
                    leaf.getDigest(),
                    leaf.getDecision(),
                    leaf.getDirectoryVersion()));
        }
        long end = filter.from() + entries.size();
        Optional<HeadReading.Signed> head = logs.head(log);
        return new LogListing(
                log.network(),
                log.peer(),
                head.map(signed -> signed.head().origin()).orElse(""),
                logs.size(log),
                head.map(signed -> signed.head().root().bytes()).orElse(ByteString.EMPTY),
                head.map(HeadReading.Signed::note),
                logs.witnessed(log).map(HeadReading.Signed::note),
                entries,
                end < logs.size(log) ? Optional.of(end) : Optional.empty());
    }

    Answer<PageListing> pages(PageFilter filter) {
        return ledgers.read(ledger -> {
            List<PageView> pages = new ArrayList<>();
            for (Page page : ledger.pages().newest(filter.limit())) {
                Incident incident =
                        ledger.incidents().find(page.key().incident()).orElseThrow();
                if (!filter.open() || incident.isOpen()) {
                    pages.add(view(incident, page));
                }
            }
            return new Answer.Done<>(new PageListing(pages, Optional.empty()));
        });
    }

    private static PageView view(Incident incident, Page page) {
        return new PageView(
                incident.code().value(),
                incident.about().kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                incident.about().caseRef(),
                page.key().step() + 1,
                page.person(),
                page.key().channel(),
                page.state().name(),
                page.attempts(),
                page.dueAt(),
                page.firstAttemptAt(),
                Optional.empty(),
                page.lastResult().orElse(""),
                incident.endedAt().filter(_ -> !incident.isOpen()),
                incident.acknowledgedBy());
    }
}
