package eu.vigil.node.boot;

import eu.vigil.node.directory.Directories;
import eu.vigil.node.dispatch.Dialler;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.link.DialledLinkEvents;
import eu.vigil.node.link.LinkClosed;
import eu.vigil.node.link.LinkDialler;
import eu.vigil.pki.directory.Entry;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Bye;
import java.util.Optional;

/** Dials a peer where the directory says that it listens. */
record DirectoryDialler(LinkDialler dialler, Directories directories, Greetings greetings) implements Dialler {
    @Override
    public void dial(NetworkId network, ParticipantId peer, DialledLinkEvents events) {
        Optional<Entry> entry = directories.of(network).flatMap(directory -> directory.entry(peer));
        if (entry.isEmpty()) {
            events.closed(new LinkClosed(
                    Bye.Reason.REASON_UNSPECIFIED, "%s is not in the directory of %s".formatted(peer, network)));
            return;
        }
        greetings
                .to(new PeerId(network, peer))
                .thenAccept(hello -> dialler.dial(peer, network, entry.get().addresses(), () -> hello, events))
                // Whatever hinders it: a dial of which nobody hears would be the last of that peer.
                .exceptionally(failure -> {
                    events.closed(
                            new LinkClosed(Bye.Reason.INTERNAL, "it could not be dialled: " + failure.getMessage()));
                    return null;
                });
    }
}
