package eu.vigil.node.sim;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** What the product logs as an error is something that it thinks cannot happen: the world on whose thread it does is told. */
final class LoggedDefects implements AutoCloseable {
    private static final String NAME = "simulation";
    private static final ThreadLocal<Consumer<String>> LISTENER = new ThreadLocal<>();

    private LoggedDefects() {}

    static LoggedDefects toldTo(Consumer<String> listener) {
        install();
        LISTENER.set(listener);
        return new LoggedDefects();
    }

    /** Other tests of this process put the log in order for themselves, so it is looked at each time. */
    private static synchronized void install() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger rooms = context.getLogger("eu.vigil");
        if (rooms.getAppender(NAME) == null) {
            Defects defects = new Defects();
            defects.setContext(context);
            defects.setName(NAME);
            defects.start();
            rooms.setLevel(Level.ERROR);
            rooms.addAppender(defects);
        }
    }

    private static final class Defects extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            Optional.ofNullable(LISTENER.get()).ifPresent(listener -> listener.accept(words(event)));
        }

        private static String words(ILoggingEvent event) {
            return "%s %s %s"
                    .formatted(
                            event.getMessage(),
                            Optional.ofNullable(event.getKeyValuePairs())
                                    .map(Object::toString)
                                    .orElse(""),
                            Optional.ofNullable(event.getThrowableProxy())
                                    .map(cause -> cause.getClassName() + ": " + cause.getMessage())
                                    .orElse(""));
        }
    }

    @Override
    public void close() {
        LISTENER.remove();
    }
}
