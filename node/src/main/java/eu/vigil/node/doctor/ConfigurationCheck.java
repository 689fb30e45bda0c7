package eu.vigil.node.doctor;

import java.util.List;

/**
 * What reading the configuration made doubtful. A configuration with problems is not even looked at: nothing else can be known
 * then.
 *
 * @param file the main file
 * @param warnings each begins with its key
 */
public record ConfigurationCheck(String file, List<String> warnings) implements Check {
    @Override
    public String name() {
        return "configuration";
    }

    @Override
    public List<Finding> look() {
        return warnings.isEmpty()
                ? List.of(Finding.ok(file + " is good"))
                : warnings.stream()
                        .map(warning -> Finding.warning(
                                warning, "change it in %s; vigil config reference explains the key".formatted(file)))
                        .toList();
    }
}
