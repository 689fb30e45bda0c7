package eu.vigil.node.cli;

import eu.vigil.node.cli.NodeClient.Question;
import eu.vigil.protocol.form.Words;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil request show}: a case with its text and all that happened to it. */
@Command(name = "show", description = "Show a case with its text and all that happened to it.")
final class RequestShowCommand implements Callable<Integer> {
    private final Desktop desktop;

    @Mixin
    private NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "CASE", description = "The case, such as BE-2026-000123.")
    private String caseRef = "";

    @Option(
            names = "--save",
            paramLabel = "DIR",
            description = "Instead, save each message as it was signed, and what proves it, as files in this folder.")
    private @Nullable Path save;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            defaultValue = "en",
            description =
                    "What fields and codes are called: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); free text stays in its language.",
            completionCandidates = Languages.class)
    private String language = "en";

    RequestShowCommand(Desktop desktop) {
        this.desktop = desktop;
    }

    @Override
    public Integer call() {
        Optional<Words> words = Words.in(language);
        if (words.isEmpty()) {
            return desktop.screen().malformed(Languages.unknown(language));
        }
        String path = "/api/v1/requests/" + Query.segment(caseRef);
        if (save != null) {
            return new PaperFiles(desktop, save).save(options, path + "/papers");
        }
        Question question = new Question.Get(path);
        return desktop.node()
                .ask(
                        options,
                        question,
                        detail -> desktop.screen()
                                .show(() -> new CaseTexts(desktop, words.get()).show(detail), () -> detail));
    }
}
