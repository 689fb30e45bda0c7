package eu.vigil.node.operator.desk;

import eu.vigil.node.operator.people.Person;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.ParticipantId;
import java.util.List;
import java.util.Optional;

/**
 * What a person at the desk can ask of the node.
 *
 * <p>Called on virtual threads: methods may wait for the journal or the store, and must answer within ten seconds. Who may
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

    /**
     * Releases a draft: it is signed, sealed, durable and on its way when this answers.
     *
     * @param reason why it is released, and by one person if it is; at most 2,000 characters; may be empty where the policy asks
     *     for none
     */
    Answer<CaseDetail> send(CaseRef caseRef, String reason, Person officer);

    /**
     * Tells the requesting State that a human has it; stops the pager and nothing else.
     *
     * @param nationalReference this State's own reference for the case; the node makes one if there is none
     */
    Answer<CaseDetail> acknowledge(CaseRef caseRef, Optional<String> nationalReference, Person officer);

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
