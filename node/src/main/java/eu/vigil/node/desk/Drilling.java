package eu.vigil.node.desk;

import com.google.protobuf.ByteString;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.drill.DrillBook;
import eu.vigil.node.drill.DrillReport;
import eu.vigil.node.drill.DrillSettings;
import eu.vigil.node.drill.Level;
import eu.vigil.node.drill.Reach;
import eu.vigil.node.drill.Trial;
import eu.vigil.node.journal.Priority;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.Drills;
import eu.vigil.node.operator.people.Person;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.ReachabilityTest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries every peer: its node every so often, its people at hours that nobody can foresee. What was asked and when to ask next is written
 * with the message that asks, so that a node that dies asks neither twice nor never.
 *
 * @param <T> the ledger
 */
final class Drilling<T extends DeskLedger> implements Drills {
    private static final Logger LOG = LoggerFactory.getLogger(Drilling.class);
    private static final int AT_ONCE_MAX = 50;
    private static final int NONCE_BYTES = 16;
    private static final Duration TRIALS_KEPT = Duration.ofDays(2);
    private static final int DAYS_KEPT = 400;
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}");
    private static final String NODE = "node";

    private final ParticipantId self;
    private final Ledgers<T> ledgers;
    private final Post<T> post;
    private final Probes probes;
    private final DrillAlarm alarm;
    private final Supplier<Collection<DirectoryView>> directories;
    private final Supplier<DrillSettings> settings;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final AtomicBoolean looking = new AtomicBoolean();

    Drilling(
            ParticipantId self,
            Ledgers<T> ledgers,
            Post<T> post,
            Probes probes,
            DrillAlarm alarm,
            Supplier<Collection<DirectoryView>> directories,
            Supplier<DrillSettings> settings,
            InstantSource clock,
            RandomGenerator random) {
        this.self = self;
        this.ledgers = ledgers;
        this.post = post;
        this.probes = probes;
        this.alarm = alarm;
        this.directories = directories;
        this.settings = settings;
        this.clock = clock;
        this.random = random;
    }

    /** Gives up what was not answered in time, and asks whomever it is time to ask; to be called every few seconds. */
    void look() {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        try {
            giveUp();
            Map<PeerId, Reach> known = ledgers.read(ledger -> ledger.drills().reaches()).stream()
                    .collect(Collectors.toMap(Reach::peer, Function.identity()));
            for (PeerId peer : peers()) {
                look(peer, Optional.ofNullable(known.get(peer)));
            }
        } catch (Ledgers.Unavailable e) {
            LOG.atWarn().addKeyValue("why", e.getMessage()).log("peers are tried again in a moment");
        } finally {
            looking.set(false);
        }
    }

    private void look(PeerId peer, Optional<Reach> known) {
        Instant now = clock.instant();
        DrillSettings by = settings.get();
        Reach reach =
                known.map(before -> before.under(by, now, random)).orElseGet(() -> Reach.begin(peer, now, by, random));
        if (!known.equals(Optional.of(reach))) {
            keep(reach);
        }
        if (reach.unreachable(now, by)
                && ledgers.read(ledger -> DrillAlarm.unreachable(ledger, reach)).isEmpty()) {
            tell(reach);
        }
        if (!reach.nextTestAt().isAfter(now)) {
            ask(peer, Level.MACHINE);
        }
        if (by.human() && !reach.nextDrillAt().isAfter(now)) {
            ask(peer, Level.HUMAN);
        }
    }

    /** Whom one can dial, in every network. */
    private List<PeerId> peers() {
        return directories.get().stream()
                .flatMap(directory -> directory.entries().stream()
                        .filter(entry ->
                                !entry.id().equals(self) && !entry.endpoints().isEmpty())
                        .map(entry -> new PeerId(directory.network(), entry.id())))
                .toList();
    }

    private void keep(Reach reach) {
        ledgers.write(
                (ledger, _) -> {
                    ledger.drills().put(reach);
                    return true;
                },
                Priority.PEOPLE);
    }

    private void tell(Reach seen) {
        ledgers.write(
                (ledger, at) -> {
                    ledger.drills()
                            .reach(seen.peer())
                            .filter(reach -> reach.unreachable(at, settings.get()))
                            .ifPresent(reach -> alarm.tell(ledger, reach, at));
                    return true;
                },
                Priority.PEOPLE);
        LOG.atWarn()
                .addKeyValue("peer", seen.peer())
                .addKeyValue("since", seen.failingSince().orElseThrow())
                .addKeyValue("failures", seen.failures())
                .log("a peer does not answer: vigil peer show says what was tried");
    }

    private void giveUp() {
        Instant now = clock.instant();
        if (ledgers.read(ledger -> ledger.drills().toGiveUp(now, 1)).isEmpty()) {
            return;
        }
        ledgers.write(
                (ledger, at) -> {
                    ledger.drills().toGiveUp(now, AT_ONCE_MAX).forEach(trial -> missed(ledger.drills(), trial, at));
                    ledger.drills()
                            .forget(now.minus(TRIALS_KEPT), DrillAlarm.day(now).minusDays(DAYS_KEPT));
                    return true;
                },
                Priority.PEOPLE);
    }

    private void missed(DrillBook book, Trial trial, Instant at) {
        book.put(trial.ended(new Trial.Ending.Missed(at)));
        LOG.atWarn()
                .addKeyValue("peer", trial.peer())
                .addKeyValue("level", trial.level())
                .addKeyValue("sentAt", trial.sentAt())
                .log("a reachability test was not answered in time");
        switch (trial.level()) {
            case HUMAN -> {}
            case MACHINE -> {
                book.count(trial.peer(), DrillAlarm.day(at), false);
                book.reach(trial.peer())
                        .ifPresent(reach -> book.put(reach.missed(trial.sentAt(), at, settings.get(), random)));
            }
        }
    }

    /** Asks because it is time; what hinders it is told in the log, and it is tried at the next turn. */
    private void ask(PeerId peer, Level level) {
        switch (send(peer, level, NODE)) {
            case Sent.Yes _ -> {}
            case Sent.MayNot _ -> skip(peer, level); // a partner of another State, say: not ours to try
            case Sent.No(var why) -> {
                LOG.atWarn().addKeyValue("peer", peer).addKeyValue("why", why).log("a peer cannot be tried");
                skip(peer, level);
            }
        }
    }

    private void skip(PeerId peer, Level level) {
        ledgers.write(
                (ledger, at) -> {
                    ledger.drills()
                            .reach(peer)
                            .ifPresent(reach -> ledger.drills().put(turn(reach, level, at)));
                    return true;
                },
                Priority.PEOPLE);
    }

    private sealed interface Sent {
        record Yes(Trial trial) implements Sent {}

        record MayNot(String why) implements Sent {}

        record No(String why) implements Sent {}
    }

    private Sent send(PeerId peer, Level level, String by) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        ByteString secret = ByteString.copyFrom(nonce);
        Message body = Message.newBuilder()
                .setReachabilityTest(
                        ReachabilityTest.newBuilder().setNonce(secret).setLevel(Probes.wire(level)))
                .build();
        Optional<Message> draft = probes.draft(body, level, peer.network(), peer.participant());
        if (draft.isEmpty()) {
            return new Sent.MayNot("no legal basis lets this node test whether %s can be reached".formatted(peer));
        }
        Duration most = settings.get().most(level);
        Post.Letter letter = probes.letter(draft.get(), Optional.empty(), by, most);
        Trial[] sent = new Trial[1];
        Post.Posted posted = post.send(letter, (ledger, _, sealedAt, at) -> {
            Optional<Trial> open = ledger.drills().open(peer, level).filter(_ -> level == Level.HUMAN);
            if (open.isPresent()) {
                return Optional.of("a drill of %s is under way since %s"
                        .formatted(peer, open.get().sentAt()));
            }
            sent[0] = new Trial(secret, peer, level, by, sealedAt, sealedAt.plus(most), Optional.empty());
            ledger.drills().put(sent[0]);
            Reach reach = ledger.drills().reach(peer).orElseGet(() -> Reach.begin(peer, at, settings.get(), random));
            ledger.drills().put(turn(reach, level, at));
            return Optional.empty();
        });
        return switch (posted) {
            case Post.Posted.Accepted _ -> new Sent.Yes(sent[0]);
            case Post.Posted.Late(var why) -> new Sent.No(why);
            case Post.Posted.Wrong(var violations) -> new Sent.No(String.valueOf(violations));
        };
    }

    private Reach turn(Reach reach, Level level, Instant at) {
        return switch (level) {
            case MACHINE -> reach.tested(at, settings.get(), random);
            case HUMAN -> reach.drilled(at, settings.get(), random);
        };
    }

    @Override
    public Answer<Trial> run(ParticipantId peer, Optional<NetworkId> network, Level level, Person by) {
        List<PeerId> meant = peers().stream()
                .filter(one -> one.participant().equals(peer))
                .filter(one -> network.map(one.network()::equals).orElse(true))
                .toList();
        if (meant.isEmpty()) {
            return new Answer.NotFound<>("%s is no peer in any directory of this node".formatted(peer));
        }
        if (meant.size() > 1) {
            return Answer.Invalid.of(
                    "network",
                    "%s is a peer in %s; say which"
                            .formatted(
                                    peer,
                                    meant.stream()
                                            .map(one -> one.network().value())
                                            .collect(Collectors.joining(", "))));
        }
        try {
            return switch (send(meant.getFirst(), level, by.name())) {
                case Sent.Yes(Trial trial) -> new Answer.Done<>(trial);
                case Sent.MayNot(var why) -> Answer.Invalid.of("peer", why);
                case Sent.No(var why) -> Answer.Invalid.of("peer", why);
            };
        } catch (Ledgers.Unavailable e) {
            return new Answer.Unavailable<>(e.getMessage());
        }
    }

    @Override
    public Answer<Trial> show(String name) {
        if (!NAME.matcher(name).matches()) {
            return new Answer.NotFound<>("'%s' is no drill".formatted(name));
        }
        ByteString nonce = ByteString.copyFrom(HexFormat.of().parseHex(name));
        return available(() -> ledgers.read(ledger -> ledger.drills().trial(nonce))
                .<Answer<Trial>>map(Answer.Done::new)
                .orElseGet(() -> new Answer.NotFound<>("no drill is called %s".formatted(name))));
    }

    @Override
    public Answer<DrillReport> report(List<Integer> days) {
        return available(() -> {
            Instant now = clock.instant();
            List<PeerId> all = peers();
            return new Answer.Done<>(ledgers.read(ledger -> report(ledger.drills(), all, days, now)));
        });
    }

    private static DrillReport report(DrillBook book, List<PeerId> peers, List<Integer> periods, Instant now) {
        List<DrillReport.Line> lines = new ArrayList<>();
        for (PeerId peer : peers) {
            for (int days : periods) {
                Instant since = now.minus(Duration.ofDays(days));
                lines.add(DrillReport.line(
                        peer,
                        days,
                        // The period's first day counts whole: half days are not told apart.
                        book.testsSince(DrillAlarm.day(since)).stream()
                                .filter(tests -> tests.peer().equals(peer))
                                .findFirst(),
                        book.humanSince(since).stream()
                                .filter(trial -> trial.peer().equals(peer))
                                .toList()));
            }
        }
        return new DrillReport(now, periods, lines);
    }

    private static <R> Answer<R> available(Supplier<Answer<R>> deed) {
        try {
            return deed.get();
        } catch (Ledgers.Unavailable e) {
            return new Answer.Unavailable<>(e.getMessage());
        }
    }
}
