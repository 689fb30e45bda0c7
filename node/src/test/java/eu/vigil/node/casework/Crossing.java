package eu.vigil.node.casework;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import eu.vigil.protocol.casework.Deadlines;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.wire.Acknowledgement;
import eu.vigil.protocol.wire.Answer;
import eu.vigil.protocol.wire.ClarificationAnswer;
import eu.vigil.protocol.wire.ClarificationQuestion;
import eu.vigil.protocol.wire.Extension;
import eu.vigil.protocol.wire.FeasibilityReply;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.MisroutedNotice;
import eu.vigil.protocol.wire.Postponement;
import eu.vigil.protocol.wire.PreservationConfirmation;
import eu.vigil.protocol.wire.Refusal;
import eu.vigil.protocol.wire.Withdrawal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Two books of one request and what is under way between them: in each direction in the order of the case, receipts on their own. */
final class Crossing {
    private static final Instant NIGHT = Instant.parse("2026-03-29T01:10:00Z");
    private static final Answers ANSWERS = new Answers(Policy.builtIn());

    private Crossing() {}

    /** Everything that either side can say, with two terms of a hold. */
    enum Word {
        ACKNOWLEDGEMENT(
                Side.REQUESTED,
                Message.newBuilder()
                        .setAcknowledgement(Acknowledgement.newBuilder()
                                .setOfficer("fr-officer-1")
                                .setNationalReference("FR-7"))),
        INDICATION(
                Side.REQUESTED,
                Message.newBuilder()
                        .setFeasibilityReply(
                                FeasibilityReply.newBuilder().setWillAnswer(FeasibilityReply.WillAnswer.YES))),
        HELD_UNTIL_MAY(Side.REQUESTED, held("2026-05-28T05:42:00Z")),
        HELD_UNTIL_JULY(Side.REQUESTED, held("2026-07-28T05:42:00Z")),
        QUESTION(
                Side.REQUESTED,
                Message.newBuilder()
                        .setClarificationQuestion(
                                ClarificationQuestion.newBuilder().setText("which?"))),
        POSTPONEMENT(
                Side.REQUESTED,
                Message.newBuilder().setPostponement(Postponement.newBuilder().setReasons("a search"))),
        ANSWER(
                Side.REQUESTED,
                Message.newBuilder()
                        .setAnswer(Answer.newBuilder()
                                .setExtent(Answer.Extent.WHOLE)
                                .setText("a relay"))),
        PART(
                Side.REQUESTED,
                Message.newBuilder()
                        .setAnswer(Answer.newBuilder()
                                .setExtent(Answer.Extent.PART)
                                .setText("half"))),
        REFUSAL(
                Side.REQUESTED,
                Message.newBuilder()
                        .setRefusal(Refusal.newBuilder()
                                .setGround(Refusal.Ground.POLITICAL_OFFENCE)
                                .setReasons("a demonstration"))),
        MISROUTED(
                Side.REQUESTED,
                Message.newBuilder()
                        .setMisroutedNotice(MisroutedNotice.newBuilder().setText("moved"))),
        REPLY(
                Side.REQUESTING,
                Message.newBuilder()
                        .setClarificationAnswer(ClarificationAnswer.newBuilder().setText("the server"))),
        EXTENSION(
                Side.REQUESTING,
                Message.newBuilder().setExtension(Extension.newBuilder().setText("translating"))),
        WITHDRAWAL(
                Side.REQUESTING,
                Message.newBuilder().setWithdrawal(Withdrawal.newBuilder().setText("not needed")));

        final Side speaker;
        final Message message;

        Word(Side speaker, Message.Builder message) {
            this.speaker = speaker;
            this.message = message.setHeader(Header.newBuilder()
                            .setCreatedAt(Timestamp.newBuilder().setSeconds(NIGHT.getEpochSecond() + 7200)))
                    .build();
        }

        private static Message.Builder held(String until) {
            return Message.newBuilder()
                    .setPreservationConfirmation(PreservationConfirmation.newBuilder()
                            .setHeldSince(Instants.timestamp(NIGHT))
                            .setHeldUntil(Instants.timestamp(Instant.parse(until))));
        }
    }

    /** What the requested node's receipt says of a message of the requesting side. */
    record Receipt(Word word, boolean accepted) {}

    /** The two books, and what is under way. */
    record Standing(
            RequestRecord asking,
            RequestRecord asked,
            List<Word> toAsked,
            List<Word> toAsking,
            List<Receipt> receipts) {
        boolean isQuiet() {
            return toAsked.isEmpty() && toAsking.isEmpty() && receipts.isEmpty();
        }

        /** Messages of the requesting side are under way until their receipt is there. */
        int flyingToAsked() {
            return toAsked.size() + receipts.size();
        }
    }

    static Standing begun() {
        return new Standing(
                request(Side.REQUESTING, "FR", RequestState.RECEIPTED),
                request(Side.REQUESTED, "BE", RequestState.RECEIVED),
                List.of(),
                List.of(),
                List.of());
    }

