package eu.vigil.node.boot;

import eu.vigil.config.VigilConfig;
import eu.vigil.node.directory.Directories;
import eu.vigil.node.directory.DirectoryFile;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.operator.people.PeopleFile;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.key.NodeKeys;
import eu.vigil.pki.key.SecretRef;
import eu.vigil.protocol.id.NetworkId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what a node needs before anything of it runs, and finds everything that is wrong with it at once. */
sealed interface Preparation {
    /** All is there. */
    record Ready(Running.Given given) implements Preparation {}

    /** Each problem a sentence that names the file or the key; at least one. */
    record Faulty(List<String> problems) implements Preparation {}

    static Preparation of(VigilConfig config, InstantSource clock, String version) {
        List<String> problems = new ArrayList<>();
        Optional<NodeKeys> keys = keys(config, problems);
        Optional<EscalationPlan> plan = plan(config, problems);
        Directories directories = directories(config, clock.instant(), problems);
        List<PeopleFile.Seed> people = people(config, problems);
        return keys.isPresent() && plan.isPresent() && problems.isEmpty()
                ? new Ready(new Running.Given(config, keys.get(), directories, plan.get(), people, version))
                : new Faulty(problems);
    }

    private static Optional<NodeKeys> keys(VigilConfig config, List<String> problems) {
        SecretRef reference = SecretRef.parse(config.keys().secret().toString());
        return switch (reference.resolve(config.data())) {
            case SecretRef.Resolution.Problem(var text) -> missing(problems, "keys.secret: " + text);
            case SecretRef.Resolution.Resolved(var secret) ->
                switch (NodeKeys.open(config.keys().file(), secret)) {
                    case NodeKeys.Opening.Opened(var keys) -> Optional.of(keys);
                    case NodeKeys.Opening.Problem(var text) -> missing(problems, "keys.file: " + text);
                };
        };
    }

    private static Optional<EscalationPlan> plan(VigilConfig config, List<String> problems) {
        try {
            return Optional.of(EscalationPlans.of(config.escalation()));
        } catch (IllegalArgumentException e) {
            return missing(problems, e.getMessage());
        }
    }

    private static Directories directories(VigilConfig config, Instant now, List<String> problems) {
        Map<NetworkId, DirectoryView> views = new TreeMap<>();
        config.networks().forEach((name, network) -> {
            NetworkId id = new NetworkId(name);
            switch (DirectoryFile.load(
                    network.directory().file(), network.directory().authorityKey(), id, now)) {
                case DirectoryFile.Loading.Loaded(var directory) -> views.put(id, directory);
                case DirectoryFile.Loading.Problem(var why) -> problems.add("networks.%s.%s".formatted(name, why));
            }
        });
        return new Directories(views);
    }

    private static List<PeopleFile.Seed> people(VigilConfig config, List<String> problems) {
        return switch (PeopleFile.read(config.data())) {
            case PeopleFile.Reading.Read(var seeds) -> seeds;
            case PeopleFile.Reading.Unusable(var why) -> {
                problems.addAll(why);
                yield List.of();
            }
        };
    }

    private static <P> Optional<P> missing(List<String> problems, String problem) {
        problems.add(problem);
        return Optional.empty();
    }
}
