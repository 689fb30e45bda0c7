package eu.vigil.node.casework;

import static eu.vigil.node.casework.Happening.What.DEADLINE;
import static eu.vigil.node.casework.Happening.What.HOLD_LAPSED;

import eu.vigil.protocol.casework.HoldLife;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deadlines that are near or missed call somebody, exactly once: the incident and the instant through which was told are one
 * transaction, so that no restart tells twice and none forgets.
 *
 * @param <T> the ledger
 */
public final class DueWatches<T extends CaseLedger> {
    private final CaseAlarm<? super T> alarm;

    /** Calls through {@code alarm}. */
    public DueWatches(CaseAlarm<? super T> alarm) {
        this.alarm = alarm;
    }

    /** Tells what is due of at most {@code most} requests; returns how many there were. */
    public int tell(T ledger, int most, Instant now) {
        List<RequestRecord> due = ledger.requests().watchDue(now, most);
        due.forEach(request -> tell(ledger, request, now));
        return due.size();
    }

    private void tell(T ledger, RequestRecord request, Instant now) {
        // After an outage several warnings of one deadline are overdue: the last says it all.
        Map<Instant, Watch> newest = new LinkedHashMap<>();
        request.watches().stream()
                .filter(watch -> !watch.at().isAfter(now))
                .forEach(watch -> newest.put(watch.dueAt(), watch));
        RequestRecord told = request.with(request.clocks().watched(now));
        for (Watch watch : newest.values()) {
            alarm.due(ledger, request, watch, now);
            told = watch.cause() == Watch.Cause.HOLD_LAPSED ? lapsed(told) : told;
            ledger.requests()
                    .happened(
                            request.id(),
                            Happening.ofNode(
                                    now,
                                    watch.cause() == Watch.Cause.HOLD_LAPSED ? HOLD_LAPSED : DEADLINE,
                                    "%s, due %s%s"
                                            .formatted(watch.cause(), watch.dueAt(), others(ledger, request, watch))));
        }
        Books.replace(ledger.requests(), told);
    }

    /** What has lapsed for one State may have to be kept for another. */
    private static String others(CaseLedger ledger, RequestRecord request, Watch watch) {
        return watch.cause() == Watch.Cause.HOLD_LAPSED
                ? Progress.stillHeld(ledger, request).map("; "::concat).orElse("")
                : "";
    }

    private static RequestRecord lapsed(RequestRecord request) {
        Optional<Hold> hold = request.hold();
        return hold.isPresent()
                        && HoldLife.step(hold.get().state(), request.side(), HoldLife.Event.TERM_OVER)
                                instanceof HoldLife.Moved(var state)
                ? request.with(hold.get().in(state))
                : request;
    }
}
