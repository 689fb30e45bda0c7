package eu.vigil.node.cli;

import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.form.Template;
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

    RequestTemplateCommand(Surroundings surroundings, Screen screen) {
        this.surroundings = surroundings;
        this.screen = screen;
    }

    @Override
    public Integer call() {
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
                                Template.example(named.get()),
                                surroundings.clock().instant())
                        : Template.blank(named.get()));
    }
}
