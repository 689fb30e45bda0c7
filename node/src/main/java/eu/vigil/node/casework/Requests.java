package eu.vigil.node.casework;

import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port: the book of requests, asked and answered here, and what happened to each. */
public interface Requests {
    /** Enters a request. Its id must be new. */
    void insert(RequestRecord request);

    /** Replaces the request if its revision is still the one in {@code changed}; returns false if somebody was faster. */
    boolean replace(RequestRecord changed);

    Optional<RequestRecord> find(MessageId id);

    /** What was found earlier, as it stands now; costs less than to find it again where nothing has changed. */
    Optional<RequestRecord> again(RequestRecord found);

    /** The request that stands between this node and {@code peer} under a case, newest first. */
    Optional<RequestRecord> find(NetworkId network, CaseRef caseRef, ParticipantId peer);

    /** All requests of a case, oldest first. */
    List<RequestRecord> ofCase(CaseRef caseRef);

    /** From now on the two cases, and all that either was linked to, are about one thing here. */
    void link(CaseRef one, CaseRef other);

    /** The cases that are about the same thing here, in the order of their names. */
    List<CaseRef> linked(CaseRef caseRef);

    /** Requests that match, those with the least time left first, then the newest; at most {@code most}. */
    List<RequestRecord> list(CaseQuery query, int most);

    /** When anything last happened to a request; empty if nothing has. */
    Optional<Instant> changedAt(MessageId request);

    /** How many requests stand in each state; a state without any is not in it. */
    Map<RequestState, Integer> counts();

    /** How many requests from others should have had a feasibility reply by {@code now} and have none. */
    int overdue(Instant now);

    /** Requests that somebody here has taken and whose requesting State has not been told. */
    List<RequestRecord> owingAcknowledgement();

    /** Requests with a {@link Watch} at or before {@code now} that has told nobody yet, the longest due first, at most {@code most}. */
    List<RequestRecord> watchDue(Instant now, int most);

    /** The next number of a series, from 1: the cases that this State opens in a year, or its own references. */
    int next(String series, int year);

    /** Adds a line to a request's history. */
    void happened(MessageId request, Happening happening);

    /** The history of a request in order. */
    List<Happening> history(MessageId request);
}
