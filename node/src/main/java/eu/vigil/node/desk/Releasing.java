package eu.vigil.node.desk;

import static eu.vigil.node.casework.Happening.What.APPROVED;
import static eu.vigil.node.casework.Happening.What.RELEASED;
import static eu.vigil.node.casework.Happening.What.SEALED;

import com.google.protobuf.ByteString;
import eu.vigil.node.casework.Answers;
import eu.vigil.node.casework.Departures;
import eu.vigil.node.casework.Drafts;
import eu.vigil.node.casework.Happening;
import eu.vigil.node.casework.Kinds;
import eu.vigil.node.casework.Progress;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.casework.Writing;
import eu.vigil.node.casework.Writing.Hand;
import eu.vigil.node.journal.Priority;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.CaseDetail;
import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.Role;
import eu.vigil.protocol.casework.CaseEvent;
import eu.vigil.protocol.casework.RequestLife;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.form.NodeFacts;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.policy.Release;
import eu.vigil.protocol.wire.Message;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A text leaves: approved by a second person where the policy asks for two, released, and booked. An approval is a compare-and-set on
 * the SHA-256 of the canonical content, by somebody who wrote none of it; any edit voids it (security.md 7).
 *
 * @param <T> the ledger
 */
final class Releasing<T extends DeskLedger> {
    private final Ledgers<T> ledgers;
    private final Post<T> post;
    private final Policy policy;
    private final Answers answers;
    private final Progress<? super T> progress;
    private final Reading<T> reading;
    private final AnswerCalls calls;
    private final InstantSource clock;
    private final RandomGenerator random;

