package eu.vigil.node.operator.desk;

import com.fasterxml.jackson.databind.JsonNode;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Decision;
import java.time.Instant;

/**
 * What was said about a request.
 *
 * @param at when it became durable here
 * @param decision what this node decided about it; of a message of ours ACCEPTED
 * @param text as Protobuf's JSON mapping writes it, header and body
 */
public record AnswerView(
        MessageId id, String kind, ParticipantId sender, Instant at, Decision decision, JsonNode text) {}
