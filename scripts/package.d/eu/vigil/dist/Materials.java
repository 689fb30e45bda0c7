package eu.vigil.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import eu.vigil.pki.directory.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The bill of materials of a package and what others ask to be said of their parts.
 *
 * <p>Maven's own bill knows of what was compiled against; this one names exactly the jars that are in the package, and the
 * Java that comes with them. A jar that nobody accounts for fails the build.
 */
public final class Materials {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern LICENCE = Pattern.compile(
            "(META-INF/)?(LICEN[SC]E|NOTICE|COPYING|AL2\\.0|LGPL2\\.1)[^/]*|META-INF/licenses?/.+", Pattern.CASE_INSENSITIVE);

    private Materials() {}

    /**
     * {@code BILL LIBRARIES JAVA JDK OUT COMMIT INSTANT}: reads Maven's bill, the package's jars and its Java, and the
     * {@code release} file of the JDK that this was made from; writes {@code vigil.cdx.json}, {@code THIRD-PARTY.md} and
     * {@code licenses/}.
     */
    public static void main(String[] arguments) throws IOException {
        Path libraries = Path.of(arguments[1]);
        Path out = Path.of(arguments[4]);
        ObjectNode bill = (ObjectNode) JSON.readTree(Path.of(arguments[0]).toFile());

        Map<String, ObjectNode> parts = onlyWhatIsThere(bill, jars(libraries));
        for (Map.Entry<String, ObjectNode> part : parts.entrySet()) {
            sum(part.getValue(), libraries.resolve(part.getKey()));
        }
        ObjectNode java = java(release(Path.of(arguments[2])), release(Path.of(arguments[3])));
        ((ArrayNode) bill.path("components")).add(java);
        identify(bill, arguments[5], arguments[6]);
        root(bill, java.path("bom-ref").asText());

        Files.writeString(
                out.resolve("vigil.cdx.json"), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(bill) + "\n");
        Files.writeString(out.resolve("THIRD-PARTY.md"), notices(parts, java));
        for (String jar : parts.keySet()) {
            licences(libraries.resolve(jar), out.resolve("licenses"));
        }
    }

    private static Set<String> jars(Path libraries) throws IOException {
        try (Stream<Path> files = Files.list(libraries)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Takes away what is not in the package; answers with the part that each jar of others is. */
    private static Map<String, ObjectNode> onlyWhatIsThere(ObjectNode bill, Set<String> jars) {
        Map<String, ObjectNode> others = new TreeMap<>();
        TreeSet<String> unexplained = new TreeSet<>(jars);
        TreeSet<String> gone = new TreeSet<>();
        unexplained.remove(fileName(bill.path("metadata").path("component")));
        for (Iterator<JsonNode> components = bill.path("components").iterator(); components.hasNext(); ) {
            ObjectNode component = (ObjectNode) components.next();
            String jar = fileName(component);
            if (!jars.contains(jar)) {
                gone.add(component.path("bom-ref").asText());
                components.remove();
                continue;
            }
            unexplained.remove(jar);
            if (!component.path("group").asText().equals("eu.vigil")) {
                others.put(jar, component);
            }
        }
        if (!unexplained.isEmpty()) {
            throw new IllegalStateException("in the package and in no bill: " + unexplained);
        }
        for (Iterator<JsonNode> dependencies = bill.path("dependencies").iterator(); dependencies.hasNext(); ) {
            JsonNode dependency = dependencies.next();
            if (gone.contains(dependency.path("ref").asText())) {
                dependencies.remove();
                continue;
            }
            for (Iterator<JsonNode> on = dependency.path("dependsOn").iterator(); on.hasNext(); ) {
                if (gone.contains(on.next().asText())) {
                    on.remove();
                }
            }
        }
        return others;
    }

    /** A jar that was written anew has a sum of its own; the one under which others published it is kept beside. */
    private static void sum(ObjectNode component, Path jar) throws IOException {
        byte[] sum = Sha256.of(ByteString.copyFrom(Files.readAllBytes(jar))).toByteArray();
        String packaged = HexFormat.of().formatHex(sum);
        String published = "";
        for (JsonNode hash : component.path("hashes")) {
            if (hash.path("alg").asText().equals("SHA-256")) {
                published = hash.path("content").asText();
            }
        }
        if (packaged.equals(published)) {
            return;
        }
        component.putArray("hashes").addObject().put("alg", "SHA-256").put("content", packaged);
        component
                .withArray("properties")
                .addObject()
                .put("name", "vigil:published:sha-256")
                .put("value", published);
    }

    /** The jar of a component: {@code name-version.jar}, with the classifier of its package URL if it has one. */
    private static String fileName(JsonNode component) {
        String classifier = Stream.of(component.path("purl").asText().split("[?&]"))
                .filter(part -> part.startsWith("classifier="))
                .map(part -> "-" + part.substring("classifier=".length()))
                .findFirst()
                .orElse("");
        return "%s-%s%s.jar"
                .formatted(component.path("name").asText(), component.path("version").asText(), classifier);
    }

    private static Properties release(Path folder) throws IOException {
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve("release"))) {
            release.load(in);
        }
        release.replaceAll((_, value) -> value.toString().replace("\"", ""));
        return release;
    }

