package eu.vigil.node.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.vigil.node.logging.Visible;
import java.util.List;
import java.util.function.Supplier;

/**
 * How a command answers: its result on standard output in the form asked for, or why not on standard error. Each method
 * returns the exit code that belongs to it, so that a command ends with {@code return screen.show(...)}.
 */
public final class Screen {
    private final Surroundings surroundings;
    private final Globals globals;

    /** A screen over these surroundings that writes as {@code globals} say. */
    public Screen(Surroundings surroundings, Globals globals) {
        this.surroundings = surroundings;
        this.globals = globals;
    }

    /**
     * Answers with a result, of which only the form asked for is made.
     *
     * @param table the lines for a person; text of others in it must have passed through {@link Visible}
     * @param json the same content as JSON
     */
    public int show(Supplier<String> table, Supplier<JsonNode> json) {
        switch (globals.format()) {
            case TABLE -> print(table.get());
            case JSON -> print(pretty(json.get()));
        }
        return Exit.OK;
    }

    /** Answers with text that has one form only, like a template or a shell script. */
    public int show(String text) {
        print(text);
        return Exit.OK;
    }

    /** The command did not do what was asked; {@code sentence} says why, in one line. */
    public int failed(String sentence) {
        return complain(Exit.FAILED, List.of(sentence));
    }

    /** The command did not do what was asked, for these reasons. */
    public int failed(List<String> sentences) {
        return complain(Exit.FAILED, sentences);
    }

    /** As {@link #failed(List)}; whoever asked for JSON gets the reasons as {@code json} on standard output instead. */
    public int failed(List<String> sentences, Supplier<JsonNode> json) {
        return complain(Exit.FAILED, sentences, json);
    }

    /** What was handed to the command is malformed; each sentence names the field and what would be right. */
    public int malformed(List<String> sentences) {
        return complain(Exit.USAGE, sentences);
    }

    /** What was handed to the command is malformed; {@code sentence} names the field and what would be right. */
    public int malformed(String sentence) {
        return malformed(List.of(sentence));
    }

    /** The configuration is missing or wrong; each sentence names the key. */
    public int misconfigured(List<String> sentences) {
        return complain(Exit.CONFIGURATION, sentences);
    }

    /** As {@link #misconfigured(List)}; whoever asked for JSON gets the reasons as {@code json} on standard output instead. */
    public int misconfigured(List<String> sentences, Supplier<JsonNode> json) {
        return complain(Exit.CONFIGURATION, sentences, json);
    }

    private int complain(int code, List<String> sentences, Supplier<JsonNode> json) {
        return switch (globals.format()) {
            case TABLE -> complain(code, sentences);
            case JSON -> {
                print(pretty(json.get()));
                yield code;
            }
        };
    }

    private int complain(int code, List<String> sentences) {
        for (String sentence : sentences) {
            surroundings.err().println("vigil: " + Visible.of(sentence));
        }
        surroundings.err().flush();
        return code;
    }

    private void print(String text) {
        surroundings.out().print(text.endsWith("\n") ? text : text + "\n");
        surroundings.out().flush();
    }

    private static String pretty(JsonNode json) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("a tree is always writable", impossible);
        }
    }
}
