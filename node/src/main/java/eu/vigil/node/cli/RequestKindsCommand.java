package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.form.Words;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil request kinds}: everything that contact points say to one another. Needs no node. */
@Command(name = "kinds", description = "List everything that contact points say to one another; needs no node.")
final class RequestKindsCommand implements Callable<Integer> {
    /** No message but the node's own proof of what arrived: listed so that nobody looks for it in vain. */
    static final String RECEIPT = "Receipt";

    private final Screen screen;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            defaultValue = "en",
            description = "In which language: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            completionCandidates = Languages.class)
    private String language = "en";

    RequestKindsCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        return Words.in(language)
                .map(words -> screen.show(() -> table(words), () -> json(words)))
                .orElseGet(() -> screen.malformed(Languages.unknown(language)));
    }

    private static String table(Words words) {
        Table table = new Table("KIND", "SORT", "NAME", "WHAT IT IS FOR");
        for (MessageKind kind : MessageKind.all()) {
            table.row(kind.name(), sort(kind), words.label(kind), words.help(kind));
        }
        table.row(RECEIPT, "receipt", words.say("receipt.label"), words.say("receipt.help"));
        return table.toString();
    }

    private static ArrayNode json(Words words) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (MessageKind kind : MessageKind.all()) {
            ObjectNode one = all.addObject()
                    .put("kind", kind.name())
                    .put("sort", sort(kind))
                    .put("field", kind.field().getName())
                    .put("number", kind.field().getNumber())
                    .put("label", words.label(kind))
                    .put("help", words.help(kind))
                    .put("opensCase", kind.opensCase());
            switch (kind.rule().getSpeaker()) {
                case REQUESTING -> one.put("saidBy", "requesting");
                case REQUESTED -> one.put("saidBy", "requested");
                case SPEAKER_UNSPECIFIED, UNRECOGNIZED -> {}
            }
        }
        all.addObject()
                .put("kind", RECEIPT)
                .put("sort", "receipt")
                .put("label", words.say("receipt.label"))
                .put("help", words.say("receipt.help"))
                .put("opensCase", false);
        return all;
    }

    private static String sort(MessageKind kind) {
        return kind.sort().name().toLowerCase(Locale.ROOT);
    }
}