    private static ObjectNode java(Properties runtime, Properties jdk) {
        String version = Optional.ofNullable(jdk.getProperty("JAVA_RUNTIME_VERSION"))
                .orElse(runtime.getProperty("JAVA_VERSION"));
        String vendor = jdk.getProperty("IMPLEMENTOR", "unknown");
        ObjectNode java = JSON.createObjectNode().put("type", "platform");
        java.put("bom-ref", "pkg:generic/openjdk@" + version.replace("+", "%2B"));
        java.putObject("supplier").put("name", vendor);
        java.put("name", "openjdk")
                .put("version", version)
                .put("description", "The Java that the node runs on, made by jlink.")
                .put("scope", "required");
        java.putArray("licenses")
                .addObject()
                .putObject("license")
                .put("id", "GPL-2.0-with-classpath-exception");
        java.put("purl", "pkg:generic/openjdk@" + version.replace("+", "%2B"));
        java.putArray("properties")
                .addObject()
                .put("name", "vigil:java:modules")
                .put("value", runtime.getProperty("MODULES"));
        return java;
    }

    /** The same commit has the same bill. */
    private static void identify(ObjectNode bill, String commit, String instant) {
        UUID serial = UUID.nameUUIDFromBytes(("vigil " + commit).getBytes(StandardCharsets.UTF_8));
        bill.put("serialNumber", "urn:uuid:" + serial);
        ((ObjectNode) bill.path("metadata")).put("timestamp", instant);
    }

    private static void root(ObjectNode bill, String java) {
        ObjectNode component = (ObjectNode) bill.path("metadata").path("component");
        component.put("name", "vigil");
        ArrayNode dependencies = (ArrayNode) bill.path("dependencies");
        for (JsonNode dependency : dependencies) {
            if (dependency.path("ref").equals(component.path("bom-ref"))) {
                ((ArrayNode) dependency.path("dependsOn")).add(java);
            }
        }
        dependencies.addObject().put("ref", java).putArray("dependsOn");
    }

    private static String notices(Map<String, ObjectNode> parts, ObjectNode java) {
        List<String> rows = new ArrayList<>();
        parts.values().forEach(part -> rows.add(row(part)));
        return """
                # The work of others in this package

                The texts of their licences, as they stand in their own archives, are in `licenses/`; those of Java in `java/legal/`.

                | Part | Version | Licence | From |
                |---|---|---|---|
                %s
                %s
                """.formatted(row(java), String.join("\n", rows));
    }

    private static String row(JsonNode part) {
        List<String> licences = new ArrayList<>();
        for (JsonNode choice : part.path("licenses")) {
            JsonNode licence = choice.path("license");
            licences.add(
                    choice.has("expression")
                            ? choice.path("expression").asText()
                            : licence.path("id").asText(licence.path("name").asText()));
        }
        String from = "";
        for (JsonNode reference : part.path("externalReferences")) {
            if (reference.path("type").asText().equals("website")) {
                from = reference.path("url").asText();
            }
        }
        String group = part.path("group").asText();
        return "| %s%s | %s | %s | %s |"
                .formatted(
                        group.isEmpty() ? "" : group + ":",
                        part.path("name").asText(),
                        part.path("version").asText(),
                        licences.isEmpty() ? "see `licenses/`" : String.join(" or ", licences),
                        from);
    }

    private static void licences(Path file, Path folder) throws IOException {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            for (JarEntry entry : jar.stream().filter(entry -> !entry.isDirectory()).toList()) {
                if (!LICENCE.matcher(entry.getName()).matches() || entry.getName().endsWith(".class")) {
                    continue;
                }
                String name = entry.getName().replaceFirst("^META-INF/", "").replace('/', '-');
                Path copy = folder.resolve(file.getFileName().toString().replaceFirst("\\.jar$", "")).resolve(name);
                Files.createDirectories(copy.getParent());
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.write(copy, in.readAllBytes());
                }
            }
        }
    }
}
