package eu.vigil.protocol.casework;

/** The life of a hold as a pure, total step function. Invariant: from {@link HoldState#MLA_LODGED} no term makes it lapse. */
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

    /** What {@code event} does to a hold in {@code state}. */
    public static Step step(HoldState state, Event event) {
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
            case RELEASED, LAPSED -> new Rejected("the hold is %s, which is final".formatted(state));
        };
    }
}
