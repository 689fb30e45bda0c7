package eu.vigil.node.peers;

import eu.vigil.node.dispatch.OutboxRow;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.dispatch.PeerStanding;
import eu.vigil.node.drill.Reach;
import eu.vigil.node.journal.Reads;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.directory.Entry;
import eu.vigil.protocol.id.ParticipantId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Puts together what the directories, the links and the outbox know of each peer.
 *
 * @param self whose node this is: no peer of itself
 * @param standings of the links that we dial
 * @param calls the links that peers dial
 */
public record PeerBook(
        ParticipantId self,
        Supplier<Collection<DirectoryView>> directories,
        Function<PeerId, PeerStanding> standings,
        Function<PeerId, Optional<PeerCall>> calls,
        Reads<? extends PeerLedger> reads,
        InstantSource clock)
        implements Peers {
    @Override
    public Listing all() {
        Map<PeerId, List<OutboxRow>> waiting =
                reads.<List<OutboxRow>>read(ledger -> ledger.outbox().waiting()).toCompletableFuture().join().stream()
                        .collect(Collectors.groupingBy(row -> new PeerId(row.network(), row.peer())));
        Map<PeerId, Reach> reaches =
                reads.<List<Reach>>read(ledger -> ledger.drills().reaches()).toCompletableFuture().join().stream()
                        .collect(Collectors.toMap(Reach::peer, Function.identity()));
        return new Listing(
                clock.instant(),
                directories.get().stream()
                        .sorted(Comparator.comparing(
                                directory -> directory.network().value()))
                        .flatMap(directory -> directory.entries().stream()
                                .filter(entry -> !entry.id().equals(self))
                                .map(entry -> view(directory, entry, waiting, reaches)))
                        .toList());
    }

    private PeerView view(
            DirectoryView directory, Entry entry, Map<PeerId, List<OutboxRow>> waiting, Map<PeerId, Reach> reaches) {
        PeerId peer = new PeerId(directory.network(), entry.id());
        List<OutboxRow> rows = waiting.getOrDefault(peer, List.of());
        return new PeerView(
                directory.network(),
                entry,
                standings.apply(peer),
                calls.apply(peer),
                Optional.ofNullable(reaches.get(peer)),
                rows.size(),
                rows.stream().map(OutboxRow::acceptedAt).min(Comparator.naturalOrder()));
    }
}
