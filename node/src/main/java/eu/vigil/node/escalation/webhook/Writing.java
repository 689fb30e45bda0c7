package eu.vigil.node.escalation.webhook;

import java.util.Map;

/** What a dialect makes of something to be said. */
sealed interface Writing {
    /**
     * Post this.
     *
     * @param path after the channel's URL; empty for that itself
     * @param headers beside {@code content-type: application/json}
     * @param json the body
     */
    record Post(String path, Map<String, String> headers, String json) implements Writing {
        /** Copies the headers. */
        public Post {
            headers = Map.copyOf(headers);
        }

        /** To the channel's own URL. */
        static Post of(Map<String, String> headers, String json) {
            return new Post("", headers, json);
        }
    }

    /** Nothing can be posted before somebody puts this right. */
    record Wrong(String why) implements Writing {}
}
