package eu.vigil.node.desk;

import static eu.vigil.node.desk.Neighbours.BE;
import static eu.vigil.node.desk.Neighbours.DIRECTORY;
import static eu.vigil.node.desk.Neighbours.FR;
import static eu.vigil.node.desk.Neighbours.NETWORK;
import static eu.vigil.node.desk.Neighbours.NIGHT;
import static eu.vigil.node.desk.Neighbours.RANDOM;
import static eu.vigil.node.desk.Neighbours.enrolment;

import com.google.protobuf.ByteString;
import eu.vigil.node.casework.Arrivals;
import eu.vigil.node.casework.Departures;
import eu.vigil.node.dispatch.Backoff;
import eu.vigil.node.dispatch.Dispatch;
import eu.vigil.node.dispatch.DispatchWatch;
import eu.vigil.node.dispatch.OutboxRow;
import eu.vigil.node.dispatch.Resealing;
import eu.vigil.node.drill.DrillSettings;
import eu.vigil.node.escalation.Bell;
import eu.vigil.node.escalation.Escalation;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentAcknowledged;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.plan.Plans;
import eu.vigil.node.intake.Intake;
import eu.vigil.node.intake.IntakeLimits;
import eu.vigil.node.intake.Scarcity;
import eu.vigil.node.journal.BatchLimits;
import eu.vigil.node.journal.Journal;
import eu.vigil.node.journal.LogKeeper;
import eu.vigil.node.journal.Outcome;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.node.journal.Priority;
import eu.vigil.node.journal.Unit;
import eu.vigil.node.link.Answer;
import eu.vigil.node.operator.desk.CaseDetail;
import eu.vigil.node.operator.desk.Desk;
import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.Role;
import eu.vigil.node.store.SearchKey;
import eu.vigil.node.store.SqliteFile;
import eu.vigil.node.store.SqliteStore;
import eu.vigil.node.store.StoreKeys;
import eu.vigil.node.store.StoreTransaction;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.key.RecipientKey;
import eu.vigil.pki.log.HeadSigner;
import eu.vigil.pki.log.LogOrigin;
import eu.vigil.pki.log.ReceiptCheck;
import eu.vigil.pki.seal.Opener;
import eu.vigil.pki.seal.Sealer;
import eu.vigil.pki.vault.CaseVault;
import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.form.Rules;
import eu.vigil.protocol.form.Template;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Belgium asks, France is asked: two desks with real stores, journals, seals and receipts, and one clock that the test holds. Between
 * them goes only what the test carries, so that it decides what crosses what.
 */
final class Sides implements AutoCloseable {
    private static final Rules RULES = new Rules();
    private static final Policy POLICY = Policy.builtIn();

    static final Person ANNA = person("anna", Role.DUTY_OFFICER);
    static final Person BEN = person("ben", Role.DUTY_OFFICER, Role.APPROVER);
    static final Person CARL = person("carl", Role.APPROVER);

    private final Path folder;
    Instant now = NIGHT;
    /** Computed behind everything else. */
    final AtomicInteger unhurried = new AtomicInteger();
    /** What others do while that is computed. */
    Runnable meanwhile = () -> {};

    DrillSettings drills = new DrillSettings(
            Duration.ofMinutes(15), Duration.ofMinutes(10), true, Duration.ofDays(30), Duration.ofHours(4));
    Side belgium;
    Side france;

    Sides(Path folder) {
        this.folder = folder;
        belgium = new Side(BE, folder.resolve("be"), SqliteFile::opened);
        france = new Side(FR, folder.resolve("fr"), SqliteFile::opened);
    }

    /** Both nodes stop and start: what they know afterwards is what they had written. */
    void restart() {
        close();
        belgium = new Side(BE, folder.resolve("be"), SqliteFile::again);
        france = new Side(FR, folder.resolve("fr"), SqliteFile::again);
    }

    private static Person person(String id, Role first, Role... others) {
        return new Person(id, Character.toUpperCase(id.charAt(0)) + id.substring(1), EnumSet.of(first, others));
    }

    /** Lets time pass and both nodes look at their clocks. */
    void pass(Duration time) {
        now = now.plus(time);
        belgium.room.lookForDeadlines();
        france.room.lookForDeadlines();
    }

    /** A preservation request of Belgium that waits to leave; with the urgency's usual release by one person. */
    CaseRef sent() {
        CaseRef caseRef = done(belgium.desk().draft(request("PreservationRequest", "URGENT", "BUDAPEST_29"), ANNA));
        return done(belgium.desk().send(caseRef, "alone on duty", ANNA));
    }

    /** The same, and France has it. */
    CaseRef asked() {
        CaseRef caseRef = sent();
        belgium.carryTo(france);
        return caseRef;
    }

    /** The same, and a human in France has it. */
    CaseRef acknowledged() {
        CaseRef caseRef = asked();
        done(france.desk().acknowledge(caseRef, Optional.of("FR-7"), BEN));
        france.carryTo(belgium);
        return caseRef;
    }

    /** The same, and France has indicated. */
    CaseRef indicated() {
        CaseRef caseRef = acknowledged();
        done(france.desk().answer(caseRef, INDICATION, BEN));
        france.carryTo(belgium);
        return caseRef;
    }

