package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil request link}: keeps cases together that ask for one thing. */
@Command(
        name = "link",
        description = "Keep a received case together with another that asks for the same; no other node hears of it.")
final class RequestLinkCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "CASE", description = "The case, such as BE-2026-000123.")
    private String caseRef = "";

    @Option(
            names = "--with",
            required = true,
            paramLabel = "CASE",
            description = "The other case; what is linked to it is linked as well.")
    private String other = "";

    RequestLinkCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        return new CaseDeed(desktop, options, caseRef)
                .ask(
                        "links",
                        JsonNodeFactory.instance.objectNode().put("with", other),
                        detail -> "%s is kept together with %s; no other node knows"
                                .formatted(CaseDeed.text(detail, "caseRef"), other));
    }
}
