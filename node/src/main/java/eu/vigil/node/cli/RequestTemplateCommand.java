package eu.vigil.node.cli;

import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.form.Template;
import eu.vigil.protocol.form.Words;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil request template}: the form of a kind of message as JSON with notes. Needs no node. */
@Command(name = "template", description = "Write the form of a kind of request, to be filled in; needs no node.")
final class RequestTemplateCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final Screen screen;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "PreservationRequest",
            description = "Which kind (default: ${DEFAULT-VALUE}).")
    private String kind = "";

    @Option(names = "--example", description = "With an example in each field.")
    private boolean example;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            defaultValue = "en",
            description = "Of the notes: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            completionCandidates = Languages.class)
    private String language = "en";

    RequestTemplateCommand(Surroundings surroundings, Screen screen) {
        this.surroundings = surroundings;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        Optional<Words> spoken = Words.in(language);
        if (spoken.isEmpty()) {
            return screen.malformed(Languages.unknown(language));
        }
        Words words = spoken.get();
        if (kind.equals(RequestKindsCommand.RECEIPT)) {
            return screen.show("// %s: %s.%n{}%n".formatted(words.say("receipt.label"), words.say("receipt.help")));
        }
        Optional<MessageKind> named = MessageKind.named(kind);
        if (named.isEmpty()) {
            return screen.malformed("--kind: there is no '%s'; there are %s"
                    .formatted(
                            kind,
                            MessageKind.all().stream().map(MessageKind::name).collect(Collectors.joining(", "))));
        }
        return screen.show(
                example
                        ? LastNight.in(
                                Template.example(named.get(), words),
                                surroundings.clock().instant())
                        : Template.blank(named.get(), words));
    }
}
