package eu.vigil.node.sim;

import com.google.protobuf.ByteString;
import eu.vigil.node.casework.RequestRecord;
import eu.vigil.node.escalation.Claim;
import eu.vigil.node.escalation.Incident;
import eu.vigil.node.escalation.IncidentCode;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.pki.log.Head;

/** What a transaction wrote, as far as somebody judges it. */
sealed interface Seen {
    record Appended(PairLogId log, long index, ByteString leaf) implements Seen {}

    record Witnessed(PairLogId log, Head head) implements Seen {}

    record Entered(RequestRecord request) implements Seen {}

    record Opened(Incident incident) implements Seen {}

    record Ended(IncidentCode incident) implements Seen {}

    record Claimed(Claim claim) implements Seen {}
}
