package eu.vigil.protocol.form;

import com.google.protobuf.InvalidProtocolBufferException;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;

/**
 * What a person has written and the node has not yet completed: a {@link Message} in which everything is empty that the node sets.
 *
 * @param message recipient, network, legal basis and the like, and one body
 */
public record Draft(Message message) {
    /**
     * A draft that says something about {@code request}: on its network and basis, with its urgency, handling and language.
     *
     * @param to the other side of the request
     * @param written the body, and of the header what differs from the request's
     */
    public static Draft about(Message request, ParticipantId to, Message written) {
        Header asked = request.getHeader();
        return new Draft(written.toBuilder()
                .setHeader(Header.newBuilder()
                        .setRecipient(to.value())
                        .setNetwork(asked.getNetwork())
                        .setLegalBasis(asked.getLegalBasis())
                        .setUrgency(asked.getUrgency())
                        .setUrgencyReason(asked.getUrgencyReason())
                        .setHandlingCode(asked.getHandlingCode())
                        .setHandlingText(asked.getHandlingText())
                        .setTlp(asked.getTlp())
                        .setLanguage(asked.getLanguage())
                        .setConfidential(asked.getConfidential())
                        .setDrill(asked.getDrill())
                        .mergeFrom(written.getHeader()))
                .build());
    }

    /**
     * A draft from {@link #bytes}.
     *
     * @throws IllegalArgumentException if they are not those of a draft
     */
    public static Draft of(byte[] bytes) {
        try {
            return new Draft(Message.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("these bytes are no draft", e);
        }
    }

    /** For the store, and for the digest that an approval is bound to: equal drafts have equal bytes. */
    public byte[] bytes() {
        return message.toByteArray();
    }
}
