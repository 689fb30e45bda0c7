package eu.vigil.node.boot;

import eu.vigil.config.NetworkConfig.DirectoryConfig;
import eu.vigil.config.VigilConfig;
import eu.vigil.config.key.Warning;
import eu.vigil.config.value.SecretReference;
import eu.vigil.config.value.StoreLocation;
import eu.vigil.node.directory.DirectoryFile;
import eu.vigil.node.doctor.CertificatesCheck;
import eu.vigil.node.doctor.ChannelProbe;
import eu.vigil.node.doctor.ChannelsCheck;
import eu.vigil.node.doctor.Check;
import eu.vigil.node.doctor.ClockCheck;
import eu.vigil.node.doctor.ClockFacts;
import eu.vigil.node.doctor.ConfigurationCheck;
import eu.vigil.node.doctor.Diagnosis;
import eu.vigil.node.doctor.DirectoriesCheck;
import eu.vigil.node.doctor.DiskCheck;
import eu.vigil.node.doctor.FolderCheck;
import eu.vigil.node.doctor.HeldKeys;
import eu.vigil.node.doctor.KeysCheck;
import eu.vigil.node.doctor.Machine;
import eu.vigil.node.doctor.NoPlanCheck;
import eu.vigil.node.doctor.NodeCheck;
import eu.vigil.node.doctor.NodeFacts;
import eu.vigil.node.doctor.Paths;
import eu.vigil.node.doctor.PeersCheck;
import eu.vigil.node.doctor.PermissionsCheck;
import eu.vigil.node.doctor.PoliciesCheck;
import eu.vigil.node.doctor.ProvidersCheck;
import eu.vigil.node.doctor.SecretPlaceCheck;
import eu.vigil.node.doctor.StoreCheck;
import eu.vigil.node.doctor.StoreFacts;
import eu.vigil.node.enrolment.NodeFolder;
import eu.vigil.node.escalation.plan.EscalationPlan;
import eu.vigil.node.escalation.webhook.AddressRule;
import eu.vigil.node.escalation.webhook.AddressSource;
import eu.vigil.node.escalation.webhook.ReferencedSecrets;
import eu.vigil.node.store.StoreLook;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.key.SecretRef;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The doctor's visit: collects the facts and hands them to the checks. Reads the node's files and changes none. */
public final class Examination {
    private static final Duration STORE_TIME_MAX = Duration.ofSeconds(5);

    private final Visit visit;
    private final VigilConfig config;
    private final ParticipantId self;
    private final Path data;
    private final boolean held;

    private Examination(Visit visit) {
        this.visit = visit;
        this.config = visit.config();
        this.self = new ParticipantId(config.participant());
        this.data = config.data();
        this.held = StoreLook.isHeld(data);
    }

    /**
     * What the doctor is told.
     *
     * @param file the configuration's main file
     * @param warnings of reading it
     * @param node what the running node says
     * @param environment for references to secrets
     * @param user who runs the doctor
     */
    public record Visit(
            Path file,
            VigilConfig config,
            List<Warning> warnings,
            NodeFacts node,
            Map<String, String> environment,
            String user,
            Instant now,
            SecureRandom random) {}

    /** Looks at everything. */
    public static Diagnosis of(Visit visit) {
        return Diagnosis.of(new Examination(visit).checks());
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>(List.of(
                new NodeCheck(visit.node(), held),
                new ConfigurationCheck(visit.file().toString(), warnings())));
        boolean there = Files.isDirectory(data);
        boolean open = Files.isReadable(data) && Files.isExecutable(data);
        checks.add(new FolderCheck(data.toString(), there, open, Paths.owner(data), visit.user()));
        if (there && open) {
            checks.addAll(inside());
        }
        checks.addAll(escalation());
        if (visit.node() instanceof NodeFacts.Running running) {
            checks.add(new PeersCheck(running));
        }
        checks.add(new ProvidersCheck(Machine.providers()));
        return checks;
    }

