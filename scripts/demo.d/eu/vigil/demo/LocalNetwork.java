package eu.vigil.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Nodes of one network on loopback, with fresh keys and a fresh directory, made by the product's own commands. */
public final class LocalNetwork implements AutoCloseable {
    private static final String TABLE = "/eu/vigil/pki/directory/bases.txt";

    private final Path folder;
    private final String name;
    private final Map<String, LocalNode> nodes = new LinkedHashMap<>();
    private final int pagerPort = freePort();

    /** What is known of a participant beforehand. */
    public record Place(String participant, String authority, String telephone, String zone, String language) {}

    private LocalNetwork(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /**
     * Makes the nodes of {@code EU-ART13} in folders below {@code folder} and gives them their directory; starts none.
     *
     * @param folder empty or not there
     */
    public static LocalNetwork make(Path folder, List<Place> places) throws IOException, InterruptedException {
        return make(folder, "EU-ART13", places, List.of());
    }

    /**
     * The same for a network of that name.
     *
     * @param agreements lines for its directory's table of legal bases, beside the built-in ones
     */
    static LocalNetwork make(Path folder, String name, List<Place> places, List<String> agreements)
            throws IOException, InterruptedException {
        LocalNetwork network = new LocalNetwork(folder, name);
        Files.createDirectories(folder);
        List<Callable<Command.Result>> makings = new ArrayList<>();
        for (Place place : places) {
            LocalNode node = new LocalNode(
                    place.participant(),
                    folder.resolve(place.participant().toLowerCase(Locale.ROOT).replace('/', '-')),
                    freePort(),
                    freePort());
            network.nodes.put(place.participant(), node);
            makings.add(() -> Command.run(
                    "init",
                    "--participant", place.participant(),
                    "--network", name,
                    "--data", node.folder().toString(),
                    "--link", "127.0.0.1:" + node.linkPort(),
                    "--operator", "127.0.0.1:" + node.operator().getPort(),
                    "--page", "http://127.0.0.1:%d/page".formatted(network.pagerPort),
                    "--name", place.authority(),
                    "--telephone", place.telephone(),
                    "--language", place.language(),
                    "--zone", place.zone()));
        }
        sideBySide(makings).forEach(Command.Result::orThrow);
        network.publish(agreements);
        return network;
    }

    /** Signs the next directory, as the network's authority, and gives it to all nodes; those that run read it when they start again. */
    void publish(List<String> agreements) throws IOException, InterruptedException {
        Path authority = folder.resolve("authority");
        Path directory = folder.resolve("directory.pb");
        Path bases = folder.resolve("bases.txt");
        Files.writeString(bases, "%s%n%s%n".formatted(table(), String.join("\n", agreements)));
        List<String> line = new ArrayList<>(List.of(
                "directory", "assemble", "--network", name, "--authority", authority.toString(), "--out", directory.toString(),
                "--bases", bases.toString()));
        if (Files.exists(directory)) {
            line.addAll(List.of("--previous", directory.toString()));
        }
        nodes.values().forEach(node -> line.add(node.folder().resolve("entry.pb").toString()));
        Command.run(line.toArray(String[]::new)).orThrow();
        for (LocalNode node : nodes.values()) {
            Files.copy(directory, node.folder().resolve("directory.pb"), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(
                    authority.resolve("authority.pub"),
                    node.folder().resolve("authority.pub"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String table() throws IOException {
        try (InputStream table = Objects.requireNonNull(LocalNetwork.class.getResourceAsStream(TABLE))) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Starts all nodes side by side and waits until each is ready. */
    public void start() throws IOException, InterruptedException {
        for (LocalNode node : nodes.values()) {
            node.start();
        }
        for (LocalNode node : nodes.values()) {
            node.awaitReady();
        }
    }

    /** The node of a participant. */
    public LocalNode node(String participant) {
        return nodes.get(participant);
    }

    /** All nodes. */
    public Collection<LocalNode> nodes() {
        return nodes.values();
    }

    /** Where every node's pages go. */
    public int pagerPort() {
        return pagerPort;
    }

    private static <A> List<A> sideBySide(List<Callable<A>> tasks) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<A> results = new ArrayList<>();
            for (Future<A> done : threads.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends all processes that still run. */
    @Override
    public void close() {
        nodes.values().forEach(LocalNode::close);
    }
}
