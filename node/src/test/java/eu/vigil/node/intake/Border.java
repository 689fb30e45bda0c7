package eu.vigil.node.intake;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import eu.vigil.node.casework.Arrivals;
import eu.vigil.node.casework.CaseAlarm;
import eu.vigil.node.casework.CaseQuery;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.casework.Watch;
import eu.vigil.node.desk.Neighbours;
import eu.vigil.node.journal.BatchLimits;
import eu.vigil.node.journal.Journal;
import eu.vigil.node.journal.LogKeeper;
import eu.vigil.node.journal.Transactions;
import eu.vigil.node.link.Answer;
import eu.vigil.node.store.SearchKey;
import eu.vigil.node.store.SqliteFile;
import eu.vigil.node.store.SqliteStore;
import eu.vigil.node.store.StoreKeys;
import eu.vigil.node.store.StoreTransaction;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.directory.Enrolment;
import eu.vigil.pki.key.RecipientKey;
import eu.vigil.pki.log.HeadSigner;
import eu.vigil.pki.log.LogOrigin;
import eu.vigil.pki.log.ReceiptCheck;
import eu.vigil.pki.seal.Opener;
import eu.vigil.pki.seal.Sealer;
import eu.vigil.pki.seal.Signed;
import eu.vigil.pki.vault.CaseVault;
import eu.vigil.protocol.form.Draft;
import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.form.NodeFacts;
import eu.vigil.protocol.form.Rules;
import eu.vigil.protocol.form.Template;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Leaf;
import eu.vigil.protocol.wire.LegalBasis;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.Receipt;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** France's intake over a real store, and what its neighbours may send it. One thread: the test turns the journal's crank. */
final class Border implements AutoCloseable {
    static final Instant NIGHT = Neighbours.NIGHT;
    static final NetworkId NETWORK = Neighbours.NETWORK;
    static final ParticipantId FR = Neighbours.FR;
    static final ParticipantId BE = Neighbours.BE;

    private static final SecureRandom RANDOM = Neighbours.RANDOM;
    private static final DirectoryView DIRECTORY = Neighbours.DIRECTORY;
    private static final Rules RULES = new Rules();

    final List<RequestRecord> alarms = new ArrayList<>();
    final List<Message> accepted = new ArrayList<>();
    private final SqliteStore store;
    private final Journal<StoreTransaction> journal;
    private final Intake<StoreTransaction> intake;
    /** Tasks of messages that are not urgent, in the order in which they ran. */
    final List<Runnable> unhurried = new ArrayList<>();

    Instant now = NIGHT;
    Scarcity scarcity = Scarcity.NONE;

    Border(Path folder) {
        store = SqliteFile.opened(
                folder,
                new StoreKeys(
                        new LogKeeper(FR, new HeadSigner(enrolment(FR).keys().log())),
                        new CaseVault(enrolment(FR).keys().kek(), RANDOM),
                        new SearchKey(enrolment(FR).keys().search())));
        journal = new Journal<>(store, () -> now, BatchLimits.DEFAULT, cause -> {
            throw new AssertionError(cause);
        });
        intake = new Intake<>(
                FR,
                network -> network.equals(NETWORK) ? Optional.of(DIRECTORY) : Optional.empty(),
                new Opener(enrolment(FR).keys().decryption()),
                Policy.builtIn(),
                RULES,
                new Arrivals<>(FR, Policy.builtIn(), new Alarms()),
                journal,
                Runnable::run,
                task -> {
                    unhurried.add(task);
                    task.run();
                },
                accepted::add,
                () -> now,
                IntakeLimits.of(1, 2),
                () -> scarcity);
    }

    private final class Alarms implements CaseAlarm<StoreTransaction> {
        @Override
        public void requestArrived(StoreTransaction ledger, RequestRecord request, Instant at) {
            alarms.add(request);
        }

        @Override
        public void answerArrived(StoreTransaction ledger, RequestRecord request, Message answer, Instant at) {
            throw new AssertionError("nothing is answered at the border");
        }

        @Override
        public void due(StoreTransaction ledger, RequestRecord request, Watch watch, Instant at) {
            throw new AssertionError("nothing is due at the border");
        }

        @Override
        public void moved(StoreTransaction ledger, RequestRecord request, Instant at) {}
    }

    static Enrolment enrolment(ParticipantId id) {
        return Neighbours.enrolment(id);
    }

    /** The hospital's request from BE to FR, whole and in order, with another id and case each time. */
    Message request(int number) {
        Draft draft = new Draft(exampleTo("FR"));
        NodeFacts facts = new NodeFacts(
                BE,
                MessageId.of(now, RANDOM),
                Optional.of(CaseRef.of(BE, 2026, number)),
                Optional.empty(),
                now,
                NodeFacts.LIFETIME,
                "A. Agent",
                Optional.of("B. Agent"),
                Optional.empty(),
                DIRECTORY.version(),
                1);
        return switch (new Form(RULES).complete(draft, facts)) {
            case Form.Complete(Message message, var _) -> message;
            case Form.Wrong(var violations) -> throw new AssertionError(violations);
        };
    }

