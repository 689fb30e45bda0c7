package eu.vigil.node.desk;

import eu.vigil.node.casework.CaseLedger;
import eu.vigil.node.drill.DrillLedger;
import eu.vigil.node.escalation.EscalationLedger;

/** What this room writes inside a journal transaction. */
public interface DeskLedger extends CaseLedger, EscalationLedger, DrillLedger {}
