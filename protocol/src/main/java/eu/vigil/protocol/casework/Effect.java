package eu.vigil.protocol.casework;

import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.wire.FeasibilityReply;
import eu.vigil.protocol.wire.KindRule;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.Refusal;
import java.util.Optional;

/** What a message that answers a request says in the words of {@link RequestLife}: who may say it, and what has then happened. */
public sealed interface Effect {
    /** What to write where partial help must have been considered. */
    String PARTIAL_HELP =
            "is mandatory for mutual assistance: what could be given in part or on conditions, or why nothing (Budapest Art. 27(6))";

    /**
     * It is an answer.
     *
     * @param speaker the side that says it
     * @param event what has happened to the request once it is said
     */
    record On(Side speaker, CaseEvent event) implements Effect {}

    /**
     * It cannot answer a request of that kind.
     *
     * @param field what would have to change
     * @param why and what would be right, in a sentence without a full stop
     */
    record Unfit(String field, String why) implements Effect {}

    /** It answers nothing: a request or a notice. */
    record None() implements Effect {}

    /**
     * Reads a checked message.
     *
     * @param family the closed list of grounds on which the request may be refused
     */
    static Effect of(Message answer, RefusalGround.Family family) {
        Optional<MessageKind> kind = MessageKind.of(answer);
        return kind.isPresent() ? of(answer, kind.get().rule(), family) : new None();
    }

    private static Effect of(Message answer, KindRule rule, RefusalGround.Family family) {
        return switch (rule.getEffect()) {
            case ACKNOWLEDGES -> new On(speaker(rule), new CaseEvent.Acknowledged());
            case INDICATES -> feasibility(answer.getFeasibilityReply(), family);
            case CONFIRMS_HOLD ->
                family == RefusalGround.Family.PRESERVATION
                        ? new On(speaker(rule), new CaseEvent.ExecutionBegun())
                        : new Unfit("preservation_confirmation", "only a preservation request is answered so");
            case ANSWERS ->
                new On(
                        speaker(rule),
                        switch (answer.getAnswer().getExtent()) {
                            case WHOLE -> new CaseEvent.Answered();
                            case PART -> new CaseEvent.PartlyAnswered();
                            case EXTENT_UNSPECIFIED, UNRECOGNIZED ->
                                throw new IllegalArgumentException("answer.extent was never checked");
                        });
            case REFUSES -> refusal(answer.getRefusal(), family);
            case POSTPONES ->
                partialHelpMissing(family, answer.getPostponement().getPartialHelp())
                        ? new Unfit("postponement.partial_help", PARTIAL_HELP)
                        : new On(speaker(rule), new CaseEvent.Postponed());
            case WITHDRAWS -> new On(speaker(rule), new CaseEvent.Withdrawn());
            case MISROUTES -> new On(speaker(rule), new CaseEvent.Misrouted());
            case ASKS_BACK -> new On(speaker(rule), new CaseEvent.AskedBack());
            case REPLIES -> new On(speaker(rule), new CaseEvent.Replied());
            case TELLS -> new On(speaker(rule), new CaseEvent.Told());
            case EFFECT_UNSPECIFIED, UNRECOGNIZED -> new None();
        };
    }

    private static Side speaker(KindRule rule) {
        return switch (rule.getSpeaker()) {
            case REQUESTING -> Side.REQUESTING;
            case REQUESTED -> Side.REQUESTED;
            case SPEAKER_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalStateException("the contract names no side that says it");
        };
    }

    /** Budapest Art. 27(6): before it refuses or postpones, a State considers what it could give in part or on conditions. */
    private static boolean partialHelpMissing(RefusalGround.Family family, String considered) {
        return family == RefusalGround.Family.MUTUAL_ASSISTANCE && considered.isBlank();
    }

    private static Effect feasibility(FeasibilityReply reply, RefusalGround.Family family) {
        Effect said = new On(Side.REQUESTED, new CaseEvent.FeasibilityAnswered());
        return reply.getWillAnswer() == FeasibilityReply.WillAnswer.NO
                ? unserving(reply.getGround(), family)
                        .<Effect>map(why -> new Unfit("feasibility_reply.ground", why))
                        .orElse(said)
                : said;
    }

    private static Effect refusal(Refusal refusal, RefusalGround.Family family) {
        if (partialHelpMissing(family, refusal.getPartialHelp())) {
            return new Unfit("refusal.partial_help", PARTIAL_HELP);
        }
        return unserving(refusal.getGround(), family)
                .<Effect>map(why -> new Unfit("refusal.ground", why))
                .orElseGet(() -> new On(
                        Side.REQUESTED,
                        new CaseEvent.Refused(family, ground(refusal.getGround()), refusal.getReasons())));
    }

    private static Optional<String> unserving(Refusal.Ground ground, RefusalGround.Family family) {
        return ground(ground).servesFor(family)
                ? Optional.empty()
                : Optional.of(ground(ground).unserving(family));
    }

    /** The contract and the machine call the grounds by the same names; a test says so. */
    private static RefusalGround ground(Refusal.Ground ground) {
        return RefusalGround.valueOf(ground.name());
    }
}
