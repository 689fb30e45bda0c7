package eu.vigil.node.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.OutputStream;
import java.time.ZoneId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** The log of a running node: one event a line, to standard output, as text for a person or JSON for the system's journal. */
public final class NodeLog {
    private NodeLog() {}

    /**
     * Sends the events of this process to {@code out}, those of the JDK's own logging too; may be called again.
     *
     * @param out where lines go; not closed
     * @param terminal whether a person reads them
     * @param zone the time zone of text lines; JSON has UTC
     * @param level the least level of the node's own events; libraries speak from WARN
     */
    public static void to(OutputStream out, boolean terminal, ZoneId zone, org.slf4j.event.Level level) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();

        Encoder<ILoggingEvent> encoder = terminal ? new TextLines(zone) : JsonLines.encoder();
        encoder.setContext(context);
        encoder.start();

        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setName("out");
        appender.setEncoder(encoder);
        appender.setOutputStream(out);
        appender.start();

        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        context.getLogger("eu.vigil").setLevel(Level.convertAnSLF4JLevel(level));

        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** The least level of the node's own events from now on. */
    public static void level(org.slf4j.event.Level level) {
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger("eu.vigil")
                .setLevel(Level.convertAnSLF4JLevel(level));
    }

    /** Stops logging as a command does that ran no node. */
    public static void quiet() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    }
}
