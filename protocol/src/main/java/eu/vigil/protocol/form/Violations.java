package eu.vigil.protocol.form;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, up to {@link Limits#VIOLATIONS_MAX}; of several on one field the first. */
final class Violations {
    private final List<Violation> list = new ArrayList<>();
    private int untold;

    void add(String path, String rule, String right) {
        add(new Violation(path, rule, right));
    }

    void add(Violation violation) {
        if (list.size() >= Limits.VIOLATIONS_MAX) {
            untold++;
        } else if (violation.path().isEmpty()
                || list.stream().noneMatch(known -> known.path().equals(violation.path()))) {
            list.add(violation);
        }
    }

    void addAll(Violations others) {
        others.list.forEach(this::add);
        untold += others.untold;
    }

    List<Violation> all() {
        List<Violation> all = new ArrayList<>(list);
        if (untold > 0) {
            all.add(new Violation("", "has %d more things wrong with it".formatted(untold), "mend these first"));
        }
        return List.copyOf(all);
    }
}
