package eu.vigil.node.enrolment;

import eu.vigil.node.operator.people.PeopleFile;
import eu.vigil.node.operator.people.Person;
import eu.vigil.node.operator.people.Role;
import eu.vigil.node.operator.people.Tokens;
import eu.vigil.pki.directory.Enrolment;
import eu.vigil.pki.key.PrivateFile;
import eu.vigil.pki.key.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The data folder of a node: the names of its files, and their making.
 *
 * <p>Everything secret is 0600 in folders that are 0700. {@code offline} holds the State's own keys, which the node never
 * reads: they are to be taken away.
 */
public final class NodeFolder {
    /** The configuration. */
    public static final String CONFIGURATION = "vigil.yaml";
    /** The node's keys. */
    public static final String KEYS = "keys.p12";
    /** What opens them. */
    public static final String KEYS_SECRET = "keys.secret";
    /** The notification for the directory's authority. */
    public static final String ENTRY = "entry.pb";
    /** Where the authority's directory is to be put. */
    public static final String DIRECTORY = "directory.pb";
    /** Where the authority's public keys are to be put. */
    public static final String AUTHORITY_KEY = "authority.pub";
    /** The secret of the first channel. */
    public static final String DESK_SECRET = "desk.secret";
    /** The folder of the first tokens. */
    public static final String TOKENS = "tokens";
    /** The folder of the State's own keys. */
    public static final String OFFLINE = "offline";
    /** The State CA, in {@link #OFFLINE}. */
    public static final String STATE_CA = "state-ca.p12";
    /** The notification keys, in {@link #OFFLINE}. */
    public static final String NOTIFICATION = "notification.p12";
    /** What opens both, in {@link #OFFLINE}. */
    public static final String OFFLINE_SECRET = "offline.secret";

    private static final List<String> MADE = List.of(
            KEYS, KEYS_SECRET, ENTRY, DESK_SECRET, TOKENS, OFFLINE, PeopleFile.NAME, PeopleFile.ADMINISTRATOR_TOKEN);
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final int WEBHOOK_SECRET_BYTES = 32;

    private NodeFolder() {}

    /** What became of the making. */
    public sealed interface Making {
        /**
         * It is there.
         *
         * @param enrolment its keys and entry
         * @param tokens the file of each role's token
         */
        record Made(Enrolment enrolment, Map<Role, Path> tokens) implements Making {}

        /** It could not be made, and nothing of it is left. */
        record Refused(String text) implements Making {}
    }

    /**
     * Makes a node in {@code data}, a folder that holds none yet.
     *
     * @param configuration where its configuration is written: in that folder, or elsewhere
     */
    public static Making make(Path data, Path configuration, NewNode node, Instant now, SecureRandom random) {
        Optional<Path> taken = Stream.concat(
                        Stream.of(configuration), MADE.stream().map(data::resolve))
                .filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                .findFirst();
        if (taken.isPresent()) {
            return new Making.Refused(
                    "data: %s is there already, and no node is ever made over another: name another folder"
                            .formatted(taken.get()));
        }
        Enrolment enrolment = Enrolment.create(node.particulars(), now, random);
        Made made = new Made();
        try {
            made.folders(data);
            write(made, data, enrolment, now, random);
            made.parents(configuration);
            Files.writeString(
                    made.file(configuration),
                    FirstConfiguration.of(node, folderFrom(configuration, data)),
                    StandardOpenOption.CREATE_NEW);
            Map<Role, Path> tokens = people(made, data, node, random);
            PrivateFile.forceFolder(data.resolve(OFFLINE));
            PrivateFile.forceFolder(data);
            return new Making.Made(enrolment, tokens);
        } catch (IOException e) {
            made.remove();
            return new Making.Refused("data: %s cannot be written: %s".formatted(data, e));
        }
    }

    private static void write(Made made, Path data, Enrolment enrolment, Instant now, SecureRandom random)
            throws IOException {
        Secret keys = Secret.random(random);
        made.secret(data.resolve(KEYS_SECRET), keys);
        enrolment.nodeKeyFile(now, random).writeNew(made.file(data.resolve(KEYS)), keys);

        Path offline = data.resolve(OFFLINE);
        made.folders(offline);
        Secret states = Secret.random(random);
        made.secret(offline.resolve(OFFLINE_SECRET), states);
        enrolment.stateCaKeyFile().writeNew(made.file(offline.resolve(STATE_CA)), states);
        enrolment.notificationKeyFile(now, random).writeNew(made.file(offline.resolve(NOTIFICATION)), states);

        byte[] webhook = new byte[WEBHOOK_SECRET_BYTES];
        random.nextBytes(webhook);
        String encoded = "whsec_" + Base64.getEncoder().encodeToString(webhook);
        made.secret(data.resolve(DESK_SECRET), new Secret(encoded.getBytes(StandardCharsets.US_ASCII)));

        Files.write(made.file(data.resolve(ENTRY)), enrolment.entry().toByteArray(), StandardOpenOption.CREATE_NEW);
    }

    /** How a configuration names the data folder: they may be moved together if they lie together. */
    private static String folderFrom(Path configuration, Path data) {
        return data.equals(configuration.getParent()) ? "." : data.toString();
    }

    private static Map<Role, Path> people(Made made, Path data, NewNode node, SecureRandom random) throws IOException {
        Path folder = data.resolve(TOKENS);
        made.folders(folder);
        List<PeopleFile.Seed> seeds = new ArrayList<>();
        Map<Role, Path> files = new TreeMap<>();
        for (Role role : Role.values()) {
            Tokens.Created token = Tokens.create(random);
            Path file = role == Role.ADMINISTRATOR
                    ? data.resolve(PeopleFile.ADMINISTRATOR_TOKEN)
                    : folder.resolve(role.word() + ".token");
            PeopleFile.writeToken(made.file(file), token);
            files.put(role, file);
            String name = "%s of %s"
                    .formatted(
                            capital(role.word().replace('-', ' ')),
                            node.particulars().named().participant());
            seeds.add(new PeopleFile.Seed(new Person(role.word(), name, Set.of(role)), token.hash()));
        }
        made.file(data.resolve(PeopleFile.NAME));
        PeopleFile.write(data, seeds);
        return files;
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** What this run has made, so that a run that fails leaves nothing. */
    private static final class Made {
        private final Deque<Path> paths = new ArrayDeque<>();

        Path file(Path path) {
            paths.push(path);
            return path;
        }

        void secret(Path path, Secret secret) throws IOException {
            PrivateFile.writeNew(file(path), secret.bytes());
        }

        void folders(Path folder) throws IOException {
            if (!Files.isDirectory(folder)) {
                parents(folder);
                Files.createDirectory(file(folder), OWNERS_FOLDER);
            }
        }

        void parents(Path path) throws IOException {
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null && !Files.isDirectory(parent)) {
                Files.createDirectories(parent);
            }
        }

        void remove() {
            for (Path path : paths) {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException _) {
                    // The failure that brought us here is the one to tell.
                }
            }
        }
    }
}
