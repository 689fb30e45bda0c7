package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.node.cli.NodeClient.Question;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Begins something at the node and looks again and again until it is done or enough time has passed. */
record UntilDone(Desktop desktop, NodeOptions options, Duration lookEvery) {
    /**
     * The exit code of it all.
     *
     * @param begin answered with how it stands
     * @param most how long to look, from that answer; zero: not at all
     * @param look asks how it stands now, from how it stood
     * @param end shows how it stands in the end
     */
    int run(
            Question begin,
            Function<JsonNode, Duration> most,
            Function<JsonNode, Question> look,
            Predicate<JsonNode> done,
            ToIntFunction<JsonNode> end) {
        AtomicReference<JsonNode> stands = new AtomicReference<>();
        int asked = ask(begin, stands);
        if (asked != Exit.OK) {
            return asked;
        }
        for (long looks = most.apply(stands.get()).dividedBy(lookEvery);
                looks > 0 && !done.test(stands.get());
                looks--) {
            try {
                Thread.sleep(lookEvery);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return desktop.screen().failed("interrupted");
            }
            asked = ask(look.apply(stands.get()), stands);
            if (asked != Exit.OK) {
                return asked;
            }
        }
        return end.applyAsInt(stands.get());
    }

    private int ask(Question question, AtomicReference<JsonNode> stands) {
        return desktop.node().ask(options, question, answer -> {
            stands.set(answer);
            return Exit.OK;
        });
    }
}
