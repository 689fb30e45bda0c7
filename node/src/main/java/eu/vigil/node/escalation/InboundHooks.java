package eu.vigil.node.escalation;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Acknowledgements that come from a channel's far end, signed by a secret of their own. They stop the pager and do nothing else: nobody's name is
 * put under anything that a peer sees, because a provider's word is not an officer's.
 */
public interface InboundHooks {
    /** The path under the operator's public URL; the channel's name follows it. */
    String PATH = "/hooks/";

    /**
     * What came.
     *
     * @param headers by name in small letters
     * @param body as it came, byte for byte: the signature is over it
     */
    record Incoming(String channel, Map<String, String> headers, String body) {
        /** A header's value, empty if there is none. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** Takes it; what it does is durable when this completes. */
    CompletionStage<HookAnswer> receive(Incoming incoming);

    /** What came of it. */
    sealed interface HookAnswer {
        /** Nobody is called any more. */
        record Acknowledged(IncidentCode incident) implements HookAnswer {}

        /** It was over before. */
        record WasOver(IncidentCode incident) implements HookAnswer {}

        /** This very event came before. */
        record Repeated() implements HookAnswer {}

        /** It is authentic and acknowledges nothing of ours. */
        record Ignored(String why) implements HookAnswer {}

        /** It acknowledges what this channel was never paged about. */
        record UnknownIncident() implements HookAnswer {}

        /** It is not signed by the channel's secret. */
        record Forged(String why) implements HookAnswer {}

        /** It is authentic and too old, or of the future. */
        record Stale(String why) implements HookAnswer {}

        /** It is authentic and cannot be read. */
        record Malformed(String why) implements HookAnswer {}

        /** No channel of that name takes any. */
        record NoSuchHook() implements HookAnswer {}

        /** It could not be written; it is to be sent again. */
        record NotNow() implements HookAnswer {}
    }
}
