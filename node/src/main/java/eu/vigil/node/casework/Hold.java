package eu.vigil.node.casework;

import eu.vigil.protocol.casework.HoldState;
import java.time.Instant;

/**
 * Data that is kept because of a request (Budapest Art. 29(7)).
 *
 * @param since from when
 * @param until at least until when; of no effect from {@link HoldState#MLA_LODGED} on
 */
public record Hold(HoldState state, Instant since, Instant until) {
    /** The same hold in another state. */
    Hold in(HoldState next) {
        return new Hold(next, since, until);
    }

    /** True while data is kept because of it. */
    public boolean isKept() {
        return switch (state) {
            case HELD, EXTENDED, MLA_LODGED -> true;
            case PLACED, RELEASED, LAPSED -> false;
        };
    }

    /** True while a term runs that can lapse. */
    boolean canLapse() {
        return switch (state) {
            case HELD, EXTENDED -> true;
            case PLACED, MLA_LODGED, RELEASED, LAPSED -> false;
        };
    }
}
