package eu.vigil.node.casework;

import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.wire.Message;

/** The name of a checked message's kind, {@code PreservationRequest}. */
public final class Kinds {
    /** The kind that takes a request back. */
    static final String WITHDRAWAL = "Withdrawal";

    private Kinds() {}

    /** The name; a checked message has a body. */
    public static String of(Message message) {
        return MessageKind.of(message).map(MessageKind::name).orElseThrow();
    }
}
