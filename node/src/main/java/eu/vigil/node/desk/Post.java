package eu.vigil.node.desk;

import eu.vigil.node.casework.Departures;
import eu.vigil.node.dispatch.Dispatch;
import eu.vigil.node.dispatch.OutboxRow;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.dispatch.SealedMessage;
import eu.vigil.node.journal.Priority;
import eu.vigil.protocol.form.Draft;
import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.form.NodeFacts;
import eu.vigil.protocol.form.ReceivedMessage;
import eu.vigil.protocol.form.Violation;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Verdict;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The one way out: a text is judged, completed with what the node knows, signed, sealed, and accepted for sending in the same
 * transaction as what the books say of it.
 *
 * @param <T> the ledger
 */
final class Post<T extends DeskLedger> {
    private final ParticipantId self;
    private final Ledgers<T> ledgers;
    private final Letters letters;
    private final Form form;
    private final Executor unhurried;
    private final Departures<T> departures;
    private final Dispatch<T> dispatch;
    private final InstantSource clock;

    Post(
            ParticipantId self,
            Ledgers<T> ledgers,
            Letters letters,
            Form form,
            Executor unhurried,
            Departures<T> departures,
            Dispatch<T> dispatch,
            InstantSource clock) {
        this.self = self;
        this.ledgers = ledgers;
        this.letters = letters;
        this.form = form;
        this.unhurried = unhurried;
        this.departures = departures;
        this.dispatch = dispatch;
        this.clock = clock;
    }

    /**
     * What is sent.
     *
     * @param draft to whom and what
     * @param caseRef empty for what belongs to no case
     * @param inReplyTo empty for what answers nothing
     * @param officer who wrote it
     * @param approver who released it, if that is said
     * @param reason why it was released, if that is said
     * @param lifetime after it no first attempt is made
     */
    record Letter(
            Draft draft,
            MessageId id,
            Optional<CaseRef> caseRef,
            Optional<MessageId> inReplyTo,
            String officer,
            Optional<String> approver,
            Optional<String> reason,
            Duration lifetime) {
        NetworkId network() {
            return new NetworkId(draft.message().getHeader().getNetwork());
        }

        Priority priority() {
            Header.Urgency urgency = draft.message().getHeader().getUrgency();
            return Priority.of(Departures.lane(urgency), Priority.PEOPLE);
        }

        ParticipantId to() {
            return new ParticipantId(draft.message().getHeader().getRecipient());
        }
    }

    /**
     * What the books say of a letter, in the transaction that accepts it.
     *
     * @param <T> the ledger
     */
    @FunctionalInterface
    interface Booking<T> {
        /** Writes it down; or says why the letter may not leave after all, and writes nothing. */
        Optional<String> book(T ledger, Message message, Instant sealedAt, Instant at);
    }

    /** What became of a letter. */
    sealed interface Posted {
        /** Durable and on its way. */
        record Accepted(Message message) implements Posted {}

        /** It breaks rules, or nobody may say so to them. */
        record Wrong(List<Violation> violations) implements Posted {}

        /** The books have moved on. */
        record Late(String why) implements Posted {}
    }

    /** Why this may not be said to them, or not be said so; the peer's address is looked up too. */
    Optional<Violation> refusal(Message message) {
        Header header = message.getHeader();
        NetworkId network = new NetworkId(header.getNetwork());
        ParticipantId peer = new ParticipantId(header.getRecipient());
        Optional<Letters.Addressee> to = letters.find(network, peer);
        if (to.isEmpty()) {
            return Optional.of(new Violation(
                    "to", "%s is not in the directory of %s".formatted(peer, network), "see vigil directory show"));
        }
        return switch (letters.mayBeSaid(message, to.get(), clock.instant())) {
            case Verdict.Allowed _ -> Optional.empty();
            case Verdict.Denied(var decision, var reason, var instead) ->
                Optional.of(new Violation(decision == Decision.BASIS ? "legal_basis" : "to", reason, instead));
        };
    }

    /** Sends it, if the books agree. Waits until it is durable. */
    Posted send(Letter letter, Booking<? super T> booking) {
        return ledgers.await(sending(letter, booking));
    }

    /** The same for who waits for more than this. */
    CompletionStage<Posted> sending(Letter letter, Booking<? super T> booking) {
        Optional<Violation> refusal = refusal(letter.draft().message());
        if (refusal.isPresent()) {
            return CompletableFuture.completedStage(new Posted.Wrong(List.of(refusal.get())));
        }
        Letters.Addressee to = letters.find(letter.network(), letter.to()).orElseThrow();
        Instant now = clock.instant();
        NodeFacts facts = new NodeFacts(
                self,
                letter.id(),
                letter.caseRef(),
                letter.inReplyTo(),
                now,
                letter.lifetime(),
                letter.officer(),
                letter.approver(),
                letter.reason(),
                to.directory().version(),
                Math.min(to.entry().schemaMax(), ReceivedMessage.SCHEMA_MAX));
        return computed(letter, () -> sealed(letter.draft(), facts, to)).thenCompose(sealing -> switch (sealing) {
            case Sealing.Wrong(var violations) -> CompletableFuture.completedStage(new Posted.Wrong(violations));
            case Sealing.Sealed(var sealed) -> accept(letter, sealed, booking);
        });
    }

    /** What is urgent is computed here and now; whatever is not, behind everything else that the node does. */
    private CompletionStage<Sealing> computed(Letter letter, Supplier<Sealing> work) {
        return letter.priority() == Priority.URGENT
                ? CompletableFuture.completedStage(work.get())
                : CompletableFuture.supplyAsync(work, unhurried);
    }

    private Sealing sealed(Draft draft, NodeFacts facts, Letters.Addressee to) {
        return switch (form.complete(draft, facts)) {
            case Form.Wrong(var violations) -> new Sealing.Wrong(violations);
            case Form.Complete complete -> new Sealing.Sealed(letters.seal(complete, to, facts.createdAt()));
        };
    }

    private sealed interface Sealing {
        record Sealed(SealedMessage message) implements Sealing {}

        record Wrong(List<Violation> violations) implements Sealing {}
    }

    private CompletionStage<Posted> accept(Letter letter, SealedMessage sealed, Booking<? super T> booking) {
        Instant sealedAt = clock.instant();
        boolean mayBeAttempted = dispatch.mayAttempt(new PeerId(letter.network(), letter.to()));
        // Two answers of one case must leave in the order in which the books took them, whichever thread wakes first.
        return ledgers.<Accepting>writing(
                        (ledger, at) -> booking.book(ledger, sealed.message(), sealedAt, at)
                                .<Accepting>map(Accepting.No::new)
                                .orElseGet(
                                        () -> new Accepting.Yes(departures.accept(ledger, sealed, mayBeAttempted, at))),
                        letter.priority(),
                        durable -> leaves(durable, sealed))
                .thenApply(accepting -> switch (accepting) {
                    case Accepting.No(var why) -> new Posted.Late(why);
                    case Accepting.Yes _ -> new Posted.Accepted(sealed.message());
                });
    }

    private void leaves(Accepting accepting, SealedMessage sealed) {
        switch (accepting) {
            case Accepting.Yes(var row) -> dispatch.accepted(row, sealed.envelope());
            case Accepting.No _ -> {}
        }
    }

    private sealed interface Accepting {
        record Yes(OutboxRow row) implements Accepting {}

        record No(String why) implements Accepting {}
    }
}
