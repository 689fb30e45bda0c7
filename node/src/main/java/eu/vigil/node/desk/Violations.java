package eu.vigil.node.desk;

import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.Violation;
import java.util.List;

/** What is wrong with a text, told to who wrote it. */
final class Violations {
    private Violations() {}

    static <R> Answer<R> answer(List<eu.vigil.protocol.form.Violation> violations) {
        return new Answer.Invalid<>(violations.stream()
                .map(violation -> new Violation(
                        violation.path(),
                        violation.right().isEmpty()
                                ? violation.rule()
                                : "%s; right: %s".formatted(violation.rule(), violation.right())))
                .toList());
    }
}
