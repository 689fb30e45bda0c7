package eu.vigil.pki.vault;

/** What comes of reading protected bytes. */
public sealed interface Revealing {
    /** What was protected. */
    final class Revealed implements Revealing {
        private final byte[] plain;

        Revealed(byte[] plain) {
            this.plain = plain;
        }

        /** The bytes; the caller's own. */
        public byte[] plain() {
            return plain.clone();
        }
    }

    /** Nothing can be read. */
    record Unreadable(Why why) implements Revealing {}

    /** Why nothing can be read. */
    enum Why {
        /** Shorter than format byte, nonce and tag. */
        TRUNCATED,
        /** The format byte is of a newer version, or these are no protected bytes at all. */
        UNKNOWN_FORMAT,
        /** Key or additional data differ from those it was protected with, or a bit has changed. */
        OTHER_KEY_OR_ALTERED
    }
}
