package eu.vigil.protocol.link;

import eu.vigil.protocol.wire.Bye;
import java.util.ArrayList;
import java.util.List;

/** The ways in which a link ends. */
final class Ending {
    private Ending() {}

    /** We say Bye. */
    static Step ours(Bye.Reason reason, String text) {
        return ours(List.of(), reason, text);
    }

    /** We say Bye once {@code first} is done. */
    static Step ours(List<LinkAction> first, Bye.Reason reason, String text) {
        LinkEnd end = new LinkEnd(LinkEnd.By.US, reason, text);
        List<LinkAction> actions = new ArrayList<>(first);
        actions.add(Frames.bye(reason));
        actions.add(new LinkAction.End(end));
        return new Step(new LinkState.Closed(end), actions);
    }

    /** The peer broke a rule. */
    static Step protocolError(String text) {
        return ours(Bye.Reason.PROTOCOL_ERROR, text);
    }

    /** The peer said Bye; nobody reads any more what we would say. */
    static Step theirs(Bye bye) {
        // A reason of a later version than ours is none to us.
        Bye.Reason reason =
                bye.getReason() == Bye.Reason.UNRECOGNIZED ? Bye.Reason.REASON_UNSPECIFIED : bye.getReason();
        return silent(LinkEnd.By.PEER, reason, "the peer said Bye: " + reason);
    }

    /** The connection is gone. */
    static Step lost(String why) {
        return silent(LinkEnd.By.CONNECTION, Bye.Reason.REASON_UNSPECIFIED, why);
    }

    private static Step silent(LinkEnd.By by, Bye.Reason reason, String text) {
        LinkEnd end = new LinkEnd(by, reason, text);
        return Step.of(new LinkState.Closed(end), new LinkAction.End(end));
    }
}
