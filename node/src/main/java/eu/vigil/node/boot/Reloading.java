package eu.vigil.node.boot;

import eu.vigil.node.metrics.Meters;
import eu.vigil.node.operator.Rereading;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the configuration again when somebody asks, and says in the log, to systemd and in the metrics how that went. */
record Reloading(Reload reload, Supervisor supervisor, Meters meters, LongSupplier monotonicNanos) implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);

    @Override
    public void run() {
        var _ = again();
    }

    /** The same for whoever wants to know; one at a time. */
    synchronized Rereading.Outcome again() {
        supervisor.reloading(monotonicNanos.getAsLong());
        try {
            return told(reload.again());
        } finally {
            supervisor.reloaded();
        }
    }

    private Rereading.Outcome told(Reload.Result result) {
        return switch (result) {
            case Reload.Result.Refused(var problems) -> {
                problems.forEach(problem -> LOG.atError().log("configuration: {}", problem));
                LOG.atError()
                        .addKeyValue("problems", problems.size())
                        .log("the configuration was read again and is wrong: everything stays as it was");
                meters.reloaded(false);
                yield new Rereading.Outcome(List.of(), List.of(), problems);
            }
            case Reload.Result.Taken(var taken, var waiting, var warnings) -> {
                warnings.forEach(warning -> LOG.atWarn().log("configuration: {}", warning));
                taken.forEach(change -> LOG.atInfo().log("configuration: {}", change));
                waiting.forEach(
                        change -> LOG.atWarn().log("configuration: {}; it takes effect at the next start", change));
                LOG.atInfo()
                        .addKeyValue("taken", taken.size())
                        .addKeyValue("atNextStart", waiting.size())
                        .log("the configuration was read again");
                meters.reloaded(true);
                yield new Rereading.Outcome(taken, waiting, List.of());
            }
        };
    }
}
