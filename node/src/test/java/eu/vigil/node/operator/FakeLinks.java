package eu.vigil.node.operator;

import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.escalation.IncidentKind;
import eu.vigil.node.escalation.PageLinks;
import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One link, {@code good-link}, of a person with an awkward name. */
final class FakeLinks implements PageLinks {
    static final String TOKEN = "good-link";

    /** Of a request that is an exercise. */
    static final String EXERCISE = "exercise-link";

    private static final IncidentCode INCIDENT = new IncidentCode("7KQ2-M9XA-04TZ");
    private static final Optional<String> PERSON = Optional.of("Al <script>alert(1)</script> \"Ice\"");

    private final AtomicReference<@Nullable Instant> acknowledged = new AtomicReference<>();

    boolean acknowledged() {
        return acknowledged.get() != null;
    }

    @Override
    public CompletionStage<LinkView> describe(String token, Instant at) {
        Instant since = acknowledged.get();
        LinkView view;
        if (token.equals(EXERCISE)) {
            view = asks(new IncidentCode("DRILL-M9XA-04TZ"), at);
        } else if (!token.equals(TOKEN)) {
            view = new LinkView.NoSuch();
        } else if (since != null) {
            view = new LinkView.Over(INCIDENT, PERSON, since);
        } else {
            view = asks(INCIDENT, at);
        }
        return CompletableFuture.completedStage(view);
    }

    private static LinkView asks(IncidentCode incident, Instant at) {
        return new LinkView.Asks(
                incident,
                IncidentKind.REQUEST_RECEIVED,
                Urgency.URGENT,
                1,
                PERSON,
                at.minusSeconds(60),
                Optional.of(Duration.ofMinutes(479)));
    }

    @Override
    public CompletionStage<LinkAnswer> acknowledge(String token, Instant at) {
        LinkAnswer answer;
        if (!token.equals(TOKEN)) {
            answer = new LinkAnswer.NoSuch();
        } else if (acknowledged.compareAndSet(null, at)) {
            answer = new LinkAnswer.Acknowledged(INCIDENT, PERSON, at, Optional.of(new ParticipantId("FR")));
        } else {
            answer = new LinkAnswer.WasOver(INCIDENT, PERSON, at);
        }
        return CompletableFuture.completedStage(answer);
    }
}