    private static RequestRecord request(Side side, String peer, RequestState state) {
        return new RequestRecord(
                MessageId.of(NIGHT, new SplittableRandom(1)),
                new NetworkId("EU-ART13"),
                new CaseRef("BE-2026-000123"),
                side,
                new ParticipantId(peer),
                "PreservationRequest",
                Header.Urgency.URGENT,
                Deadlines.Term.EIGHT_HOURS,
                state,
                NIGHT,
                Clocks.NONE.received(NIGHT),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                false,
                0);
    }

    /** Everything that can happen next, with at most {@code flyingMax} messages under way in each direction. */
    static List<Standing> next(Standing standing, int flyingMax) {
        List<Standing> next = new ArrayList<>();
        Stream.of(Word.values())
                .filter(word -> switch (word.speaker) {
                    case REQUESTED -> standing.toAsking().size() < flyingMax;
                    case REQUESTING -> standing.flyingToAsked() < flyingMax;
                })
                // Two open questions and two replies too many show all that more would.
                .filter(word -> word != Word.QUESTION || standing.asked().questions() < 2)
                .forEach(word -> said(standing, word).ifPresent(next::add));
        if (!standing.toAsked().isEmpty()) {
            next.add(arrivedAtAsked(standing));
        }
        if (!standing.toAsking().isEmpty()) {
            next.add(arrivedAtAsking(standing));
        }
        if (!standing.receipts().isEmpty()) {
            next.add(receiptArrived(standing));
        }
        return next;
    }

    /** As {@link #next}, of a requesting node that counts its reply as soon as it is said and again when it is accepted. */
    static List<Standing> nextOfAHastyNode(Standing standing, int flyingMax) {
        return next(standing, flyingMax).stream()
                .map(next -> next.toAsked().size() > standing.toAsked().size()
                                && next.toAsked().getLast() == Word.REPLY
                        ? new Standing(
                                next.asking().asked(-1), next.asked(), next.toAsked(), next.toAsking(), next.receipts())
                        : next)
                .toList();
    }

    /** One side says something, if its own book lets it. */
    static Optional<Standing> said(Standing standing, Word word) {
        return switch (word.speaker) {
            case REQUESTED ->
                fits(standing.asked(), word, Side.REQUESTED)
                        .map(asked -> new Standing(
                                standing.asking(),
                                asked,
                                standing.toAsked(),
                                with(standing.toAsking(), word),
                                standing.receipts()));
            case REQUESTING ->
                // What it says moves nothing here before the other side has accepted it.
                fits(standing.asking(), word, Side.REQUESTING)
                        .map(_ -> new Standing(
                                standing.asking(),
                                standing.asked(),
                                with(standing.toAsked(), word),
                                standing.toAsking(),
                                standing.receipts()));
        };
    }

    static Standing arrivedAtAsked(Standing standing) {
        Word word = standing.toAsked().getFirst();
        Optional<RequestRecord> heard = fits(standing.asked(), word, Side.REQUESTING);
        return new Standing(
                standing.asking(),
                heard.orElse(standing.asked()),
                rest(standing.toAsked()),
                standing.toAsking(),
                with(standing.receipts(), new Receipt(word, heard.isPresent())));
    }

    static Standing arrivedAtAsking(Standing standing) {
        Word word = standing.toAsking().getFirst();
        RequestRecord heard = fits(standing.asking(), word, Side.REQUESTED)
                .orElseThrow(() -> new AssertionError(
                        "%s says %s, which %s does not take".formatted(standing.asked(), word, standing.asking())));
        return new Standing(
                heard, standing.asked(), standing.toAsked(), rest(standing.toAsking()), standing.receipts());
    }

    static Standing receiptArrived(Standing standing) {
        Receipt receipt = standing.receipts().getFirst();
        RequestRecord asking = receipt.accepted()
                ? Progress.settled(Answers.accepted(
                        standing.asking(),
                        Kinds.rule(Kinds.of(receipt.word().message)).getEffect()))
                : standing.asking();
        return new Standing(
                asking, standing.asked(), standing.toAsked(), standing.toAsking(), rest(standing.receipts()));
    }

    private static Optional<RequestRecord> fits(RequestRecord book, Word word, Side speaker) {
        return switch (ANSWERS.of(book, word.message, speaker)) {
            case Answers.Result.Fits(var changed, var _, var _) -> Optional.of(Progress.settled(changed));
            case Answers.Result.Unfit _, Answers.Result.OutOfOrder _ -> Optional.empty();
        };
    }

    static void assertAgreed(Standing standing) {
        RequestRecord asking = standing.asking();
        RequestRecord asked = standing.asked();
        RequestState mirrored = asking.state() == RequestState.RECEIPTED ? RequestState.RECEIVED : asking.state();
        assertThat(mirrored).as("%s", standing).isEqualTo(asked.state());
        assertThat(asking.hold()).as("%s", standing).isEqualTo(asked.hold());
        assertThat(asking.questions()).as("%s", standing).isEqualTo(asked.questions());
        assertThat(asking.clocks()).as("%s", standing).isEqualTo(asked.clocks());
        assertThat(asking.handledBy()).as("%s", standing).isEqualTo(asked.handledBy());
    }

    private static <E> List<E> with(List<E> list, E last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }

    private static <E> List<E> rest(List<E> list) {
        return list.subList(1, list.size()).stream().toList();
    }
}
