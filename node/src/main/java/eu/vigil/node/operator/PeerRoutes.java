package eu.vigil.node.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.journal.ReadUnavailable;
import eu.vigil.node.peers.PeerView;
import eu.vigil.node.peers.Peers;
import eu.vigil.protocol.id.ParticipantId;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Asks for the other contact points. */
record PeerRoutes(Peers peers) {
    Reply list(Call call) {
        return answered(listing -> {
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("now", listing.now().toString());
            ArrayNode all = json.putArray("peers");
            listing.peers().forEach(peer -> all.add(PeerJson.brief(peer, listing.now())));
            return Reply.json(200, json);
        });
    }

    Reply show(Call call) {
        ParticipantId id;
        try {
            id = new ParticipantId(call.parameter("peer"));
        } catch (IllegalArgumentException noParticipant) {
            return notFound(String.valueOf(noParticipant.getMessage()));
        }
        return answered(listing -> {
            List<PeerView> found = listing.peers().stream()
                    .filter(peer -> peer.entry().id().equals(id))
                    .toList();
            if (found.isEmpty()) {
                return notFound("%s is no peer in any directory of this node".formatted(id));
            }
            ObjectNode json = JsonNodeFactory.instance
                    .objectNode()
                    .put("now", listing.now().toString());
            ArrayNode all = json.putArray("peers");
            found.forEach(peer -> all.add(PeerJson.whole(peer, listing.now())));
            return Reply.json(200, json);
        });
    }

    private Reply answered(Function<Peers.Listing, Reply> answer) {
        Peers.Listing listing;
        try {
            listing = peers.all();
        } catch (CompletionException busy) {
            if (busy.getCause() instanceof ReadUnavailable) {
                return Reply.problem(Problem.of(
                                Problem.Kind.UNAVAILABLE,
                                String.valueOf(busy.getCause().getMessage())))
                        .with("Retry-After", "1");
            }
            throw busy;
        }
        return answer.apply(listing);
    }

    private static Reply notFound(String what) {
        return Reply.problem(Problem.of(Problem.Kind.NOT_FOUND, what));
    }
}
