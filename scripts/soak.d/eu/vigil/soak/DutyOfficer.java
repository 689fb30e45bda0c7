package eu.vigil.soak;

import eu.vigil.demo.Officer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Is woken by pages; acknowledges by the page's link or at the desk, and then indicates, or not. Tries again until told yes or "somebody has it". */
final class DutyOfficer implements Runnable {
    private static final Duration ANSWER_IN = Duration.ofHours(4);
    private static final int REST_MILLIS = 50;
    private static final int ACCEPTED_BY_LINK = 200;

    private final String node;
    private final Officer officer;
    private final ToldLedger ledger;
    private final SplittableRandom dice;
    private final BooleanSupplier on;
    private final BlockingQueue<Wake> wakes = new LinkedBlockingQueue<>();
    private final Set<String> done = new TreeSet<>();

    private record Wake(String caseRef, URI link) {}

    DutyOfficer(String node, Officer officer, ToldLedger ledger, SplittableRandom dice, BooleanSupplier on) {
        this.node = node;
        this.officer = officer;
        this.ledger = ledger;
        this.dice = dice;
        this.on = on;
    }

    void wake(String caseRef, URI link) {
        wakes.add(new Wake(caseRef, link));
    }

    @Override
    public void run() {
        try {
            while (on.getAsBoolean()) {
                Wake wake = wakes.poll(REST_MILLIS, TimeUnit.MILLISECONDS);
                if (wake != null && done.add(wake.caseRef())) {
                    answer(wake);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Wake wake) throws InterruptedException {
        boolean byLink = dice.nextBoolean();
        boolean has = until(() -> {
            if (byLink && officer.press(wake.link()) == ACCEPTED_BY_LINK) {
                return;
            }
            // A link works once: if its answer was lost, the desk says who has it.
            officer.acknowledge(wake.caseRef());
        }, () -> !state(wake).equals("RECEIVED"));
        if (has) {
            ledger.accepted(ToldLedger.Deed.ACKNOWLEDGE, node, wake.caseRef());
            if (dice.nextBoolean()
                    && until(
                            () -> officer.indicate(wake.caseRef(), Instant.now().plus(ANSWER_IN)),
                            () -> officer.show(wake.caseRef()).has("indicatedAt"))) {
                ledger.accepted(ToldLedger.Deed.INDICATE, node, wake.caseRef());
            }
        }
    }

    private String state(Wake wake) throws IOException, InterruptedException {
        return officer.show(wake.caseRef()).path("state").asText();
    }

    @FunctionalInterface
    private interface Asking {
        void ask() throws IOException, InterruptedException;
    }

    @FunctionalInterface
    private interface Looking {
        boolean isDone() throws IOException, InterruptedException;
    }

    /** True once the node said yes, or refuses because it has said yes before; it may also refuse because it is too early. */
    private boolean until(Asking asking, Looking looking) throws InterruptedException {
        while (on.getAsBoolean()) {
            try {
                asking.ask();
                return true;
            } catch (IOException e) {
                if (String.valueOf(e.getMessage()).contains(" answered 409") && isDone(looking)) {
                    return true;
                }
                TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
            }
        }
        return false;
    }

    private static boolean isDone(Looking looking) throws InterruptedException {
        try {
            return looking.isDone();
        } catch (IOException _) {
            return false; // it is just being killed: ask again
        }
    }
}
