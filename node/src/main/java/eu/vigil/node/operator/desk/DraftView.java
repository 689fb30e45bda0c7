package eu.vigil.node.operator.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;

/**
 * A text that waits in a case.
 *
 * @param kind of the message that it will be
 * @param text as Protobuf's JSON mapping writes it
 * @param content SHA-256 of the canonical content: an approval names it
 * @param writtenBy names, the first writer first
 * @param approvedBy the second person, once there is one
 */
public record DraftView(
        String kind, JsonNode text, ByteString content, List<String> writtenBy, Optional<String> approvedBy) {
    /** Copies the list. */
    public DraftView {
        writtenBy = List.copyOf(writtenBy);
    }
}
