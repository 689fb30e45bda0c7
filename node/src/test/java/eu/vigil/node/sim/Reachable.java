package eu.vigil.node.sim;

import eu.vigil.protocol.casework.CaseEvent;
import eu.vigil.protocol.casework.RefusalGround;
import eu.vigil.protocol.casework.RequestLife;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.casework.Side;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where the machine can take a request from each state, by any number of events. */
final class Reachable {
    private static final List<CaseEvent> EVENTS = List.of(
            new CaseEvent.Edited(),
            new CaseEvent.Approved(),
            new CaseEvent.Queued(),
            new CaseEvent.Sent(),
            new CaseEvent.Receipted(),
            new CaseEvent.RefusedByReceipt(),
            new CaseEvent.ExpiredByReceipt(),
            new CaseEvent.DeliveryTimeOver(),
            new CaseEvent.Acknowledged(),
            new CaseEvent.FeasibilityAnswered(),
            new CaseEvent.ExecutionBegun(),
            new CaseEvent.Postponed(),
            new CaseEvent.Answered(),
            new CaseEvent.PartlyAnswered(),
            new CaseEvent.Refused(
                    RefusalGround.Family.PRESERVATION, RefusalGround.POLITICAL_OFFENCE, "a lawful demonstration"),
            new CaseEvent.Misrouted(),
            new CaseEvent.Withdrawn(),
            new CaseEvent.Lapsed());

    private static final Map<Side, Map<RequestState, Set<RequestState>>> FROM = all();

    private Reachable() {}

    static boolean is(Side side, RequestState from, RequestState to) {
        return FROM.get(side).get(from).contains(to);
    }

    private static Map<Side, Map<RequestState, Set<RequestState>>> all() {
        Map<Side, Map<RequestState, Set<RequestState>>> all = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            Map<RequestState, Set<RequestState>> from = new EnumMap<>(RequestState.class);
            for (RequestState state : RequestState.values()) {
                from.put(state, closure(side, state));
            }
            all.put(side, from);
        }
        return all;
    }

    private static Set<RequestState> closure(Side side, RequestState start) {
        Set<RequestState> reached = EnumSet.of(start);
        Deque<RequestState> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            RequestState state = open.remove();
            for (CaseEvent event : EVENTS) {
                if (RequestLife.step(state, side, event) instanceof RequestLife.Moved(var next) && reached.add(next)) {
                    open.add(next);
                }
            }
        }
        return reached;
    }
}
