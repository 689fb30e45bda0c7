package eu.vigil.protocol.casework;

import eu.vigil.protocol.wire.FeasibilityReply;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.Refusal;
import java.util.Optional;

/** What a message that answers a request says in the words of {@link RequestLife}: who may say it, and what has then happened. */
public sealed interface Effect {
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
        return switch (answer.getBodyCase()) {
            case ACKNOWLEDGEMENT -> new On(Side.REQUESTED, new CaseEvent.Acknowledged());
            case FEASIBILITY_REPLY -> feasibility(answer.getFeasibilityReply(), family);
            case PRESERVATION_CONFIRMATION ->
                family == RefusalGround.Family.PRESERVATION
                        ? new On(Side.REQUESTED, new CaseEvent.ExecutionBegun())
                        : new Unfit("preservation_confirmation", "only a preservation request is answered so");
            case ANSWER ->
                new On(
                        Side.REQUESTED,
                        switch (answer.getAnswer().getExtent()) {
                            case WHOLE -> new CaseEvent.Answered();
                            case PART -> new CaseEvent.PartlyAnswered();
                            case EXTENT_UNSPECIFIED, UNRECOGNIZED ->
                                throw new IllegalArgumentException("answer.extent was never checked");
                        });
            case REFUSAL -> refusal(answer.getRefusal(), family);
            case WITHDRAWAL -> new On(Side.REQUESTING, new CaseEvent.Withdrawn());
            case PRESERVATION_REQUEST, INFORMATION_REQUEST, REACHABILITY_TEST, REACHABILITY_RESPONSE, BODY_NOT_SET ->
                new None();
        };
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
        return unserving(refusal.getGround(), family)
                .<Effect>map(why -> new Unfit("refusal.ground", why))
                .orElseGet(() -> new On(
                        Side.REQUESTED,
                        new CaseEvent.Refused(family, ground(refusal.getGround()), refusal.getReasons())));
    }

    private static Optional<String> unserving(Refusal.Ground ground, RefusalGround.Family family) {
        return ground(ground).servesFor(family)
                ? Optional.empty()
                : Optional.of("%s is no ground to refuse a request for %s; right: one of %s"
                        .formatted(ground, family.words(), RefusalGround.of(family)));
    }

    /** The contract and the machine call the grounds by the same names; a test says so. */
    private static RefusalGround ground(Refusal.Ground ground) {
        return RefusalGround.valueOf(ground.name());
    }
}
