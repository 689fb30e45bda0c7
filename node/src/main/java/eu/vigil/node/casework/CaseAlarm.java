package eu.vigil.node.casework;

import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Message;
import java.time.Instant;

/**
 * What a case wants a human for; carried out in the caller's transaction.
 *
 * @param <T> the ledger
 */
public interface CaseAlarm<T> {
    /** Opens the incident of an arrived request, with its first pages. */
    void requestArrived(T ledger, RequestRecord request, Instant at);

    /**
     * Opens the incident of an answer that a person has to see, of whichever side it is.
     *
     * @param request as it stands after it
     */
    void answerArrived(T ledger, RequestRecord request, Message answer, Instant at);

    /** Opens the incident of a deadline that is near or missed; the same watch again opens nothing. */
    void due(T ledger, RequestRecord request, Watch watch, Instant at);

    /** Ends the incidents of a request that nobody need act on any more, now that it stands so. */
    void moved(T ledger, RequestRecord request, Instant at);

    /** The peer's node has refused a message of ours about the request, for what it is or when it came: nobody there will see it. */
    default void notTaken(T ledger, RequestRecord request, MessageId message, Instant at) {}

    /** A peer's receipt bears a time that cannot be if our clock is right. */
    default void clocksDiffer(T ledger, NetworkId network, ParticipantId peer, Instant at) {}

    /** A peer's log of what we sent contradicts what the peer has proved of it before. */
    default void logDisagrees(T ledger, NetworkId network, ParticipantId peer, Instant at) {}

    /** A notice has arrived, which changes no case. */
    default void noticed(T ledger, Message message, Instant at) {}
}
