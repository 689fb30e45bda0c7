package eu.vigil.node.casework;

import com.google.protobuf.ByteString;
import eu.vigil.pki.directory.Sha256;
import eu.vigil.protocol.form.Draft;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A text that has not left: a request that is being written, or an answer that waits for a second person.
 *
 * @param request the request that it is, or that it answers
 * @param hands who wrote any of it, the first writer first; at least one
 * @param approval by a second person, of exactly this text
 */
public record Writing(MessageId request, CaseRef caseRef, Draft draft, List<Hand> hands, Optional<Approval> approval) {
    /** The length of {@link #content}. */
    public static final int CONTENT_BYTES = 32;

    /** Copies the list. */
    public Writing {
        hands = List.copyOf(hands);
        if (hands.isEmpty()) {
            throw new IllegalArgumentException("hands: nobody wrote it");
        }
    }

    /**
     * Somebody whose deed it was.
     *
     * @param id the person's, which stays when the name changes
     * @param name as it is shown and sent
     */
    public record Hand(String id, String name) {}

    /**
     * A second person agrees.
     *
     * @param content {@link Writing#content} of what was read
     */
    public record Approval(Hand by, ByteString content) {}

    /** A text that nobody has approved. */
    public static Writing by(Hand writer, MessageId request, CaseRef caseRef, Draft draft) {
        return new Writing(request, caseRef, draft, List.of(writer), Optional.empty());
    }

    /** SHA-256 of the canonical content: what an approval is bound to. */
    public ByteString content() {
        return Sha256.of(ByteString.copyFrom(draft.bytes()));
    }

    /** The text that {@code writer} puts in its place. An edit voids the approval, and whoever wrote before stays a writer. */
    public Writing edited(Draft text, Hand writer) {
        List<Hand> all = hands.contains(writer)
                ? hands
                : Stream.concat(hands.stream(), Stream.of(writer)).toList();
        return new Writing(request, caseRef, text, all, Optional.empty());
    }

    /** The same text, approved. */
    public Writing approvedBy(Hand approver) {
        return new Writing(request, caseRef, draft, hands, Optional.of(new Approval(approver, content())));
    }

    /** True if that person wrote any of it. */
    public boolean isBy(Hand person) {
        return hands.stream().anyMatch(hand -> hand.id().equals(person.id()));
    }
}
