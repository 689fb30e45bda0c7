package eu.vigil.node.escalation;

import eu.vigil.node.escalation.plan.Urgency;
import eu.vigil.protocol.id.ParticipantId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The links in pages. Reading one (GET) changes nothing, because scanners follow links; only the form behind it (POST)
 * acknowledges. A token works once, for one page and person, and is dead as soon as its incident is not open any more.
 */
public interface PageLinks {
    /** The path under the operator's public URL; the token follows it. */
    String PATH = "/page/";

    /** What the page behind a link shows at {@code at}. */
    CompletionStage<LinkView> describe(String token, Instant at);

    /** Acknowledges: a compare-and-set, after whose commit nobody is called any more. */
    CompletionStage<LinkAnswer> acknowledge(String token, Instant at);

    /** The link that carries a token. */
    static URI uri(URI publicUrl, String token) {
        String base = publicUrl.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + PATH + token);
    }

    /** What the page behind a link shows. */
    sealed interface LinkView {
        /**
         * Ask whether this person has seen it.
         *
         * @param incidents for how many incidents it stands
         * @param person the name of who is asked; empty for a channel that nobody in particular watches
         * @param timeLeft until a human has to have acted; negative if that has passed
         */
        record Asks(
                IncidentCode incident,
                IncidentKind kind,
                Urgency urgency,
                int incidents,
                Optional<String> person,
                Instant openedAt,
                Optional<Duration> timeLeft)
                implements LinkView {
            /** "6 h 12 min left". */
            public Optional<String> timeLeftInWords() {
                return timeLeft.map(Notice::words);
            }
        }

        /** Somebody has: say who and when. */
        record Over(IncidentCode incident, Optional<String> person, Instant at) implements LinkView {}

        /** No such link; say nothing more. */
        record NoSuch() implements LinkView {}
    }

    /** What came of acknowledging. */
    sealed interface LinkAnswer {
        /**
         * It is acknowledged, by this link.
         *
         * @param toCall the peer that does not answer the wires and is to be called by telephone; shown to whoever has it and to nobody before
         */
        record Acknowledged(IncidentCode incident, Optional<String> person, Instant at, Optional<ParticipantId> toCall)
                implements LinkAnswer {}

        /** It was over already: say by whom and since when. */
        record WasOver(IncidentCode incident, Optional<String> person, Instant at) implements LinkAnswer {}

        /** No such link. */
        record NoSuch() implements LinkAnswer {}
    }
}