    Releasing(
            Ledgers<T> ledgers,
            Post<T> post,
            Policy policy,
            Progress<? super T> progress,
            Reading<T> reading,
            AnswerCalls calls,
            InstantSource clock,
            RandomGenerator random) {
        this.ledgers = ledgers;
        this.post = post;
        this.policy = policy;
        this.answers = new Answers(policy);
        this.progress = progress;
        this.reading = reading;
        this.calls = calls;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A text that waits, with its request as it stands.
     *
     * @param kept as it waits in the books; empty if it does not stand there
     */
    private record Waiting(RequestRecord request, Writing writing, Optional<Drafts.Kept> kept) {
        String kind() {
            return Kinds.of(writing.draft().message());
        }

        /** True if the text is the request itself. */
        boolean isRequest() {
            return Kinds.of(writing.draft().message()).equals(request.kind()) && request.side() == Side.REQUESTING;
        }
    }

    /** Of each case the text that has not left; of a request that was withdrawn nothing waits. */
    private static Map<CaseRef, Waiting> waiting(DeskLedger ledger, List<CaseRef> cases) {
        Map<CaseRef, Waiting> waiting = new HashMap<>();
        for (Drafts.Waiting found : ledger.drafts().ofCases(cases)) {
            RequestRecord request = found.request();
            if (!request.state().ended()) {
                waiting.putIfAbsent(
                        request.caseRef(), new Waiting(request, found.kept().writing(), Optional.of(found.kept())));
            }
        }
        return waiting;
    }

    private static Optional<Waiting> waiting(DeskLedger ledger, CaseRef caseRef) {
        return Optional.ofNullable(waiting(ledger, List.of(caseRef)).get(caseRef));
    }

    private static <R> Answer<R> nothingWaits(DeskLedger ledger, CaseRef caseRef, String wanted) {
        return ledger.requests().ofCase(caseRef).stream()
                .reduce((_, newer) -> newer)
                .<Answer<R>>map(
                        request -> new Answer.Conflict<>(request.state(), "nothing waits to be %s".formatted(wanted)))
                .orElseGet(() -> new Answer.NotFound<>("no case %s".formatted(caseRef)));
    }

    /** A second person agrees to exactly the text of which {@code content} is the digest. */
    Answer<CaseDetail> approve(CaseRef caseRef, ByteString content, Person person) {
        Hand approver = new Hand(person.id(), person.name());
        Optional<Answer<CaseDetail>> objection = ledgers.write(
                (ledger, at) -> {
                    Optional<Waiting> found = waiting(ledger, caseRef);
                    return found.isPresent()
                            ? agree(ledger, found.get(), content, approver, at)
                            : Optional.of(nothingWaits(ledger, caseRef, "approved"));
                },
                Priority.PEOPLE);
        return objection.orElseGet(() -> reading.detail(caseRef));
    }

    private static Optional<Answer<CaseDetail>> agree(
            DeskLedger ledger, Waiting waiting, ByteString content, Hand approver, Instant at) {
        RequestRecord request = waiting.request();
        if (waiting.writing().isBy(approver)) {
            return Optional.of(
                    new Answer.Forbidden<>("%s wrote of it; it is approved by a second person with the role %s"
                            .formatted(approver.name(), Role.APPROVER.word())));
        }
        if (!waiting.writing().content().equals(content)) {
            return Optional.of(new Answer.Conflict<>(
                    request.state(),
                    "the text is not the one that you read; read it again (vigil request show %s)"
                            .formatted(request.caseRef())));
        }
        if (waiting.isRequest()) {
            switch (RequestLife.step(request.state(), Side.REQUESTING, new CaseEvent.Approved())) {
                case RequestLife.Rejected(var why) -> {
                    return Optional.of(new Answer.Conflict<>(request.state(), why));
                }
                case RequestLife.Moved(var state) -> ledger.requests().replace(request.in(state));
            }
        }
        ledger.drafts().put(waiting.writing().approvedBy(approver));
        ledger.requests().happened(request.id(), Happening.ofPerson(at, APPROVED, approver.name(), waiting.kind()));
        return Optional.empty();
    }

    /**
     * Sends the text that waits in a case, if the policy is content with who wrote, approved and sends it. Read, sealed and written one
     * after the other, by different threads; whoever asks is woken once.
     */
    Answer<CaseDetail> send(CaseRef caseRef, String reason, Person person) {
        return ledgers.await(ledgers.<Optional<Waiting>>reading(ledger -> waiting(ledger, caseRef))
                        .thenCompose(found -> sent(found, caseRef, reason, person, reading::detail)))
                .get();
    }

    /** The same in several cases at once; of each, in this order, its number or why nothing of it was sent. */
    List<Answer<CaseRef>> send(List<CaseRef> cases, String reason, Person person) {
        return ledgers
                .await(ledgers.<Map<CaseRef, Waiting>>reading(ledger -> waiting(ledger, cases))
                        .thenCompose(found -> allSent(found, cases, reason, person)))
                .stream()
                .map(this::became)
                .toList();
    }

    /** Ends when all have ended; what became of each it says itself. */
    private CompletionStage<List<CompletableFuture<Supplier<Answer<CaseRef>>>>> allSent(
            Map<CaseRef, Waiting> found, List<CaseRef> cases, String reason, Person person) {
        List<CompletableFuture<Supplier<Answer<CaseRef>>>> leaving = new ArrayList<>();
        for (CaseRef each : cases) {
            leaving.add(sent(Optional.ofNullable(found.get(each)), each, reason, person, Answer.Done::new)
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(leaving.toArray(CompletableFuture[]::new))
                .handle((_, _) -> List.copyOf(leaving));
    }

    private Answer<CaseRef> became(CompletionStage<Supplier<Answer<CaseRef>>> left) {
        try {
            return ledgers.await(left).get();
        } catch (Ledgers.Unavailable e) {
            return new Answer.Unavailable<>(e.getMessage());
        }
    }

    /** @param shown what is answered of the case when its text is on its way */
    private <R> CompletionStage<Supplier<Answer<R>>> sent(
            Optional<Waiting> found,
            CaseRef caseRef,
            String reason,
            Person person,
            Function<CaseRef, Answer<R>> shown) {
        return found.map(waiting -> this.<R>forbidden(waiting, reason, person)
                        .map(objection -> told(() -> objection))
                        .orElseGet(() -> release(waiting, reason, person, shown)))
                .orElseGet(() -> told(() -> ledgers.read(ledger -> nothingWaits(ledger, caseRef, "sent"))));
    }

    private static <R> CompletionStage<Supplier<Answer<R>>> told(Supplier<Answer<R>> answer) {
        return CompletableFuture.completedStage(answer);
    }

    /**
     * Sends an answer at once, or keeps it until a second person has approved it.
     *
     * @param writing of one hand, not kept yet
     */
    Answer<CaseDetail> sendOrKeep(RequestRecord request, Writing writing, Person person) {
        Waiting waiting = new Waiting(request, writing, Optional.empty());
        return switch (rule(waiting)) {
            case ONE_PERSON, ONE_PERSON_WITH_REASON ->
                ledgers.await(release(waiting, "", person, reading::detail)).get();
            case TWO_PEOPLE -> keep(waiting, person);
        };
    }

    private Answer<CaseDetail> keep(Waiting waiting, Person person) {
        Message message = waiting.writing().draft().message();
        RequestRecord request = waiting.request();
        Optional<Answer<CaseDetail>> objection = post.refusal(message)
                .<Answer<CaseDetail>>map(violation -> Violations.answer(List.of(violation)))
                .or(() -> unfit(request, message));
        if (objection.isPresent()) {
            return objection.get();
        }
        ledgers.write(
                (ledger, at) -> {
                    ledger.drafts().put(waiting.writing());
                    ledger.requests()
                            .happened(
                                    request.id(),
                                    Happening.ofPerson(
                                            at,
                                            Happening.What.DRAFTED,
                                            person.name(),
                                            waiting.kind() + ", waits for somebody with the role "
                                                    + Role.APPROVER.word()));
                    return true;
                },
                Priority.PEOPLE);
        return reading.detail(request.caseRef());
    }

    private Optional<Answer<CaseDetail>> unfit(RequestRecord request, Message message) {
        return switch (answers.of(request, message, request.side())) {
            case Answers.Result.Fits _ -> Optional.empty();
            case Answers.Result.Unfit(var field, var why) -> Optional.of(Answer.Invalid.of(field, why));
            case Answers.Result.OutOfOrder(var why) -> Optional.of(new Answer.Conflict<>(request.state(), why));
        };
    }

    private Release rule(Waiting waiting) {
        return policy.release(waiting.kind(), waiting.request().urgency());
    }

    private <R> Optional<Answer<R>> forbidden(Waiting waiting, String reason, Person person) {
        if (waiting.writing().approval().isPresent()) {
            return Optional.empty();
        }
        boolean alone = waiting.writing().isBy(new Hand(person.id(), person.name()));
        return switch (rule(waiting)) {
            case ONE_PERSON -> Optional.empty();
            case ONE_PERSON_WITH_REASON ->
                alone && reason.isBlank()
                        ? Optional.of(Answer.Invalid.of(
                                "reason",
                                "is mandatory where one person both writes and releases; say why it cannot wait"))
                        : Optional.empty();
            case TWO_PEOPLE ->
                Optional.of(new Answer.Forbidden<>(
                        "a %s is approved by a second person with the role %s before it is sent (vigil request approve %s)"
                                .formatted(
                                        waiting.kind(),
                                        Role.APPROVER.word(),
                                        waiting.request().caseRef())));
        };
    }

    /** Posts the text; if it waits in the books, it must still be the same there. Whoever waits gives the answer, for which the books may be asked again. */
    private <R> CompletionStage<Supplier<Answer<R>>> release(
            Waiting waiting, String reason, Person person, Function<CaseRef, Answer<R>> shown) {
        RequestRecord request = waiting.request();
        Writing writing = waiting.writing();
        boolean isRequest = waiting.isRequest();
        Instant released = clock.instant();
        Post.Letter letter = new Post.Letter(
                writing.draft(),
                isRequest ? request.id() : MessageId.of(released, random),
                Optional.of(request.caseRef()),
                isRequest ? Optional.empty() : Optional.of(request.id()),
                writing.hands().getFirst().name(),
                writing.approval()
                        .map(approval -> approval.by().name())
                        .or(() -> Optional.of(person.name()).filter(_ -> isRequest && !request.isNotice())),
                Optional.of(reason).filter(text -> !text.isBlank()),
                NodeFacts.LIFETIME);
        CompletionStage<Post.Posted> sending = post.sending(letter, (ledger, message, sealedAt, at) -> {
            if (waiting.kept().filter(kept -> !ledger.drafts().take(kept)).isPresent()) {
                return Optional.of("it was changed or sent by somebody else meanwhile");
            }
            RequestRecord now = ledger.requests().again(request).orElseThrow();
            Optional<String> objection = isRequest
                    ? unreleasable(now)
                    : booked(ledger, now, message, writing.hands().getFirst(), at);
            if (objection.isEmpty()) {
                tell(ledger, now, letter.id(), released, person, reason, sealedAt);
                if (!isRequest) {
                    calls.looked(ledger, request.caseRef(), person, at);
                }
            } else {
                waiting.kept().ifPresent(kept -> ledger.drafts().put(kept.writing()));
            }
            return objection;
        });
        return sending.thenApply(posted -> () -> switch (posted) {
            case Post.Posted.Accepted _ -> shown.apply(request.caseRef());
            case Post.Posted.Wrong(var violations) -> Violations.answer(violations);
            case Post.Posted.Late(var why) -> conflict(request.id(), why);
        });
    }

    private <R> Answer<R> conflict(MessageId request, String why) {
        RequestState state = ledgers.read(
                ledger -> ledger.requests().find(request).orElseThrow().state());
        return new Answer.Conflict<>(state, why);
    }

    private void tell(
            T ledger,
            RequestRecord request,
            MessageId message,
            Instant released,
            Person person,
            String reason,
            Instant sealedAt) {
        ledger.requests()
                .happened(
                        request.id(),
                        Happening.ofPerson(released, RELEASED, person.name(), reason)
                                .of(message));
        ledger.requests()
                .happened(
                        request.id(),
                        Happening.ofNode(sealedAt, SEALED, "for " + request.peer())
                                .of(message));
    }

    private static Optional<String> unreleasable(RequestRecord request) {
        return switch (Departures.released(request.state())) {
            case RequestLife.Moved _ -> Optional.empty();
            case RequestLife.Rejected(var why) -> Optional.of(why);
        };
    }

    /** The requested side's answer moves the request as it is said; a withdrawal only once the other side has accepted it. */
    private Optional<String> booked(T ledger, RequestRecord request, Message answer, Hand officer, Instant at) {
        return switch (answers.of(request, answer, request.side())) {
            case Answers.Result.Unfit(var field, var why) -> Optional.of("%s: %s".formatted(field, why));
            case Answers.Result.OutOfOrder(var why) -> Optional.of(why);
            case Answers.Result.Fits(var changed, var what, var detail) -> {
                if (request.side() == Side.REQUESTED) {
                    progress.to(ledger, changed, at);
                    ledger.requests()
                            .happened(
                                    request.id(),
                                    Happening.ofPerson(at, what, officer.name(), detail)
                                            .of(MessageId.of(answer.getHeader().getMessageId())));
                }
                yield Optional.empty();
            }
        };
    }
}
