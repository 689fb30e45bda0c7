package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.escalation.webhook.ReferencedSecrets;
import eu.vigil.node.escalation.webhook.WebhookReceiver;
import eu.vigil.node.escalation.webhook.WebhookReceiver.Manners;
import eu.vigil.node.escalation.webhook.WebhookReceiver.Received;
import eu.vigil.node.escalation.webhook.WebhookSecret;
import eu.vigil.node.logging.Visible;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil page listen}: the far end of a channel, for trying out that pages leave and are rightly signed. */
@Command(
        name = "listen",
        description = "Receive pages as a channel's far end would, check their signatures and print one line for each.")
public final class PageListenCommand implements Callable<Integer> {
    private static final Pattern HOST_PORT =
            Pattern.compile("(?<host>[^:\\s]+|\\[[0-9a-fA-F:.]+\\]):(?<port>[0-9]{1,5})");
    private static final int PORT_MAX = 65_535;
    private static final int STATUS_MIN = 200;
    private static final int STATUS_MAX = 599;
    private static final int KNOWN_MAX = 100_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Surroundings surroundings;
    private final Screen screen;
    private final Globals globals;
    private final CountDownLatch end;
    private final Set<String> known = new HashSet<>();

    @Option(
            names = "--listen",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Where to listen; port 0 takes a free one, which the first line names.")
    private String listen = "";

    @Option(
            names = "--secret",
            required = true,
            paramLabel = "REFERENCE",
            description =
                    "The channel's secret: file:PATH, env:NAME or systemd-credential:NAME, never the secret itself.")
    private String secret = "";

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            defaultValue = "204",
            description = "The HTTP status to answer with (default: 204).")
    private int status = 204;

    @Option(
            names = "--delay",
            paramLabel = "DURATION",
            defaultValue = "PT0S",
            description = "How long to wait before answering, like PT6S (default: PT0S).")
    private Duration delay = Duration.ZERO;

    /** Runs until the process ends. */
    public PageListenCommand(Surroundings surroundings, Screen screen, Globals globals) {
        this(surroundings, screen, globals, new CountDownLatch(1));
    }

    /** Runs until {@code end} is counted down. */
    PageListenCommand(Surroundings surroundings, Screen screen, Globals globals, CountDownLatch end) {
        this.surroundings = surroundings;
        this.screen = screen;
        this.globals = globals;
        this.end = end;
    }

    @Override
    public Integer call() throws InterruptedException {
        Matcher address = HOST_PORT.matcher(listen);
        if (!address.matches() || Integer.parseInt(address.group("port")) > PORT_MAX) {
            return screen.malformed("--listen: '%s' is not a host and a port like 127.0.0.1:8099".formatted(listen));
        }
        if (status < STATUS_MIN || status > STATUS_MAX) {
            return screen.malformed("--status: %d is not %d to %d".formatted(status, STATUS_MIN, STATUS_MAX));
        }
        if (delay.isNegative()) {
            return screen.malformed("--delay: %s is negative".formatted(delay));
        }
        InetSocketAddress at = new InetSocketAddress(address.group("host"), Integer.parseInt(address.group("port")));
        return switch (WebhookSecret.of(ReferencedSecrets.read(secret, surroundings.folder()))) {
            case WebhookSecret.Reading.Wrong(String why) -> screen.malformed("--secret: " + why);
            case WebhookSecret.Reading.Secrets(var secrets) -> receive(at, secrets);
        };
    }

    private int receive(InetSocketAddress at, List<WebhookSecret> secrets) throws InterruptedException {
        Manners manners = new Manners(status, delay);
        try (WebhookReceiver receiver =
                WebhookReceiver.start(at, secrets, manners, surroundings.clock(), this::print)) {
            InetSocketAddress listening = receiver.address();
            line(
                    switch (globals.format()) {
                        case TABLE -> "listening at http://%s:%d".formatted(at.getHostString(), listening.getPort());
                        case JSON ->
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("listening", "http://%s:%d".formatted(at.getHostString(), listening.getPort()))
                                    .toString();
                    });
            end.await();
            return Exit.OK;
        } catch (IOException | IllegalArgumentException e) {
            return screen.failed("cannot listen at %s: %s".formatted(listen, e.getMessage()));
        }
    }

    private void print(Received received) {
        boolean duplicate = received.fault().isEmpty() && known.size() < KNOWN_MAX && !known.add(received.id());
        line(
                switch (globals.format()) {
                    case TABLE -> text(received, duplicate);
                    case JSON -> json(received, duplicate).toString();
                });
    }

    private void line(String text) {
        surroundings.out().println(text);
        surroundings.out().flush();
    }

    private static String text(Received received, boolean duplicate) {
        Stream<Optional<String>> words = received.fault().isPresent()
                ? Stream.of(Optional.of("REJECTED"), received.fault())
                : Stream.of(
                        Optional.of(word(received, duplicate)),
                        received.text("text"),
                        received.text("urgency"),
                        received.text("incident"),
                        received.text("time_left"),
                        received.text("sender"),
                        received.text("case_ref"),
                        received.text("kind"),
                        received.link());
        return Stream.of(
                        Stream.of(TIME.format(received.at())),
                        words.flatMap(Optional::stream),
                        Stream.of("(%s, HTTP %d)".formatted(received.id(), received.status())))
                .flatMap(part -> part)
                .map(Visible::of)
                .collect(Collectors.joining("  "));
    }

    private static String word(Received received, boolean duplicate) {
        if (duplicate) {
            return "again";
        }
        return switch (received.body().path("type").asText()) {
            case "vigil.test" -> "test page";
            case "vigil.acknowledged" -> "acknowledged";
            case "vigil.closed" -> "closed";
            default -> "page";
        };
    }

    private static ObjectNode json(Received received, boolean duplicate) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("at", received.at().toString());
        line.put("id", received.id());
        line.put("verified", received.fault().isEmpty());
        received.fault().ifPresent(why -> line.put("fault", why));
        line.put("duplicate", duplicate);
        line.put("status", received.status());
        received.link().ifPresent(link -> line.put("link", link));
        received.body().properties().forEach(member -> line.set(member.getKey(), member.getValue()));
        return line;
    }
}
