package eu.vigil.node.boot;

import eu.vigil.config.key.Origin;
import eu.vigil.config.key.Setting;
import java.util.List;
import java.util.Optional;

/** Says of a problem that begins with its key where that key was written. */
record Located(List<Setting> settings) {
    /** {@code keys.file: no such file} as {@code keys.file (/etc/vigil/vigil.yaml:8): no such file}. */
    String line(String problem) {
        int colon = problem.indexOf(": ");
        String key = colon < 0 ? "" : problem.substring(0, colon);
        return origin(key)
                .map(origin -> "%s (%s)%s".formatted(key, origin, problem.substring(colon)))
                .orElse(problem);
    }

    private Optional<Origin> origin(String key) {
        return key.isEmpty()
                ? Optional.empty()
                : settings.stream()
                        .filter(setting ->
                                setting.key().equals(key) || setting.key().startsWith(key + "."))
                        .map(Setting::origin)
                        .filter(origin -> !(origin instanceof Origin.Default))
                        .findFirst();
    }
}
