package eu.vigil.protocol.policy;

import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.LegalBasis;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.Participant;
import java.util.Optional;

/**
 * Somebody wants to say something to somebody: what the policy judges.
 *
 * @param from who speaks
 * @param fromKind as its directory says, or {@link Policy#kindOf} where there is no directory
 * @param to who hears
 * @param toKind likewise
 * @param network empty: any network will do
 * @param kind the name of the message, {@code PreservationRequest}
 * @param copy true for a copy of what was said to somebody else
 * @param basis empty: any basis in force will do
 * @param transferGround true if the message records the ground on which personal data may go to a third State
 */
public record Speech(
        ParticipantId from,
        Participant.Kind fromKind,
        ParticipantId to,
        Participant.Kind toKind,
        Optional<NetworkId> network,
        String kind,
        boolean copy,
        Optional<LegalBasis> basis,
        boolean transferGround) {

    /**
     * What a checked message says.
     *
     * @throws IllegalArgumentException if a name in its header has no right form or it has no body
     */
    public static Speech of(Message message, Participant.Kind senderKind, Participant.Kind recipientKind) {
        Header header = message.getHeader();
        MessageKind kind =
                MessageKind.of(message).orElseThrow(() -> new IllegalArgumentException("the message has no body"));
        return new Speech(
                new ParticipantId(header.getSender()),
                senderKind,
                new ParticipantId(header.getRecipient()),
                recipientKind,
                Optional.of(new NetworkId(header.getNetwork())),
                kind.name(),
                false,
                Optional.of(header.getLegalBasis()),
                header.getTransferGround() != Header.TransferGround.TRANSFER_GROUND_UNSPECIFIED);
    }
}
