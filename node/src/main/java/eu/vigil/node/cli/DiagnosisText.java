package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.doctor.Diagnosis;
import eu.vigil.node.doctor.Diagnosis.Result;
import eu.vigil.node.doctor.Verdict;
import eu.vigil.node.logging.Visible;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** A diagnosis for people, the worst first, each with its remedy beneath it; and for programs. */
record DiagnosisText(Diagnosis diagnosis, boolean terminal) {
    private static final int NAME_CHARS = 14;
    private static final int MARK_CHARS = 8;

    String table() {
        StringBuilder lines = new StringBuilder();
        List<Result> worstFirst = diagnosis.results().stream()
                .sorted(Comparator.comparing((Result result) -> result.finding().verdict())
                        .reversed())
                .toList();
        for (Result result : worstFirst) {
            Verdict verdict = result.finding().verdict();
            lines.append(coloured(verdict))
                    .append(" ".repeat(MARK_CHARS - mark(verdict).length()))
                    .append(result.check())
                    .append(" ".repeat(Math.max(1, NAME_CHARS - result.check().length())))
                    .append(Visible.of(result.finding().what()))
                    .append('\n');
            result.finding()
                    .remedy()
                    .ifPresent(remedy -> lines.append(" ".repeat(MARK_CHARS + NAME_CHARS))
                            .append("-> ")
                            .append(Visible.of(remedy))
                            .append('\n'));
        }
        return lines.append('\n').append(summary()).append('\n').toString();
    }

    private String summary() {
        long failed = diagnosis.count(Verdict.FAILED);
        long warnings = diagnosis.count(Verdict.WARNING);
        return switch (diagnosis.verdict()) {
            case OK -> "All is well.";
            case WARNING -> "Works, but %d want attention.".formatted(warnings);
            case FAILED -> "%d FAILED, %d warnings.".formatted(failed, warnings);
        };
    }

    private static String mark(Verdict verdict) {
        return switch (verdict) {
            case OK -> "ok";
            case WARNING -> "WARNING";
            case FAILED -> "FAILED";
        };
    }

    private String coloured(Verdict verdict) {
        String style = switch (verdict) {
            case OK -> "green";
            case WARNING -> "yellow";
            case FAILED -> "bold,red";
        };
        return terminal ? Ansi.ON.string("@|%s %s|@".formatted(style, mark(verdict))) : mark(verdict);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("verdict", word(diagnosis.verdict()))
                .put("failed", diagnosis.count(Verdict.FAILED))
                .put("warnings", diagnosis.count(Verdict.WARNING));
        ArrayNode findings = json.putArray("findings");
        for (Result result : diagnosis.results()) {
            ObjectNode one = findings.addObject()
                    .put("check", result.check())
                    .put("verdict", word(result.finding().verdict()))
                    .put("what", result.finding().what());
            result.finding().remedy().ifPresent(remedy -> one.put("remedy", remedy));
        }
        return json;
    }

    /** Of a configuration that cannot be read, by which nothing else can be looked at. */
    static ObjectNode json(List<String> problems) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("verdict", word(Verdict.FAILED))
                .put("failed", problems.size())
                .put("warnings", 0);
        ArrayNode findings = json.putArray("findings");
        problems.forEach(problem -> findings.addObject()
                .put("check", "configuration")
                .put("verdict", word(Verdict.FAILED))
                .put("what", problem)
                .put("remedy", "correct the file; vigil config reference explains every key"));
        return json;
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
