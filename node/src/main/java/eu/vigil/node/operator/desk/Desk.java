package eu.vigil.node.operator.desk;

import com.google.protobuf.ByteString;
import eu.vigil.node.operator.people.Person;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.util.List;
import java.util.Optional;

/**
 * What a person at the desk can ask of the node.
 *
 * <p>Called on threads that may wait: methods may wait for the journal or the store, and must answer within ten seconds. Who may
 * call which route is decided before ({@code Access}); whether this person may do this to this case is decided here. What is
 * answered as {@link Answer.Done} is durable.
 */
public interface Desk {
    /**
     * Keeps a request as a draft of a new case, of which {@code officer} is the author.
     *
     * @param form the request as JSON, in the form that {@code vigil request template} writes
     */
    Answer<CaseDetail> draft(String form, Person officer);

    /** Puts another text in place of a draft; an approval of the former is void. */
    Answer<CaseDetail> edit(CaseRef caseRef, String form, Person officer);

    /**
     * Approves the text that waits in a case, a request or an answer, if it is still the one that was read and this person wrote none
     * of it.
     *
     * @param content SHA-256 of the text that was read, as {@link DraftView} shows it
     */
    Answer<CaseDetail> approve(CaseRef caseRef, ByteString content, Person approver);

    /**
     * Releases a draft: it is signed, sealed, durable and on its way when this answers.
     *
     * @param reason why it is released, and by one person if it is; at most 2,000 characters; may be empty where the policy asks
     *     for none
     */
    Answer<CaseDetail> send(CaseRef caseRef, String reason, Person officer);

    /**
     * Releases what waits in several cases, as in those of one attack on many States: each as {@link #send} would, and none for the
     * sake of another. Nothing of them is read and shown.
     *
     * @return of each case, in the order given, its number or why it did not leave
     */
    Answer<List<Answer<CaseRef>>> release(List<CaseRef> cases, String reason, Person officer);

    /**
     * Tells the requesting State that a human has it; stops the pager and nothing else.
     *
     * @param nationalReference this State's own reference for the case; the node makes one if there is none
     */
    Answer<CaseDetail> acknowledge(CaseRef caseRef, Optional<String> nationalReference, Person officer);

    /**
     * Answers a request that was received: it is on its way when this answers, unless two people are needed for it; then it waits.
     *
     * @param form the answer as JSON: its body, and of the header what differs from the request's
     */
    Answer<CaseDetail> answer(CaseRef caseRef, String form, Person officer);

    /**
     * Takes a request of ours back: at once while nothing has left, else as soon as the other node has accepted the withdrawal.
     *
     * @param why as the other side reads it
     */
    Answer<CaseDetail> withdraw(CaseRef caseRef, String why, Person officer);

    /**
     * Keeps two cases that were received, and all that either is linked to, together: they are about one thing here. No other node
     * hears of it.
     */
    Answer<CaseDetail> link(CaseRef caseRef, CaseRef other, Person officer);

    /** Asks a peer's node whether it is there, and waits for its response for some seconds. */
    Answer<Ping> ping(ParticipantId peer, Optional<NetworkId> network, Person officer);

    /** The cases that match, newest change first. */
    Answer<CaseListing> list(CaseFilter filter, Person reader);

    /** One case with its text and all that happened to it; the reading itself is recorded. */
    Answer<CaseDetail> show(CaseRef caseRef, Person reader);

    /** The messages of a case as they were signed, oldest first, with what proves them; that they were taken is recorded. */
    Answer<List<Paper>> papers(CaseRef caseRef, Person reader);

    /** The pages sent for incidents, newest first. */
    Answer<PageListing> pages(PageFilter filter, Person reader);

    /** The pair log with a peer: its head and its entries, oldest first. No content is in it. */
    Answer<LogListing> logEntries(ParticipantId peer, LogFilter filter, Person reader);

    /** How the node and its links are; no case content. */
    Answer<NodeStatus> status();
}
