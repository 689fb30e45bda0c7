package eu.vigil.node.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.event.KeyValuePair;

/** Events as text for a person at a terminal: {@code 03:10:00.123 INFO  intake  received case=BE-2026-000123}. */
final class TextLines extends EncoderBase<ILoggingEvent> {
    private final DateTimeFormatter time;

    TextLines(ZoneId zone) {
        time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(zone);
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160)
                .append(time.format(event.getInstant()))
                .append(' ')
                .append("%-5s".formatted(event.getLevel()))
                .append(' ')
                .append(room(event.getLoggerName()))
                .append("  ")
                .append(Visible.of(String.valueOf(event.getFormattedMessage())));
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                line.append(' ')
                        .append(Visible.of(pair.key))
                        .append('=')
                        .append(Visible.of(String.valueOf(pair.value)));
            }
        }
        line.append('\n');
        if (event.getThrowableProxy() != null) {
            line.append(Visible.lines(ThrowableProxyUtil.asString(event.getThrowableProxy()))
                    .indent(4));
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    /** A logger is named after its class: its package says which room speaks. */
    private static String room(String logger) {
        int name = logger.lastIndexOf('.');
        return logger.startsWith("eu.vigil.")
                ? logger.substring(logger.lastIndexOf('.', name - 1) + 1, name)
                : Visible.of(logger);
    }
}
