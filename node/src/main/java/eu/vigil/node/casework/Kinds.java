package eu.vigil.node.casework;

import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.wire.KindRule;
import eu.vigil.protocol.wire.Message;
import java.util.Optional;
import java.util.stream.Stream;

/** The name of a checked message's kind, {@code PreservationRequest}. */
public final class Kinds {
    /** The kind that says that assistance was asked for. */
    static final String MLA_FOLLOW_UP = "MlaFollowUp";

    private Kinds() {}

    /** The name; a checked message has a body. */
    public static String of(Message message) {
        return MessageKind.of(message).map(MessageKind::name).orElseThrow();
    }

    /** True if it asks for something, so that an answer is owed. */
    static boolean isRequest(String kind) {
        return MessageKind.named(kind).filter(MessageKind::isRequest).isPresent();
    }

    /** True if it opens a case of its own. */
    public static boolean opensCase(String kind) {
        return MessageKind.named(kind).filter(MessageKind::opensCase).isPresent();
    }

    /** What an answer of that kind does to its request; nothing for a kind that answers nothing. */
    static KindRule rule(String kind) {
        return MessageKind.named(kind).map(MessageKind::rule).orElse(KindRule.getDefaultInstance());
    }

    /** The other case that a message is about. */
    static Optional<CaseRef> concerned(Message message) {
        return Stream.of(
                        message.getPreservationRequest().getPrevious(),
                        message.getMlaFollowUp().getPreservationRef(),
                        message.getPartnerFeedback().getSignalRef(),
                        message.getAccountMeasure().getSignalRef())
                .filter(named -> !named.isEmpty())
                .findFirst()
                .map(CaseRef::new);
    }
}
