package eu.vigil.node.casework;

import eu.vigil.protocol.casework.HoldLife;
import eu.vigil.protocol.casework.RequestState;
import java.time.Instant;

/**
 * A request moves on: the book keeps its new state, a withdrawal gives up its hold, and what wanted a human for the old state ends.
 * Always inside a journal transaction.
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
        RequestRecord settled = changed.state() == RequestState.WITHDRAWN ? givenUp(changed) : changed;
        Books.replace(ledger.requests(), settled);
        alarm.moved(ledger, settled, at);
    }

    private static RequestRecord givenUp(RequestRecord request) {
        return request.hold()
                .map(hold -> switch (HoldLife.step(hold.state(), HoldLife.Event.GIVEN_UP)) {
                    case HoldLife.Moved(var state) -> request.with(hold.in(state));
                    case HoldLife.Rejected _ -> request;
                })
                .orElse(request);
    }
}
