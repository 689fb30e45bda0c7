package eu.vigil.node.boot;

import eu.vigil.config.ConfigChange;
import eu.vigil.config.ConfigReading;
import eu.vigil.config.VigilConfig;
import eu.vigil.config.key.Setting;
import eu.vigil.config.key.Warning;
import eu.vigil.node.directory.Directories;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.key.NodeKeys;
import eu.vigil.protocol.id.NetworkId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the configuration and the files it points to again. Either all of it is good, and the running node takes what it can; or something
 * is wrong, and everything stays as it was.
 *
 * @param read reads the files as at the start
 */
record Reload(Supplier<ConfigReading<VigilConfig>> read, Renewable node, InstantSource clock) {
    /** How it went, for the log. */
    sealed interface Result {
        /**
         * Everything is good.
         *
         * @param taken what changed, a line each; empty if nothing did
         * @param waiting what changed and takes effect at the next start
         */
        record Taken(List<String> taken, List<String> waiting, List<Warning> warnings) implements Result {}

        /** Everything stays as it was; each problem names its key, and the file and line where there is one. */
        record Refused(List<String> problems) implements Result {}
    }

    /** Does it. */
    Result again() {
        return switch (read.get()) {
            case ConfigReading.Faulty<VigilConfig>(var problems) ->
                new Result.Refused(problems.stream().map(Object::toString).toList());
            case ConfigReading.Loaded<VigilConfig> loaded -> again(loaded);
        };
    }

    private Result again(ConfigReading.Loaded<VigilConfig> loaded) {
        Instant now = clock.instant();
        InForce before = node.inForce();
        Directories known = node.directories();
        List<ConfigChange> changes = ConfigChange.between(before.settings(), loaded.settings());
        VigilConfig config = merged(before.config(), loaded.config());

        Found<EscalationPlan> plan = Belongings.plan(config);
        Found<NodeKeys> keys = Belongings.keys(config);
        Found<Map<NetworkId, DirectoryView>> directories = Belongings.directories(config, known, now);
        List<String> problems = new ArrayList<>(Stream.of(plan, keys, directories)
                .flatMap(found -> found.problems().stream())
                .toList());
        keys.thing()
                .flatMap(fresh -> directories
                        .thing()
                        .map(views -> new KeyChange(before.keys(), fresh).faults(new Directories(views), clock)))
                .ifPresent(problems::addAll);
        if (!problems.isEmpty()) {
            Located located = new Located(loaded.settings());
            return new Result.Refused(problems.stream().map(located::line).toList());
        }

        KeyChange keyChange = new KeyChange(before.keys(), keys.thing().orElseThrow());
        List<String> taken = new ArrayList<>(changes.stream()
                .filter(change -> takes(change))
                .map(ConfigChange::toString)
                .toList());
        taken.addAll(keyChange.lines());
        taken.addAll(directoryLines(known, directories.thing().orElseThrow()));
        List<String> waiting = new ArrayList<>(changes.stream()
                .filter(change -> !takes(change))
                .map(ConfigChange::toString)
                .toList());
        keyChange.waiting().ifPresent(waiting::add);
        node.renew(new Renewal(
                new InForce(
                        config,
                        settings(before, loaded.settings(), changes),
                        plan.thing().orElseThrow(),
                        keyChange.taken()),
                directories.thing().orElseThrow()));
        List<Warning> warnings = new ArrayList<>(loaded.warnings());
        warnings.addAll(RotaGaps.of(config.escalation(), loaded.settings(), now));
        return new Result.Taken(taken, waiting, warnings);
    }

    /** A network that comes or goes is not one whose files have changed. */
    private static boolean takes(ConfigChange change) {
        return change.reloads()
                && (!change.key().startsWith("networks.")
                        || (change.before().isPresent() && change.after().isPresent()));
    }

    /** The new values of what a running node takes. If the data folder moves, so does all that lies in it: at the next start. */
    private static VigilConfig merged(VigilConfig before, VigilConfig after) {
        boolean moved = !before.data().equals(after.data());
        return new VigilConfig(
                before.participant(),
                before.networks().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                network -> moved
                                        ? network.getValue()
                                        : after.networks().getOrDefault(network.getKey(), network.getValue()))),
                before.data(),
                before.link(),
                before.operator(),
                before.store(),
                moved ? before.keys() : after.keys(),
                after.escalation(),
                after.drills(),
                after.log(),
                after.limits());
    }

    /** What waits for the next start is told again the next time. */
    private static List<Setting> settings(InForce before, List<Setting> fresh, List<ConfigChange> changes) {
        Set<String> waiting = changes.stream()
                .filter(change -> !takes(change))
                .map(ConfigChange::key)
                .collect(Collectors.toSet());
        return Stream.concat(
                        before.settings().stream().filter(setting -> waiting.contains(setting.key())),
                        fresh.stream().filter(setting -> !waiting.contains(setting.key())))
                .toList();
    }

    private static List<String> directoryLines(Directories known, Map<NetworkId, DirectoryView> fresh) {
        return fresh.values().stream()
                .filter(view -> known.of(view.network())
                        .map(before -> before.version() != view.version())
                        .orElse(true))
                .map(view -> "directory of %s: version %s -> version %d"
                        .formatted(
                                view.network(),
                                Optional.of(view.network())
                                        .flatMap(known::of)
                                        .map(DirectoryView::version)
                                        .map(String::valueOf)
                                        .orElse("none"),
                                view.version()))
                .toList();
    }
}
