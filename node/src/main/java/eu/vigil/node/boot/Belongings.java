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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the configuration points to, read from its files: the same at the start and when it is read again. */
final class Belongings {
    private Belongings() {}

    static Found<NodeKeys> keys(VigilConfig config) {
        SecretRef reference = SecretRef.parse(config.keys().secret().toString());
        return switch (reference.resolve(config.data())) {
            case SecretRef.Resolution.Problem(var text) -> Found.nothing("keys.secret: " + text);
            case SecretRef.Resolution.Resolved(var secret) ->
                switch (NodeKeys.open(config.keys().file(), secret)) {
                    case NodeKeys.Opening.Opened(var keys) -> Found.of(keys);
                    case NodeKeys.Opening.Problem(var text) -> Found.nothing("keys.file: " + text);
                };
        };
    }

    static Found<EscalationPlan> plan(VigilConfig config) {
        try {
            return Found.of(EscalationPlans.of(config.escalation()));
        } catch (IllegalArgumentException e) {
            return Found.nothing(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The directories of all networks.
     *
     * @param inForce those that they would replace
     */
    static Found<Map<NetworkId, DirectoryView>> directories(VigilConfig config, Directories inForce, Instant now) {
        Map<NetworkId, DirectoryView> views = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        config.networks().forEach((name, network) -> {
            NetworkId id = new NetworkId(name);
            Optional<DirectoryView> before = inForce.of(id);
            switch (DirectoryFile.load(
                    network.directory().file(), network.directory().authorityKey(), id, before, now)) {
                case DirectoryFile.Loading.Loaded(var directory) -> views.put(id, directory);
                case DirectoryFile.Loading.Problem(var why) -> problems.add("networks.%s.%s".formatted(name, why));
            }
        });
        return problems.isEmpty() ? Found.of(views) : Found.nothing(problems);
    }

    static Found<List<PeopleFile.Seed>> people(VigilConfig config) {
        return switch (PeopleFile.read(config.data())) {
            case PeopleFile.Reading.Read(var seeds) -> Found.of(seeds);
            case PeopleFile.Reading.Unusable(var why) -> Found.nothing(why);
        };
    }
}
