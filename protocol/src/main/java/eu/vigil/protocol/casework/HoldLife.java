package eu.vigil.protocol.casework;

/**
 * The life of a hold as a pure, total step function.
 *
 * <p>Invariants: from {@link HoldState#MLA_LODGED} no term makes it lapse. What the requested node has done, the requesting side can
 * always mirror: it may hear of a confirmation after the withdrawal that followed it there, and of a longer term after its own clock let
 * the hold lapse.
 */
public final class HoldLife {
    private HoldLife() {}

    /** What can happen to a hold. */
    public enum Event {
        /** The custodian keeps the data. */
        CONFIRMED,
        PROLONGED,
        /** A request for mutual assistance to obtain the data has arrived. */
        MLA_ARRIVED,
        /** No longer needed: withdrawn, disclosed, or the assistance was decided. */
        GIVEN_UP,
        /** The term has passed. */
        TERM_OVER
    }

    /** What an event does. */
    public sealed interface Step {}

    /** The event is in order; {@code state} may be the same as before. */
    public record Moved(HoldState state) implements Step {}

    /** The state does not allow the event; nothing changes. */
    public record Rejected(String why) implements Step {}

    /** What {@code event} does to a hold in {@code state} at the node on {@code side}. */
    public static Step step(HoldState state, Side side, Event event) {
        return switch (state) {
            case PLACED ->
                switch (event) {
                    case CONFIRMED -> new Moved(HoldState.HELD);
                    case GIVEN_UP -> new Moved(HoldState.RELEASED);
                    case PROLONGED, MLA_ARRIVED, TERM_OVER ->
                        new Rejected("the custodian has not yet confirmed the hold: its term has not begun");
                };
            case HELD, EXTENDED ->
                switch (event) {
                    case CONFIRMED -> new Moved(state);
                    case PROLONGED -> new Moved(HoldState.EXTENDED);
                    case MLA_ARRIVED -> new Moved(HoldState.MLA_LODGED);
                    case GIVEN_UP -> new Moved(HoldState.RELEASED);
                    case TERM_OVER -> new Moved(HoldState.LAPSED);
                };
            case MLA_LODGED ->
                switch (event) {
                    case CONFIRMED, PROLONGED, MLA_ARRIVED, TERM_OVER -> new Moved(HoldState.MLA_LODGED);
                    case GIVEN_UP -> new Moved(HoldState.RELEASED);
                };
            case RELEASED ->
                switch (event) {
                    case GIVEN_UP -> new Moved(state);
                    case CONFIRMED, PROLONGED, MLA_ARRIVED -> heard(side, state, state);
                    case TERM_OVER -> ended(state);
                };
            case LAPSED ->
                switch (event) {
                    case GIVEN_UP -> new Moved(HoldState.RELEASED);
                    case CONFIRMED -> heard(side, state, state);
                    case PROLONGED -> heard(side, state, HoldState.EXTENDED);
                    case MLA_ARRIVED -> heard(side, state, HoldState.MLA_LODGED);
                    case TERM_OVER -> ended(state);
                };
        };
    }

    /** Said before the end there and heard after the end here: in the requested node's own order it came first. */
    private static Step heard(Side side, HoldState state, HoldState mirrored) {
        return switch (side) {
            case REQUESTING -> new Moved(mirrored);
            case REQUESTED -> ended(state);
        };
    }

    private static Step ended(HoldState state) {
        return new Rejected("the hold is %s, which is final".formatted(state));
    }
}