    static final String INDICATION = """
            {"feasibility_reply": {"will_answer": "YES", "form": "over this network", "estimated_time": "2026-03-29T06:00:00Z"}}
            """;

    /** The text of a request as an officer in Brussels writes it. */
    static String request(String kind, String urgency, String basis) {
        return Template.example(MessageKind.named(kind).orElseThrow())
                .replace("\"urgency\": \"URGENT\"", "\"urgency\": \"%s\"".formatted(urgency))
                .replace("\"legal_basis\": \"BUDAPEST_29\"", "\"legal_basis\": \"%s\"".formatted(basis));
    }

    /** The case of an answer that must have been given. */
    static CaseRef done(eu.vigil.node.operator.desk.Answer<CaseDetail> answer) {
        return detail(answer).summary().caseRef();
    }

    static CaseDetail detail(eu.vigil.node.operator.desk.Answer<CaseDetail> answer) {
        if (!(answer instanceof eu.vigil.node.operator.desk.Answer.Done<CaseDetail>(CaseDetail detail))) {
            throw new AssertionError(answer);
        }
        return detail;
    }

    /** One node without links. */
    final class Side {
        final ParticipantId self;
        final DeskRoom<StoreTransaction> room;
        private final SqliteStore store;
        private final Journal<StoreTransaction> journal;
        private final Departures<StoreTransaction> departures;
        private final Escalation escalation;
        private final Intake<StoreTransaction> intake;

        Side(ParticipantId self, Path folder, BiFunction<Path, StoreKeys, SqliteStore> opened) {
            this.self = self;
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            store = opened.apply(
                    folder,
                    new StoreKeys(
                            new LogKeeper(
                                    self, new HeadSigner(enrolment(self).keys().log())),
                            new CaseVault(enrolment(self).keys().kek(), RANDOM),
                            new SearchKey(enrolment(self).keys().search())));
            journal = new Journal<>(store, () -> now, BatchLimits.DEFAULT, cause -> {
                throw new AssertionError(cause);
            });
            journal.start();
            EscalationPlan plan = Plans.plan(Plans.policy(Plans.step("PT0S", "channel:desk")));
            escalation = new Escalation(() -> plan, () -> now, RANDOM, new Bell());
            RequestAlarm alarm = new RequestAlarm(escalation);
            departures = new Departures<>(alarm);
            Sealer sealer = new Sealer(enrolment(self).keys().signing(), RANDOM);
            Dispatch<StoreTransaction> dispatch = new Dispatch<>(new Dispatch.Parts<>(
                    self,
                    journal,
                    store,
                    departures,
                    (_, _, _) -> {},
                    _ -> Optional.of(DIRECTORY),
                    new Resealing(sealer),
                    () -> now,
                    RANDOM,
                    Backoff.DEFAULT,
                    _ -> {},
                    (_, _) -> {},
                    DispatchWatch.NOBODY));
            room = new DeskRoom<>(new DeskRoom.Parts<>(
                    self,
                    "test",
                    journal,
                    store,
                    sealer,
                    new Form(RULES),
                    POLICY,
                    network -> Optional.of(DIRECTORY).filter(_ -> network.equals(NETWORK)),
                    () -> List.of(DIRECTORY),
                    departures,
                    dispatch,
                    escalation,
                    alarm,
                    Set::of,
                    () -> drills,
                    () -> now,
                    RANDOM,
                    Thread::startVirtualThread,
                    task -> {
                        unhurried.incrementAndGet();
                        meanwhile.run();
                        task.run();
                    },
                    Patience.OF_THREADS));
            intake = new Intake<>(
                    self,
                    _ -> Optional.of(DIRECTORY),
                    new Opener(enrolment(self).keys().decryption()),
                    POLICY,
                    RULES,
                    new Arrivals<>(self, POLICY, alarm),
                    journal,
                    Runnable::run,
                    Runnable::run,
                    room::accepted,
                    () -> now,
                    IntakeLimits.of(1, 2),
                    () -> Scarcity.NONE);
        }

        Desk desk() {
            return room.desk();
        }

        CaseDetail show(CaseRef caseRef) {
            return detail(desk().show(caseRef, BEN));
        }

        /** Delivers everything that waits for the other side, and brings the receipts; the decisions in order. */
        List<Decision> carryTo(Side other) {
            List<Decision> decisions = new ArrayList<>();
            for (Departed departed : depart(row -> row.peer().equals(other.self))) {
                decisions.add(departed.arrive(other));
            }
            return decisions;
        }

        /** Everything that waits leaves, and is on its way until it arrives. */
        List<Departed> depart() {
            return depart(_ -> true);
        }

        private List<Departed> depart(Predicate<OutboxRow> which) {
            return store
                    .<List<OutboxRow>>read(ledger -> ledger.outbox().waiting())
                    .toCompletableFuture()
                    .join()
                    .stream()
                    .filter(which)
                    .map(row -> new Departed(this, row, write((ledger, at) -> {
                        if (ledger.outbox().attempted(row.network(), row.id())) {
                            departures.attempted(ledger, row, at);
                        }
                        return ledger.outbox().envelope(row.network(), row.id()).orElseThrow();
                    })))
                    .toList();
        }

