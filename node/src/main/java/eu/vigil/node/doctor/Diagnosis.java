package eu.vigil.node.doctor;

import java.util.ArrayList;
import java.util.List;

/** What all checks found, in the order of the checks. */
public record Diagnosis(List<Result> results) {
    /** Copies the list. */
    public Diagnosis {
        results = List.copyOf(results);
    }

    /** One finding of one check. */
    public record Result(String check, Finding finding) {}

    /** Makes every check; one that breaks is itself a finding, and the others go on. */
    public static Diagnosis of(List<Check> checks) {
        List<Result> results = new ArrayList<>();
        for (Check check : checks) {
            look(check).forEach(finding -> results.add(new Result(check.name(), finding)));
        }
        return new Diagnosis(results);
    }

    private static List<Finding> look(Check check) {
        try {
            return check.look();
        } catch (RuntimeException defect) {
            return List.of(Finding.failed(
                    "this check could not be made: " + defect,
                    "report it with this line; the other checks are not affected"));
        }
    }

    /** The worst verdict. */
    public Verdict verdict() {
        return results.stream().map(result -> result.finding().verdict()).reduce(Verdict.OK, Verdict::or);
    }

    /** How many findings are this bad. */
    public long count(Verdict verdict) {
        return results.stream()
                .filter(result -> result.finding().verdict() == verdict)
                .count();
    }
}
