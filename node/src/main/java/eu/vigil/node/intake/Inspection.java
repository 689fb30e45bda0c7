package eu.vigil.node.intake;

import eu.vigil.node.casework.Departures;
import eu.vigil.node.casework.Instants;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.directory.Entry;
import eu.vigil.pki.seal.Verified;
import eu.vigil.protocol.form.ReceivedMessage;
import eu.vigil.protocol.form.Rules;
import eu.vigil.protocol.form.Violation;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.policy.Speech;
import eu.vigil.protocol.policy.Verdict;
import eu.vigil.protocol.wire.Decision;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is decided about a verified message from itself, its envelope, the policy and the directory, before the books are asked. */
sealed interface Inspection {
    /** Only its case can still refuse it. */
    record Fit(Message message) implements Inspection {}

    /**
     * Refused, with a reason that the sender may hear.
     *
     * @param bound the message, if it is the one that the envelope names: then it has claimed its id
     * @param detail for the operator; holds no value of the message
     */
    record Unfit(Decision decision, Optional<Message> bound, String detail) implements Inspection {}

    /**
     * The checks of security.md section 2 that follow the signature, in their order.
     *
     * @param now the instant of arrival
     */
    static Inspection of(
            Verified verified, Deliver deliver, DirectoryView directory, Policy policy, Rules rules, Instant now) {
        Envelope envelope = deliver.getEnvelope();
        return switch (ReceivedMessage.read(verified.content(), ReceivedMessage.SCHEMA_MAX, rules)) {
            case ReceivedMessage.Unreadable(List<Violation> violations) ->
                new Unfit(
                        Decision.SCHEMA,
                        Optional.empty(),
                        violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
            case ReceivedMessage.Read(Message message) -> {
                Header header = message.getHeader();
                if (!isBound(header, envelope)) {
                    yield new Unfit(
                            Decision.MISBOUND, Optional.empty(), "what was signed is not what the envelope says");
                }
                if (Departures.lane(header.getUrgency()) != deliver.getLane()) {
                    yield unfit(Decision.WRONG_LANE, message, "the lane is not the signed urgency");
                }
                if (!Instants.of(header.getExpiresAt()).isAfter(now)) {
                    yield unfit(Decision.EXPIRED, message, "it arrived after its expires_at");
                }
                yield judge(message, directory, policy, now);
            }
        };
    }

    private static boolean isBound(Header header, Envelope envelope) {
        return header.getNetwork().equals(envelope.getNetwork())
                && header.getSender().equals(envelope.getSender())
                && header.getRecipient().equals(envelope.getRecipient())
                && header.getMessageId().equals(envelope.getMessageId())
                && header.getDirectoryVersion() == envelope.getDirectoryVersion();
    }

    private static Inspection judge(Message message, DirectoryView directory, Policy policy, Instant now) {
        ParticipantId from = new ParticipantId(message.getHeader().getSender());
        ParticipantId to = new ParticipantId(message.getHeader().getRecipient());
        Optional<Entry> sender = directory.entry(from);
        Optional<Entry> recipient = directory.entry(to);
        if (sender.isEmpty() || recipient.isEmpty()) {
            return unfit(Decision.POLICY, message, "%s or %s is not in the directory".formatted(from, to));
        }
        Speech speech = Speech.of(message, sender.get().kind(), recipient.get().kind());
        return switch (policy.check(speech, basis -> directory.inForce(basis, from, to, now))) {
            case Verdict.Allowed _ -> new Fit(message);
            case Verdict.Denied(var decision, var reason, var _) -> unfit(decision, message, reason);
        };
    }

    private static Unfit unfit(Decision decision, Message message, String detail) {
        return new Unfit(decision, Optional.of(message), detail);
    }
}
