package eu.vigil.node.boot;

import eu.vigil.config.LimitsConfig;
import eu.vigil.node.intake.Stock;
import eu.vigil.node.journal.Journal;
import eu.vigil.node.link.LinkServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the store's disk and the journal's queue, and lets the links give less while one is short. */
final class StockTaking {
    private static final Logger LOG = LoggerFactory.getLogger(StockTaking.class);
    private static final long EVERY_MILLIS = 250;

    private StockTaking() {}

    /** @param server asked only once something is short, or is so no longer */
    static Stock of(LimitsConfig limits, Path folder, Journal<?> journal, Supplier<LinkServer> server) {
        return new Stock(ConfiguredLimits.lines(limits), () -> free(folder), journal::depth, held -> {
            LOG.atWarn().addKeyValue("lanes", held).log("credit is held in these lanes");
            server.get().holdCredit(held);
        });
    }

    static void start(Stock stock, ScheduledExecutorService timer) {
        var _ = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        stock.look();
                    } catch (RuntimeException e) {
                        LOG.atError().setCause(e).log("the disk could not be looked at");
                    }
                },
                0,
                EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private static long free(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