    private List<Check> inside() {
        Map<String, DirectoryFile.Loading> loadings = loadings();
        List<DirectoryView> directories = loadings.values().stream()
                .flatMap(loading -> switch (loading) {
                    case DirectoryFile.Loading.Loaded(var directory) -> Stream.of(directory);
                    case DirectoryFile.Loading.Problem _ -> Stream.empty();
                })
                .toList();
        SecretRef secret = SecretRef.parse(config.keys().secret().toString());
        HeldKeys keys = HeldKeys.open(config.keys().file(), secret, data, visit.environment());
        Optional<Path> store = storeFile();
        StoreFacts stored =
                store.map(file -> StoreLook.at(file, held, STORE_TIME_MAX)).orElse(new StoreFacts.Absent());

        List<Check> checks = new ArrayList<>();
        checks.add(permissions());
        checks.add(new KeysCheck(keys, self, directories, visit.now(), visit.random()));
        if (keys instanceof HeldKeys.Open open) {
            checks.add(new CertificatesCheck(open.node(), self, directories, visit.now()));
        }
        checks.add(new SecretPlaceCheck(
                secret,
                Machine.together(
                        data.resolve(secret.name()), store.map(Path::getParent).orElse(data))));
        checks.add(
                new DirectoriesCheck(loadings, self, config.link().advertise().map(Object::toString), visit.now()));
        store.ifPresent(file -> checks.add(new StoreCheck(file.toString(), stored)));
        checks.add(new DiskCheck(
                data.toString(),
                Machine.disk(data),
                config.limits().diskLow().bytes(),
                config.limits().diskCritical().bytes()));
        checks.add(new ClockCheck(clock(stored)));
        return checks;
    }

    /** What secrets, channels and policies lack, their own checks tell. */
    private List<String> warnings() {
        return visit.warnings().stream()
                .filter(warning -> !warning.key().equals("keys.secret")
                        && !warning.key().endsWith(".secret")
                        && !warning.key().startsWith("escalation.policies."))
                .map(Warning::toString)
                .toList();
    }

    private Map<String, DirectoryFile.Loading> loadings() {
        Map<String, DirectoryFile.Loading> loadings = new TreeMap<>();
        config.networks().forEach((name, network) -> {
            DirectoryConfig directory = network.directory();
            loadings.put(
                    name,
                    DirectoryFile.load(directory.file(), directory.authorityKey(), new NetworkId(name), visit.now()));
        });
        return loadings;
    }

    private Optional<Path> storeFile() {
        return switch (config.store().url()) {
            case StoreLocation.Sqlite(var file) -> Optional.of(file);
            case StoreLocation.Postgresql _ -> Optional.empty();
        };
    }

    private Check permissions() {
        List<Path> open = new ArrayList<>(List.of(visit.file()));
        config.networks().values().forEach(network -> {
            open.add(network.directory().file());
            open.add(network.directory().authorityKey());
        });
        List<Path> secrets = new ArrayList<>(List.of(config.keys().file()));
        Stream.concat(
                        Stream.of(config.keys().secret()),
                        config.escalation().channels().values().stream().flatMap(channel -> channel.secret().stream()))
                .filter(reference -> reference.place() == SecretReference.Place.FILE)
                .forEach(reference -> secrets.add(data.resolve(reference.name())));
        Path offline = data.resolve(NodeFolder.OFFLINE);
        return new PermissionsCheck(
                Paths.of(data, open, secrets),
                Paths.owner(data),
                visit.user(),
                Files.exists(offline) ? Optional.of(offline.toString()) : Optional.empty());
    }

    private ClockFacts clock(StoreFacts stored) {
        Optional<Instant> newest = switch (stored) {
            case StoreFacts.Seen seen -> Optional.of(seen.newest());
            case StoreFacts.Absent _, StoreFacts.Unreadable _ -> Optional.empty();
        };
        Map<String, Duration> ahead = new HashMap<>();
        Optional<Instant> node = Optional.empty();
        if (visit.node() instanceof NodeFacts.Running running) {
            node = Optional.of(running.now());
            running.peers().forEach(peer -> peer.clockAhead().ifPresent(by -> ahead.put(peer.id(), by)));
        }
        return new ClockFacts(visit.now(), Machine.isSynchronised(), newest, node, ahead);
    }

    private List<Check> escalation() {
        EscalationPlan plan;
        try {
            plan = EscalationPlans.of(config.escalation());
        } catch (IllegalArgumentException e) {
            return List.of(new NoPlanCheck(String.valueOf(e.getMessage())));
        }
        AddressRule rule = new AddressRule(config.escalation().privateAddresses().stream()
                .map(range -> AddressRule.range(range.toString()))
                .toList());
        ChannelProbe probe =
                new ChannelProbe(new ReferencedSecrets(data, visit.environment()), rule, AddressSource.ofSystem());
        return List.of(
                new PoliciesCheck(plan, visit.now()),
                new ChannelsCheck(probe.of(plan.channels().values())));
    }
}
