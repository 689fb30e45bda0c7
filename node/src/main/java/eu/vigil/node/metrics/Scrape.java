package eu.vigil.node.metrics;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All metrics as text. The store is asked once a second at most, however often somebody asks: who may ask need not be known, so that it
 * must cost nothing.
 */
public final class Scrape {
    private static final Duration SAME_FOR = Duration.ofSeconds(1);

    private final PrometheusRegistry registry;
    private final Sources sources;
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.builder()
            .setIncludeCreatedTimestamps(false)
            .build();
    private Optional<Tally> tally = Optional.empty();
    private @Nullable Instant talliedAt;

    /** Everything in {@code registry}, what is read from {@code sources}, and the process. */
    public Scrape(PrometheusRegistry registry, Sources sources) {
        this.registry = registry;
        this.sources = sources;
        var _ = new Readings(registry, sources, () -> tally);
        ProcessReadings.register(registry);
    }

    /** The text as of now; what the store counts may be a second old. */
    public synchronized String text() {
        Instant now = sources.clock().instant();
        if (talliedAt == null || Duration.between(talliedAt, now).compareTo(SAME_FOR) >= 0) {
            tally = sources.tally().get();
            talliedAt = now;
        }
        return write();
    }

    private String write() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(16 * 1024);
        try {
            writer.write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
