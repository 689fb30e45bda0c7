package eu.vigil.soak;

import eu.vigil.demo.Officer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Drafts and sends one request after the other, never more than a few that nobody has acknowledged: a flood is another test. */
final class Clerk implements Runnable {
    private static final int OPEN_MAX = 6;
    private static final int REST_MILLIS = 20;

    private final String node;
    private final Officer officer;
    private final String form;
    private final ToldLedger ledger;
    private final BooleanSupplier on;

    Clerk(String node, Officer officer, String form, ToldLedger ledger, BooleanSupplier on) {
        this.node = node;
        this.officer = officer;
        this.form = form;
        this.ledger = ledger;
        this.on = on;
    }

    @Override
    public void run() {
        try {
            while (on.getAsBoolean()) {
                if (ledger.open(node) >= OPEN_MAX || !sentOne()) {
                    TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean sentOne() throws InterruptedException {
        try {
            String caseRef = officer.draft(form);
            ledger.accepted(ToldLedger.Deed.DRAFT, node, caseRef);
            officer.send(caseRef);
            ledger.accepted(ToldLedger.Deed.SEND, node, caseRef);
            return true;
        } catch (IOException _) {
            return false; // it said nothing: nothing was promised
        }
    }
}
