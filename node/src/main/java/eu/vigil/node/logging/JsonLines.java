package eu.vigil.node.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.mask.MaskingJsonGeneratorDecorator;
import tools.jackson.core.TokenStreamContext;

/** Events as JSON in logstash's fields, for journald and whatever reads it; every string in them made {@link Visible}. */
final class JsonLines {
    private static final String STACK_TRACE = "stack_trace";

    private JsonLines() {}

    static Encoder<ILoggingEvent> encoder() {
        MaskingJsonGeneratorDecorator visible = new MaskingJsonGeneratorDecorator();
        visible.addValueMasker(JsonLines::visible);
        visible.start();
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.setVersion(null);
        encoder.setTimeZone("UTC");
        encoder.addDecorator(visible);
        return encoder;
    }

    /** Line feeds and tabs of a trace stay: JSON escapes them itself, and a reader wants its lines. */
    private static Object visible(TokenStreamContext where, Object value) {
        if (!(value instanceof CharSequence text)) {
            return value;
        }
        return STACK_TRACE.equals(where.currentName()) ? Visible.lines(text.toString()) : Visible.of(text.toString());
    }
}
