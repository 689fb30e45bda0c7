package eu.vigil.protocol.link;

import eu.vigil.protocol.wire.Credit;
import eu.vigil.protocol.wire.Lane;
import java.util.Collection;
import java.util.List;

/**
 * So many envelopes in each lane. Each lane has its own, so that however much routine traffic is unreceipted, an emergency may go.
 *
 * <p>A link for messages grants nothing in {@code BULK}: exhibits travel on a connection of their own.
 */
public record LaneCredits(int emergency, int urgent, int routine, int bulk) {
    /** Nothing in any lane. */
    public static final LaneCredits NONE = new LaneCredits(0, 0, 0, 0);

    /** The lanes of a link for messages, the most urgent first. */
    public static final List<Lane> LANES = List.of(Lane.EMERGENCY, Lane.URGENT, Lane.ROUTINE);

    /** The same in every lane of a link for messages. */
    public static LaneCredits each(int envelopes) {
        return new LaneCredits(envelopes, envelopes, envelopes, 0);
    }

    /** What the credits of a Hello come to; lanes may be named more than once. */
    static LaneCredits of(Collection<Credit> credits) {
        LaneCredits sum = NONE;
        for (Credit credit : credits) {
            sum = sum.plus(credit.getLane(), credit.getEnvelopes());
        }
        return sum;
    }

    /** How many in a lane; none in one that is not known. */
    public int in(Lane lane) {
        return switch (lane) {
            case EMERGENCY -> emergency;
            case URGENT -> urgent;
            case ROUTINE -> routine;
            case BULK -> bulk;
            case LANE_UNSPECIFIED, UNRECOGNIZED -> 0;
        };
    }

    /** The same with so many more (or, if negative, fewer) in a lane. */
    public LaneCredits plus(Lane lane, int envelopes) {
        return switch (lane) {
            case EMERGENCY -> new LaneCredits(emergency + envelopes, urgent, routine, bulk);
            case URGENT -> new LaneCredits(emergency, urgent + envelopes, routine, bulk);
            case ROUTINE -> new LaneCredits(emergency, urgent, routine + envelopes, bulk);
            case BULK -> new LaneCredits(emergency, urgent, routine, bulk + envelopes);
            case LANE_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("lane: none that is known");
        };
    }

    /** The most that any lane has. */
    int most() {
        return Math.max(Math.max(emergency, urgent), Math.max(routine, bulk));
    }
}
