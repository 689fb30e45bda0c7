package eu.vigil.node.casework;

import eu.vigil.node.casework.Happening.What;
import eu.vigil.protocol.casework.HoldLife;
import eu.vigil.protocol.casework.HoldState;
import eu.vigil.protocol.casework.RequestState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request moves on: the book keeps its new state, a withdrawal gives up its hold, what it means for the hold of another case is done
 * there, and what wanted a human for the old state ends. Always inside a journal transaction.
 *
 * @param <T> the ledger
 */
public final class Progress<T extends CaseLedger> {
    private final CaseAlarm<? super T> alarm;

    /** Incidents are ended through {@code alarm}. */
    public Progress(CaseAlarm<? super T> alarm) {
        this.alarm = alarm;
    }

    /** Enters the request as it stands now. */
    public void to(T ledger, RequestRecord changed, Instant at) {
        RequestRecord settled = settled(changed);
        Books.replace(ledger.requests(), settled);
        if (!settled.hold().equals(changed.hold())) {
            stillHeld(ledger, settled)
                    .ifPresent(others ->
                            ledger.requests().happened(settled.id(), Happening.ofNode(at, What.HOLD_RELEASED, others)));
        }
        alarm.moved(ledger, settled, at);
        concerned(ledger, settled, at);
    }

    /** A withdrawn request holds nothing. */
    static RequestRecord settled(RequestRecord changed) {
        return changed.state() == RequestState.WITHDRAWN ? held(changed, HoldLife.Event.GIVEN_UP) : changed;
    }

    /** Which linked cases still want the data kept: what is released for one State must not be lost for another. */
    static Optional<String> stillHeld(CaseLedger ledger, RequestRecord released) {
        List<String> others = ledger.requests().linked(released.caseRef()).stream()
                .flatMap(other -> ledger.requests().ofCase(other).stream())
                .filter(other -> other.hold().filter(Hold::isKept).isPresent())
                .map(other -> other.caseRef().value())
                .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("for this case alone: the data is still held for " + String.join(", ", others));
    }

    /** A request for mutual assistance has been lodged: the hold that it is about stays until it is decided (Budapest Art. 29(7)). */
    void lodged(T ledger, RequestRecord followUp, Instant at) {
        lodging(ledger, followUp).ifPresent(kept -> {
            keep(ledger, kept, What.MLA_LODGED, followUp, at);
            decided(ledger, followUp, at);
        });
    }

    /** True if data is held that the follow-up can keep. */
    boolean mayLodge(T ledger, RequestRecord followUp) {
        return lodging(ledger, followUp).isPresent();
    }

    private Optional<RequestRecord> lodging(T ledger, RequestRecord followUp) {
        Optional<RequestRecord> preserved = about(ledger, followUp);
        Optional<Hold> hold = preserved.flatMap(RequestRecord::hold);
        return hold.isPresent()
                        && HoldLife.step(hold.get().state(), followUp.side(), HoldLife.Event.MLA_ARRIVED)
                                instanceof HoldLife.Moved(var state)
                ? Optional.of(preserved.orElseThrow().with(hold.get().in(state)))
                : Optional.empty();
    }

    /** The request that another one is about; empty if there is none here. */
    static Optional<RequestRecord> about(CaseLedger ledger, RequestRecord request) {
        return request.concerns()
                .flatMap(caseRef -> ledger.requests().find(request.network(), caseRef, request.peer()))
                .filter(found -> found.side() == request.side());
    }

    private void concerned(T ledger, RequestRecord request, Instant at) {
        if (request.concerns().isEmpty()) {
            return;
        }
        request.hold().ifPresent(hold -> prolonged(ledger, request, hold, at));
        decided(ledger, request, at);
    }

    /** What is held longer under an extension is held longer under the case that it extends. */
    private void prolonged(T ledger, RequestRecord extension, Hold longer, Instant at) {
        Optional<RequestRecord> first = about(ledger, extension);
        Optional<Hold> hold =
                first.flatMap(RequestRecord::hold).filter(held -> longer.until().isAfter(held.until()));
        if (hold.isPresent()
                && HoldLife.step(hold.get().state(), extension.side(), HoldLife.Event.PROLONGED)
                        instanceof HoldLife.Moved(var state)) {
            keep(
                    ledger,
                    first.orElseThrow().with(new Hold(state, hold.get().since(), longer.until())),
                    What.PRESERVED,
                    extension,
                    at);
        }
    }

    /** Once assistance is decided there is nothing left to wait for. */
    private void decided(T ledger, RequestRecord followUp, Instant at) {
        boolean decided = switch (followUp.state()) {
            case ANSWERED, PARTLY_ANSWERED, REFUSED, WITHDRAWN -> true;
            case DRAFT,
                    APPROVED,
                    QUEUED,
                    SENT,
                    RECEIPTED,
                    OUTCOME_UNKNOWN,
                    UNDELIVERABLE,
                    RECEIVED,
                    ACKNOWLEDGED,
                    FEASIBILITY_ANSWERED,
                    EXECUTING,
                    POSTPONED,
                    MISROUTED,
                    EXPIRED -> false;
        };
        if (!decided || !followUp.kind().equals(Kinds.MLA_FOLLOW_UP)) {
            return;
        }
        about(ledger, followUp)
                .filter(preserved -> preserved.hold().map(Hold::state).equals(Optional.of(HoldState.MLA_LODGED)))
                .ifPresent(preserved ->
                        keep(ledger, held(preserved, HoldLife.Event.GIVEN_UP), What.HOLD_RELEASED, followUp, at));
    }

    private void keep(T ledger, RequestRecord changed, What what, RequestRecord because, Instant at) {
        Books.replace(ledger.requests(), changed);
        ledger.requests().happened(changed.id(), Happening.ofNode(at, what, "by case " + because.caseRef()));
        alarm.moved(ledger, changed, at);
    }

    private static RequestRecord held(RequestRecord request, HoldLife.Event event) {
        return request.hold()
                .map(hold -> switch (HoldLife.step(hold.state(), request.side(), event)) {
                    case HoldLife.Moved(var state) -> request.with(hold.in(state));
                    case HoldLife.Rejected _ -> request;
                })
                .orElse(request);
    }
}