        private Receipt deliver(ParticipantId from, OutboxRow row, Envelope envelope) {
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            intake.delivered(
                    from,
                    NETWORK,
                    Deliver.newBuilder()
                            .setLane(row.lane())
                            .setEnvelope(envelope)
                            .build(),
                    answer::complete);
            if (!(answer.join() instanceof Answer.Receipted(Receipt receipt))) {
                throw new AssertionError(answer.join());
            }
            return receipt;
        }

        /** What the other side decides of a message that our own node would never let leave, signed and sealed in order; its leaf proves it. */
        Leaf forge(Side other, Message message) {
            Sealer sealer = new Sealer(enrolment(self).keys().signing(), RANDOM);
            Header header = message.getHeader();
            RecipientKey key =
                    enrolment(other.self).keys().decryption().getFirst().recipient();
            OutboxRow row = new OutboxRow(
                    NETWORK,
                    other.self,
                    MessageId.of(header.getMessageId()),
                    Optional.empty(),
                    Departures.lane(header.getUrgency()),
                    0,
                    header.getMessageId(),
                    now,
                    now,
                    true);
            Receipt receipt = other.deliver(
                    self,
                    row,
                    Envelope.newBuilder()
                            .setSuite(1)
                            .setNetwork(header.getNetwork())
                            .setSender(header.getSender())
                            .setRecipient(header.getRecipient())
                            .setMessageId(header.getMessageId())
                            .setDirectoryVersion(header.getDirectoryVersion())
                            .setSealed(ByteString.copyFrom(sealer.seal(sealer.sign(message.toByteArray(), now), key)))
                            .build());
            return proven(receipt, other.self);
        }

        private Leaf proven(Receipt receipt, ParticipantId by) {
            LogOrigin origin = new LogOrigin(new Named(by, NETWORK), self, 1);
            ReceiptCheck.Result result = ReceiptCheck.verify(
                    receipt, origin, List.of(enrolment(by).keys().log().publicKey32()));
            if (!(result instanceof ReceiptCheck.Result.Proven(Leaf leaf, var _, var _))) {
                throw new AssertionError(result);
            }
            return leaf;
        }

        private Decision receipted(OutboxRow row, Receipt receipt, ParticipantId by) {
            Leaf leaf = proven(receipt, by);
            return write((ledger, at) -> {
                if (ledger.outbox().end(row.network(), row.id(), at)) {
                    departures.receipted(ledger, row, leaf, receipt, at);
                }
                return leaf.getDecision();
            });
        }

        /** It is shown, over a link, that the other side's log contradicts itself. */
        void learnsOfAFork(Side other) {
            write((ledger, at) -> {
                departures.logForked(ledger, new PairLogId(NETWORK, other.self), at);
                return true;
            });
        }

        /** The incidents of a case, the oldest first. */
        List<Incident> incidents(CaseRef caseRef) {
            return store.<List<Incident>>read(ledger -> ledger.incidents().ofCase(caseRef))
                    .toCompletableFuture()
                    .join();
        }

        /** Asks the store. */
        <A> A look(Function<StoreTransaction, A> question) {
            return store.<A>read(question).toCompletableFuture().join();
        }

        /** Somebody presses the link in a page about the newest incident of this kind; without a name, a channel that nobody watches. */
        void acknowledgePage(IncidentKind kind, Optional<String> person) {
            room.acknowledgements().acknowledged(acknowledged(kind, person));
        }

        private IncidentAcknowledged acknowledged(IncidentKind kind, Optional<String> person) {
            return write((ledger, at) -> {
                Incident open = ledger.incidents().open(100).stream()
                        .filter(incident -> incident.about().kind() == kind)
                        .reduce((_, newest) -> newest)
                        .orElseThrow();
                escalation.acknowledge(ledger, open.code(), person, at);
                IncidentAcknowledged what = new IncidentAcknowledged(
                        ledger.incidents().find(open.code()).orElseThrow(), person, person, at);
                room.acknowledgements().acknowledging(ledger, what);
                return what;
            });
        }

        /** The same, and the node dies before anything follows from it. */
        void acknowledgeAndDie(Optional<String> person) {
            acknowledged(IncidentKind.DRILL, person);
        }

        private <R> R write(Unit<StoreTransaction, R> unit) {
            Outcome<R> outcome = journal.submit(unit, Priority.TRAFFIC, 1024)
                    .toCompletableFuture()
                    .join();
            if (!(outcome instanceof Outcome.Committed<R>(R result, var _))) {
                throw new AssertionError(outcome);
            }
            return result;
        }

        void close() {
            journal.close();
            store.close();
        }
    }

    /** A message between the two. */
    record Departed(Side from, OutboxRow row, Envelope envelope) {
        Decision arrive(Side other) {
            return from.receipted(row, other.deliver(from.self, row, envelope), other.self);
        }
    }

    @Override
    public void close() {
        belgium.close();
        france.close();
    }
}
