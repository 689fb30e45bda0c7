package eu.vigil.node.boot;

import eu.vigil.node.directory.Directories;
import eu.vigil.node.dispatch.Dispatch;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.intake.Intake;
import eu.vigil.node.journal.JournalLedger;
import eu.vigil.node.journal.Reads;
import eu.vigil.node.link.LinkListener;
import eu.vigil.node.metrics.Meters;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Hello;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The node's own ends of its links, for tests that bring a network of their own. */
public final class LinkPorts {
    private final Greetings greetings;
    private final InboundLinks inbound;

    /** Wired as a running node is. */
    public LinkPorts(
            ParticipantId self,
            Directories directories,
            Intake<?> intake,
            Dispatch<?> dispatch,
            Reads<? extends JournalLedger> reads,
            InstantSource clock) {
        this.greetings = new Greetings(self, directories, reads, clock, "vigil/test");
        this.inbound =
                new InboundLinks(greetings, intake, dispatch, reads, clock, new Meters(new PrometheusRegistry()));
    }

    /** What takes what peers dial. */
    public LinkListener listener() {
        return inbound;
    }

    /** What the node says of itself to a peer. */
    public CompletionStage<Hello> greeting(PeerId peer) {
        return greetings.to(peer);
    }

    /** Peers that hold a link to us. */
    public Set<PeerId> listening() {
        return inbound.listening();
    }
}
