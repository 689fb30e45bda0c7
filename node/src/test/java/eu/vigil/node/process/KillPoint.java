package eu.vigil.node.process;

import eu.vigil.node.process.Snare.Place;
import java.util.List;

/**
 * A point on a request's way from Belgium to France, and which node dies there.
 *
 * @param name what has happened and what has not
 * @param watched whose node stops at the end of the path
 * @param victim whose node is killed then
 * @param fate what must be found afterwards
 * @param ringsMin how often the pager must have been told at least, with one id
 * @param ringsMax and at most
 */
record KillPoint(String name, String watched, String victim, Fate fate, int ringsMin, int ringsMax, List<Place> path) {
    private static final String NODE = "eu.vigil.node.";
    private static final Place POSTED = new Place(NODE + "desk.Post", "accept");
    private static final Place DEPARTING = new Place(NODE + "casework.Departures", "accept");
    private static final Place RECORDING_RECEIPT = new Place(NODE + "casework.Departures", "receipted");
    private static final Place COMMITTING = new Place(NODE + "store.SqliteStore$Writing", "commit");
    private static final Place COMMITTED = new Place(NODE + "journal.Journal$Written", "committed");
    private static final Place RECEIPT_CAME = new Place(NODE + "dispatch.PeerLine", "receipted");
    private static final Place DELIVERED = new Place(NODE + "intake.Intake", "delivered");
    private static final Place OPENING = new Place(NODE + "intake.Intake", "open");
    private static final Place ARRIVING = new Place(NODE + "casework.Arrivals", "apply");
    private static final Place CLAIMING = new Place(NODE + "escalation.PageRound", "claim");
    private static final Place PAGING = new Place(NODE + "escalation.webhook.WebhookSender", "send");
    private static final Place PAGED = new Place(NODE + "escalation.PageCycle", "settle");
    private static final Place SETTLING = new Place(NODE + "escalation.PageRound", "settle");
    private static final Place ENDING = new Place(NODE + "escalation.Escalation", "tell");
    private static final Place TELLING = new Place(NODE + "escalation.webhook.WebhookSender", "sendAllClear");
    private static final Place TOLD = new Place(NODE + "escalation.AllClearSending", "settle");
    private static final Place HOOKED = new Place(NODE + "escalation.webhook.StoredHooks", "answer");
    private static final Place LOOKING = new Place(NODE + "escalation.PageCycle", "look");

    /** What becomes of a request. */
    enum Fate {
        /** The officer was not told yes, the draft is as it was, and sending it again sends it. */
        STILL_A_DRAFT,
        /** The officer was not told yes, but it is accepted. */
        ACCEPTED_UNTOLD,
        /** It is accepted, whether or not the officer heard it in time. */
        ACCEPTED
    }

    static List<KillPoint> all() {
        return List.of(
                of("sending: sealed, not handed to the journal", "BE", "BE", Fate.STILL_A_DRAFT, POSTED),
                of("sending: written, not committed", "BE", "BE", Fate.STILL_A_DRAFT, DEPARTING, COMMITTING),
                of("sending: committed, nobody told", "BE", "BE", Fate.ACCEPTED_UNTOLD, DEPARTING, COMMITTED),
                of("sending: the frame has left, no receipt", "FR", "BE", Fate.ACCEPTED, DELIVERED),
                of("sending: the receipt came, not recorded", "BE", "BE", Fate.ACCEPTED, RECEIPT_CAME),
                of(
                        "sending: the receipt committed, nobody told",
                        "BE",
                        "BE",
                        Fate.ACCEPTED,
                        RECORDING_RECEIPT,
                        COMMITTED),
                of("receiving: not opened", "FR", "FR", Fate.ACCEPTED, OPENING),
                of("receiving: written, not committed", "FR", "FR", Fate.ACCEPTED, ARRIVING, COMMITTING),
                of("receiving: committed, the receipt has not left", "FR", "FR", Fate.ACCEPTED, ARRIVING, COMMITTED),
                new KillPoint(
                        "receiving: the receipt has left", "BE", "FR", Fate.ACCEPTED, 1, 2, List.of(RECEIPT_CAME)),
                of("paging: not claimed", "FR", "FR", Fate.ACCEPTED, ARRIVING, COMMITTED, CLAIMING),
                of("paging: claimed, not sent", "FR", "FR", Fate.ACCEPTED, PAGING),
                new KillPoint(
                        "paging: answered with 2xx, not recorded", "FR", "FR", Fate.ACCEPTED, 2, 2, List.of(PAGED)),
                of("paging: recorded", "FR", "FR", Fate.ACCEPTED, SETTLING, COMMITTED, LOOKING));
    }

    /** Points between a committed acknowledgement and the end of telling the channel of it. */
    static List<KillPoint> endings() {
        return List.of(
                of(
                        "all-clear: written with the acknowledgement, not claimed",
                        "FR",
                        "FR",
                        Fate.ACCEPTED,
                        ENDING,
                        COMMITTED),
                of("all-clear: claimed, not sent", "FR", "FR", Fate.ACCEPTED, TELLING),
                new KillPoint(
                        "all-clear: answered with 2xx, not recorded", "FR", "FR", Fate.ACCEPTED, 2, 2, List.of(TOLD)));
    }

    /** An acknowledgement from a provider is committed, and nobody was told. */
    static KillPoint hooked() {
        return of("hook: committed, nobody told", "FR", "FR", Fate.ACCEPTED, HOOKED, COMMITTED);
    }

    private static KillPoint of(String name, String watched, String victim, Fate fate, Place... path) {
        return new KillPoint(name, watched, victim, fate, 1, 1, List.of(path));
    }

    @Override
    public String toString() {
        return name;
    }
}
