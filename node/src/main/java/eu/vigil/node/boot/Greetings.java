package eu.vigil.node.boot;

import eu.vigil.node.casework.Instants;
import eu.vigil.node.directory.Directories;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.journal.JournalLedger;
import eu.vigil.node.journal.PairLogId;
import eu.vigil.node.journal.Reads;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.log.HeadReading;
import eu.vigil.protocol.form.ReceivedMessage;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.DirectoryState;
import eu.vigil.protocol.wire.Hello;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What this node says of itself when a link opens.
 *
 * @param software name and version
 */
record Greetings(
        ParticipantId self,
        Directories directories,
        Reads<? extends JournalLedger> reads,
        InstantSource clock,
        String software) {
    private record Heads(Optional<HeadReading.Signed> own, Optional<HeadReading.Signed> witnessed) {}

    /** The Hello for a peer; version, network, purpose and credit are the link's to fill in. */
    CompletionStage<Hello> to(PeerId peer) {
        PairLogId log = new PairLogId(peer.network(), peer.participant());
        return reads.<Heads>read(ledger ->
                        new Heads(ledger.pairLogs().head(log), ledger.pairLogs().witnessed(log)))
                .thenApply(heads -> hello(peer, heads));
    }

    private Hello hello(PeerId peer, Heads heads) {
        DirectoryView directory = directories.of(peer.network()).orElseThrow();
        return Hello.newBuilder()
                .setParticipant(self.value())
                .setDirectory(DirectoryState.newBuilder()
                        .setVersion(directory.version())
                        .setDigest(directory.digest()))
                .setOwnPairHead(heads.own().map(HeadReading.Signed::note).orElse(""))
                .setWitnessedPairHead(
                        heads.witnessed().map(HeadReading.Signed::note).orElse(""))
                .setSchemaMax(ReceivedMessage.SCHEMA_MAX)
                .setNow(Instants.timestamp(clock.instant()))
                .setSoftware(software)
                .build();
    }
}
