package eu.vigil.node.peers;

import eu.vigil.node.dispatch.DispatchLedger;
import eu.vigil.node.drill.DrillLedger;

/** What this room reads. */
public interface PeerLedger extends DispatchLedger, DrillLedger {}
