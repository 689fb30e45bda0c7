package eu.vigil.node.operator;

import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.CallView;
import eu.vigil.node.operator.desk.Calls;
import eu.vigil.node.operator.people.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One drill, which carol has acknowledged as soon as anybody looks. */
record FakeCalls(Instant now) implements Calls {
    private static final String DRILL = "DRILL-7KQ2-M9XA";

    @Override
    public Answer<CallView> show(IncidentCode code) {
        return code.value().equals(DRILL)
                ? new Answer.Done<>(view("ACKNOWLEDGED", Optional.of("carol")))
                : new Answer.NotFound<>("no incident is called %s".formatted(code));
    }

    @Override
    public Answer<CallView> again(IncidentCode code, Person by) {
        return show(code);
    }

    @Override
    public Answer<CallView> drill(Person by) {
        return new Answer.Done<>(view("OPEN", Optional.empty()));
    }

    private CallView view(String state, Optional<String> by) {
        return new CallView(
                DRILL,
                "drill",
                state,
                now,
                by,
                by.map(_ -> now.plusSeconds(31)),
                List.of(new CallView.Page(Optional.of("carol"), "phone", "DELIVERED", 1, "HTTP 204")));
    }
}
