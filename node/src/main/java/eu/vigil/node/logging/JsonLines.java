package eu.vigil.node.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import net.logstash.logback.decorate.JsonFactoryDecorator;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.mask.MaskingJsonGeneratorDecorator;

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
        encoder.setJsonGeneratorDecorator(visible);
        encoder.setJsonFactoryDecorator(valuesAsText());
        return encoder;
    }

    /** A participant, a page, a message id: what a line says of them is what they say of themselves, in JSON as in text. */
    private static JsonFactoryDecorator valuesAsText() {
        SimpleModule values = new SimpleModule();
        values.addSerializer(Record.class, ToStringSerializer.instance);
        return new JsonFactoryDecorator() {
            @Override
            public JsonFactory decorate(JsonFactory factory) {
                ((ObjectMapper) factory.getCodec()).registerModule(values);
                return factory;
            }
        };
    }

    /** Line feeds and tabs of a trace stay: JSON escapes them itself, and a reader wants its lines. */
    private static Object visible(JsonStreamContext where, Object value) {
        if (!(value instanceof CharSequence text)) {
            return value;
        }
        return STACK_TRACE.equals(where.getCurrentName())
                ? Visible.lines(text.toString())
                : Visible.of(text.toString());
    }
}
