package eu.vigil.node.desk;

import com.google.protobuf.ByteString;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.CaseDetail;
import eu.vigil.node.operator.desk.CaseFilter;
import eu.vigil.node.operator.desk.CaseListing;
import eu.vigil.node.operator.desk.Desk;
import eu.vigil.node.operator.desk.LogFilter;
import eu.vigil.node.operator.desk.LogListing;
import eu.vigil.node.operator.desk.NodeStatus;
import eu.vigil.node.operator.desk.PageFilter;
import eu.vigil.node.operator.desk.PageListing;
import eu.vigil.node.operator.desk.Paper;
import eu.vigil.node.operator.desk.Ping;
import eu.vigil.node.operator.people.Person;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The operator's desk: each question and each deed goes to the one that knows it.
 *
 * @param <T> the ledger
 */
final class CaseDesk<T extends DeskLedger> implements Desk {
    private final Ledgers<T> ledgers;
    private final Drafting<T> drafting;
    private final Releasing<T> releasing;
    private final Acknowledging<T> acknowledging;
    private final Linking<T> linking;
    private final Reachability<T> reachability;
    private final Reading<T> reading;
    private final Standing<T> standing;

    CaseDesk(
            Ledgers<T> ledgers,
            Drafting<T> drafting,
            Releasing<T> releasing,
            Acknowledging<T> acknowledging,
            Linking<T> linking,
            Reachability<T> reachability,
            Reading<T> reading,
            Standing<T> standing) {
        this.ledgers = ledgers;
        this.drafting = drafting;
        this.releasing = releasing;
        this.acknowledging = acknowledging;
        this.linking = linking;
        this.reachability = reachability;
        this.reading = reading;
        this.standing = standing;
    }

    @Override
    public Answer<CaseDetail> draft(String form, Person officer) {
        return available(() -> drafting.draft(form, officer));
    }

    @Override
    public Answer<CaseDetail> send(CaseRef caseRef, String reason, Person officer) {
        return available(() -> releasing.send(caseRef, reason, officer));
    }

    @Override
    public Answer<List<Answer<CaseRef>>> release(List<CaseRef> cases, String reason, Person officer) {
        return available(() -> new Answer.Done<>(releasing.send(cases, reason, officer)));
    }

    @Override
    public Answer<CaseDetail> edit(CaseRef caseRef, String form, Person officer) {
        return available(() -> drafting.edit(caseRef, form, officer));
    }

    @Override
    public Answer<CaseDetail> approve(CaseRef caseRef, ByteString content, Person approver) {
        return available(() -> releasing.approve(caseRef, content, approver));
    }

    @Override
    public Answer<CaseDetail> answer(CaseRef caseRef, String form, Person officer) {
        return available(() -> drafting.answer(caseRef, form, officer));
    }

    @Override
    public Answer<CaseDetail> withdraw(CaseRef caseRef, String why, Person officer) {
        return available(() -> drafting.withdraw(caseRef, why, officer));
    }

    @Override
    public Answer<CaseDetail> link(CaseRef caseRef, CaseRef other, Person officer) {
        return available(() -> linking.link(caseRef, other, officer));
    }

    @Override
    public Answer<Ping> ping(ParticipantId peer, Optional<NetworkId> network, Person officer) {
        return available(() -> reachability.ping(peer, network, officer.name()));
    }

    @Override
    public Answer<CaseDetail> acknowledge(CaseRef caseRef, Optional<String> nationalReference, Person officer) {
        return available(() -> {
            List<RequestRecord> requests =
                    ledgers.read(ledger -> ledger.requests().ofCase(caseRef));
            Optional<RequestRecord> asked = requests.stream()
                    .filter(request -> request.side() == Side.REQUESTED)
                    .reduce((_, newest) -> newest);
            if (asked.isEmpty()) {
                return new Answer.NotFound<>("no request was received under %s".formatted(caseRef));
            }
            return switch (acknowledging.take(asked.get(), officer.name(), nationalReference)) {
                case Acknowledging.Taking.Taken() -> reading.detail(caseRef);
                case Acknowledging.Taking.Before(var state, var by) ->
                    new Answer.Conflict<>(
                            state,
                            by.map(who -> who + " has it already").orElse("it needs no acknowledgement any more"));
            };
        });
    }

    @Override
    public Answer<CaseListing> list(CaseFilter filter, Person reader) {
        return available(() -> reading.list(filter));
    }

    @Override
    public Answer<CaseDetail> show(CaseRef caseRef, Person reader) {
        return available(() -> reading.show(caseRef, reader));
    }

    @Override
    public Answer<List<Paper>> papers(CaseRef caseRef, Person reader) {
        return available(() -> reading.papers(caseRef, reader));
    }

    @Override
    public Answer<PageListing> pages(PageFilter filter, Person reader) {
        return available(() -> standing.pages(filter));
    }

    @Override
    public Answer<LogListing> logEntries(ParticipantId peer, LogFilter filter, Person reader) {
        return available(() -> standing.log(peer, filter));
    }

    @Override
    public Answer<NodeStatus> status() {
        return available(() -> new Answer.Done<>(standing.status()));
    }

    private static <R> Answer<R> available(Supplier<Answer<R>> deed) {
        try {
            return deed.get();
        } catch (Ledgers.Unavailable e) {
            return new Answer.Unavailable<>(e.getMessage());
        }
    }
}
