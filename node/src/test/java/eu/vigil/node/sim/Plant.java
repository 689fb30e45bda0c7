package eu.vigil.node.sim;

import eu.vigil.node.desk.DeskLedger;
import eu.vigil.node.dispatch.Alarms;
import eu.vigil.node.escalation.PageSender;
import eu.vigil.node.journal.Transactions;
import eu.vigil.node.link.DialledLinkEvents;

/** Where a test may put something faulty between the product and a port of it; by itself it changes nothing. */
interface Plant {
    /** A sound world. */
    Plant NOTHING = new Plant() {};

    default Transactions<? extends DeskLedger> store(Transactions<? extends DeskLedger> sound, Life life) {
        return sound;
    }

    default DeskLedger ledger(DeskLedger sound) {
        return sound;
    }

    default Alarms alarms(Alarms sound) {
        return sound;
    }

    default PageSender sender(PageSender sound) {
        return sound;
    }

    default DialledLinkEvents events(DialledLinkEvents sound) {
        return sound;
    }
}
