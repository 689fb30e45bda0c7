package eu.vigil.node.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import net.logstash.logback.decorate.MapperBuilderDecorator;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.mask.MaskingJsonGeneratorDecorator;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

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
        encoder.addDecorator(valuesAsText());
        return encoder;
    }

    /** A participant, a page, a message id: what a line says of them is what they say of themselves, in JSON as in text. */
    private static MapperBuilderDecorator<JsonMapper, JsonMapper.Builder> valuesAsText() {
        SimpleModule values = new SimpleModule();
        values.addSerializer(Record.class, ToStringSerializer.instance);
        return builder -> builder.addModule(values);
    }

    /** Line feeds and tabs of a trace stay: JSON escapes them itself, and a reader wants its lines. */
    private static Object visible(TokenStreamContext where, Object value) {
        if (!(value instanceof CharSequence text)) {
            return value;
        }
        return STACK_TRACE.equals(where.currentName()) ? Visible.lines(text.toString()) : Visible.of(text.toString());
    }
}