    private Message exampleTo(String recipient) {
        String text = Template.example(MessageKind.named("PreservationRequest").orElseThrow());
        Message example = switch (new Form(RULES).read(text)) {
            case Form.Drafted(Draft draft) -> draft.message();
            case Form.Wrong(var violations) -> throw new AssertionError(violations);
        };
        return example.toBuilder()
                .setHeader(example.getHeader().toBuilder()
                        .setRecipient(recipient)
                        .setNetwork(NETWORK.value())
                        .setLegalBasis(LegalBasis.BUDAPEST_29)
                        .setUrgency(Header.Urgency.URGENT)
                        .setUrgencyReason("logs are gone in 72 hours"))
                .setPreservationRequest(example.getPreservationRequest().toBuilder()
                        .setReplyBy(timestamp(now.plus(Duration.ofHours(20)))))
                .build();
    }

    static Message with(Message message, UnaryOperator<Header.Builder> change) {
        return message.toBuilder()
                .setHeader(change.apply(message.getHeader().toBuilder()))
                .build();
    }

    /** Signed by {@code signer}, sealed to FR, in an envelope that says what the header says. */
    Deliver sealed(Message message, ParticipantId signer) {
        Sealer sealer = new Sealer(enrolment(signer).keys().signing(), RANDOM);
        Signed signed = sealer.sign(message.toByteArray(), now);
        RecipientKey france = enrolment(FR).keys().decryption().getFirst().recipient();
        Header header = message.getHeader();
        return Deliver.newBuilder()
                .setLane(Lane.URGENT)
                .setEnvelope(Envelope.newBuilder()
                        .setSuite(1)
                        .setNetwork(header.getNetwork())
                        .setSender(header.getSender())
                        .setRecipient(header.getRecipient())
                        .setMessageId(header.getMessageId())
                        .setDirectoryVersion(header.getDirectoryVersion())
                        .setSealed(ByteString.copyFrom(sealer.seal(signed, france))))
                .build();
    }

    /** What France answers to what BE's link delivers. */
    Answer answer(Deliver deliver) {
        return answer(deliver, BE);
    }

    Answer answer(Deliver deliver, ParticipantId linkPeer) {
        List<Answer> answers = new ArrayList<>();
        intake.delivered(linkPeer, NETWORK, deliver, answers::add);
        while (journal.drainOnce()) {}
        if (answers.size() != 1) {
            throw new AssertionError("answered %d times".formatted(answers.size()));
        }
        return answers.getFirst();
    }

    /** Two deliveries that meet in one batch. */
    List<Answer> answersTogether(Deliver one, Deliver other) {
        List<Answer> answers = new ArrayList<>();
        intake.delivered(BE, NETWORK, one, answers::add);
        intake.delivered(BE, NETWORK, other, answers::add);
        while (journal.drainOnce()) {}
        return answers;
    }

    /** The leaf of a receipt that must prove. */
    static Leaf proven(Answer answer) {
        return proven(answer, BE);
    }

    static Leaf proven(Answer answer, ParticipantId peer) {
        if (!(answer instanceof Answer.Receipted(Receipt receipt))) {
            throw new AssertionError(answer);
        }
        LogOrigin origin = new LogOrigin(new Named(FR, NETWORK), peer, 1);
        return switch (ReceiptCheck.verify(
                receipt, origin, List.of(enrolment(FR).keys().log().publicKey32()))) {
            case ReceiptCheck.Result.Proven(var leaf, var _, var _) -> leaf;
            case ReceiptCheck.Result.Rejected(var why) -> throw new AssertionError(why);
        };
    }

    static Decision decision(Answer answer) {
        return proven(answer).getDecision();
    }

    /** Runs {@code work} in a transaction of its own. */
    void written(Consumer<StoreTransaction> work) {
        Transactions.Open<StoreTransaction> open = store.begin();
        work.accept(open.ledger());
        if (!(open.commit(now) instanceof Transactions.Commit.Durable)) {
            throw new AssertionError("not committed");
        }
    }

    /** Asks what is committed. */
    <R> R read(Function<StoreTransaction, R> question) {
        return store.<R>read(question).toCompletableFuture().join();
    }

    /** What stands in France's book of requests. */
    List<RequestRecord> requests() {
        return store.<List<RequestRecord>>read(ledger -> ledger.requests().list(CaseQuery.ALL, 100))
                .toCompletableFuture()
                .join();
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
    }

    @Override
    public void close() {
        store.close();
    }
}
