package eu.vigil.node.sim;

import eu.vigil.node.casework.CaseQuery;
import eu.vigil.node.casework.Happening;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.casework.Requests;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The same requests, and {@code seen} is told what is written. */
record WatchedRequests(Requests real, Consumer<Seen> seen) implements Requests {
    @Override
    public void insert(RequestRecord request) {
        real.insert(request);
        seen.accept(new Seen.Entered(request));
    }

    @Override
    public boolean replace(RequestRecord changed) {
        boolean replaced = real.replace(changed);
        if (replaced) {
            seen.accept(new Seen.Entered(changed));
        }
        return replaced;
    }

    @Override
    public Optional<RequestRecord> find(MessageId id) {
        return real.find(id);
    }

    @Override
    public Optional<RequestRecord> again(RequestRecord found) {
        return real.again(found);
    }

    @Override
    public Optional<RequestRecord> find(NetworkId network, CaseRef caseRef, ParticipantId peer) {
        return real.find(network, caseRef, peer);
    }

    @Override
    public List<RequestRecord> ofCase(CaseRef caseRef) {
        return real.ofCase(caseRef);
    }

    @Override
    public List<RequestRecord> list(CaseQuery query, int most) {
        return real.list(query, most);
    }

    @Override
    public Optional<Instant> changedAt(MessageId request) {
        return real.changedAt(request);
    }

    @Override
    public void link(CaseRef one, CaseRef other) {
        real.link(one, other);
    }

    @Override
    public List<CaseRef> linked(CaseRef caseRef) {
        return real.linked(caseRef);
    }

    @Override
    public Map<RequestState, Integer> counts() {
        return real.counts();
    }

    @Override
    public int overdue(Instant now) {
        return real.overdue(now);
    }

    @Override
    public List<RequestRecord> owingAcknowledgement() {
        return real.owingAcknowledgement();
    }

    @Override
    public List<RequestRecord> watchDue(Instant now, int most) {
        return real.watchDue(now, most);
    }

    @Override
    public int next(String series, int year) {
        return real.next(series, year);
    }

    @Override
    public void happened(MessageId request, Happening happening) {
        real.happened(request, happening);
    }

    @Override
    public List<Happening> history(MessageId request) {
        return real.history(request);
    }
}
