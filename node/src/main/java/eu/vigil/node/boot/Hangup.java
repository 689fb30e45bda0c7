package eu.vigil.node.boot;

import java.lang.reflect.Proxy;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP: one thread does what is asked, once for all signals that came meanwhile, so that a flood of them does not pile up.
 *
 * <p>The JDK's way to a signal, {@code sun.misc.Signal} of the module jdk.unsupported, draws a compiler warning that nothing silences;
 * therefore by reflection.
 */
final class Hangup implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hangup.class);

    private final Semaphore asked = new Semaphore(0);
    private volatile boolean closed;

    /** Catches the signal from now on; what comes is kept until {@link #start}. Without it the signal would end the process. */
    Hangup() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ring = Proxy.newProxyInstance(
                    handler.getClassLoader(),
                    new Class<?>[] {handler},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
                        case "toString" -> "hangup";
                        default -> {
                            ring();
                            yield null;
                        }
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), ring);
        } catch (ReflectiveOperationException e) {
            LOG.atWarn().setCause(e).log("SIGHUP cannot be caught: the configuration is read at the start alone");
        }
    }

    /** Somebody asks. */
    void ring() {
        asked.release();
    }

    /** Does {@code work} whenever somebody asks, and at once if somebody has. */
    void start(Runnable work) {
        Thread.ofPlatform().daemon().name("reload").start(() -> {
            while (!closed) {
                asked.acquireUninterruptibly();
                asked.drainPermits();
                if (!closed) {
                    guarded(work);
                }
            }
        });
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error defect) {
            LOG.atError().setCause(defect).log("a defect while the configuration was read again");
        }
    }

    @Override
    public void close() {
        closed = true;
        ring();
    }
}
