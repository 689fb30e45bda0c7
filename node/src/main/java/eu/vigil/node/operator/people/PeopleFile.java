package eu.vigil.node.operator.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The first people of a node: {@code people.json} in the data folder, written by {@code vigil init} before there is a store,
 * and taken into the store whenever the node starts. It holds hashes of tokens, never tokens. Who is in the store already is
 * left as the store has it: a role that was changed or a token that was revoked stays so.
 */
public final class PeopleFile {
    /** Its name in the data folder. */
    public static final String NAME = "people.json";

    /** The file in the data folder with the administrator's token, which commands on the same machine use. */
    public static final String ADMINISTRATOR_TOKEN = "administrator.token";

    private static final long BYTES_MAX = 1 << 20;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private PeopleFile() {}

    /** One person and the token to begin with. */
    public record Seed(Person person, TokenHash token) {}

    /** What reading the file gave. */
    public sealed interface Reading {
        /** These people; none if there is no file. */
        record Read(List<Seed> seeds) implements Reading {
            /** Copies the list. */
            public Read {
                seeds = List.copyOf(seeds);
            }
        }

        /** The file cannot be used; each sentence says where and why. */
        record Unusable(List<String> problems) implements Reading {
            /** Copies the list. */
            public Unusable {
                problems = List.copyOf(problems);
            }
        }
    }

    /** Writes the file, 0600, in place of an older one, and waits until it is on disk. */
    public static void write(Path dataFolder, List<Seed> seeds) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode people = root.putArray("people");
        for (Seed seed : seeds) {
            ObjectNode person = people.addObject()
                    .put("id", seed.person().id())
                    .put("name", seed.person().name());
            ArrayNode roles = person.putArray("roles");
            seed.person().roles().forEach(role -> roles.add(role.word()));
            person.put("tokenSha256", seed.token().hex());
        }
        writePrivately(
                dataFolder.resolve(NAME), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
    }

    /** Writes a token's text into a file of its own, 0600, and waits until it is on disk. */
    public static void writeToken(Path file, Tokens.Created token) throws IOException {
        writePrivately(file, token.text() + "\n");
    }

    /** Reads the file of a data folder. */
    public static Reading read(Path dataFolder) {
        Path file = dataFolder.resolve(NAME);
        try {
            if (!Files.exists(file)) {
                return new Reading.Read(List.of());
            }
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                return unusable("%s: others can read it; 'chmod 600' it".formatted(file));
            }
            if (Files.size(file) > BYTES_MAX) {
                return unusable("%s: more than %d bytes".formatted(file, BYTES_MAX));
            }
            return parse(file, JSON.readTree(Files.readString(file)));
        } catch (JsonProcessingException malformed) {
            return unusable("%s: not JSON: %s".formatted(file, malformed.getOriginalMessage()));
        } catch (IOException unreadable) {
            return unusable("%s: cannot be read: %s".formatted(file, unreadable.getMessage()));
        }
    }

    /** Adds to {@code people} whoever is not there yet, with their tokens; answers how many. */
    public static int seed(People people, List<Seed> seeds, Instant at) {
        int added = 0;
        for (Seed seed : seeds) {
            if (people.add(seed.person(), at)) {
                people.give(seed.person().id(), seed.token(), at);
                added++;
            }
        }
        return added;
    }

    private static Reading parse(Path file, JsonNode root) {
        List<Seed> seeds = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        JsonNode people = root.path("people");
        if (!people.isArray()) {
            return unusable("%s: people: must be a list".formatted(file));
        }
        Set<String> ids = new HashSet<>();
        for (int at = 0; at < people.size(); at++) {
            String where = "%s: people[%d]".formatted(file, at);
            parse(people.get(at), where, problems).ifPresent(seed -> {
                if (ids.add(seed.person().id())) {
                    seeds.add(seed);
                } else {
                    problems.add("%s.id: %s stands there twice"
                            .formatted(where, seed.person().id()));
                }
            });
        }
        return problems.isEmpty() ? new Reading.Read(seeds) : new Reading.Unusable(problems);
    }

    private static Optional<Seed> parse(JsonNode entry, String where, List<String> problems) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (JsonNode word : entry.path("roles")) {
            Optional<Role> role = Role.ofWord(word.asText());
            role.ifPresentOrElse(
                    roles::add, () -> problems.add("%s.roles: '%s' is not a role".formatted(where, word.asText())));
        }
        Optional<TokenHash> token = TokenHash.ofHex(entry.path("tokenSha256").asText());
        if (token.isEmpty()) {
            problems.add("%s.tokenSha256: must be 64 small hexadecimal digits".formatted(where));
            return Optional.empty();
        }
        try {
            Person person =
                    new Person(entry.path("id").asText(), entry.path("name").asText(), roles);
            return Optional.of(new Seed(person, token.get()));
        } catch (IllegalArgumentException wrong) {
            problems.add("%s.%s".formatted(where, wrong.getMessage()));
            return Optional.empty();
        }
    }

    private static Reading unusable(String problem) {
        return new Reading.Unusable(List.of(problem));
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path fresh = Files.createTempFile(
                folder, file.getFileName().toString(), ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(
                fresh,
                file,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
