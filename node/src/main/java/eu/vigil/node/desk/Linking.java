package eu.vigil.node.desk;

import eu.vigil.node.casework.Happening;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.journal.Priority;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.CaseDetail;
import eu.vigil.node.operator.people.Person;
import eu.vigil.protocol.casework.Side;
import eu.vigil.protocol.id.CaseRef;
import java.time.Instant;
import java.util.Optional;

/**
 * Several States ask for one thing: whoever is asked keeps their cases together, so that it is looked for and held once. That is
 * nobody else's business: no State learns from it who else has asked.
 *
 * @param <T> the ledger
 */
final class Linking<T extends DeskLedger> {
    private final Ledgers<T> ledgers;
    private final Reading<T> reading;

    Linking(Ledgers<T> ledgers, Reading<T> reading) {
        this.ledgers = ledgers;
        this.reading = reading;
    }

    Answer<CaseDetail> link(CaseRef caseRef, CaseRef other, Person officer) {
        if (caseRef.equals(other)) {
            return Answer.Invalid.of("with", "is the case itself; right: another case that was received here");
        }
        return ledgers.<Optional<Answer<CaseDetail>>>write(
                        (ledger, at) -> together(ledger, caseRef, other, officer, at), Priority.PEOPLE)
                .orElseGet(() -> reading.detail(caseRef));
    }

    private static Optional<Answer<CaseDetail>> together(
            DeskLedger ledger, CaseRef caseRef, CaseRef other, Person officer, Instant at) {
        Optional<RequestRecord> one = received(ledger, caseRef);
        Optional<RequestRecord> another = received(ledger, other);
        if (one.isEmpty()) {
            return Optional.of(new Answer.NotFound<>("no request was received under %s".formatted(caseRef)));
        }
        if (another.isEmpty()) {
            return Optional.of(Answer.Invalid.of("with", "no request was received under %s".formatted(other)));
        }
        if (!ledger.requests().linked(caseRef).contains(other)) {
            ledger.requests().link(caseRef, other);
            happened(ledger, one.get(), other, officer, at);
            happened(ledger, another.get(), caseRef, officer, at);
        }
        return Optional.empty();
    }

    private static void happened(DeskLedger ledger, RequestRecord request, CaseRef with, Person officer, Instant at) {
        ledger.requests()
                .happened(
                        request.id(),
                        Happening.ofPerson(at, Happening.What.LINKED, officer.name(), "with %s".formatted(with)));
    }

    private static Optional<RequestRecord> received(DeskLedger ledger, CaseRef caseRef) {
        return ledger.requests().ofCase(caseRef).stream()
                .filter(request -> request.side() == Side.REQUESTED)
                .reduce((_, newest) -> newest);
    }
}
