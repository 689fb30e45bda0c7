package eu.vigil.protocol.id;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The name of one message for ever, a UUID of version 7 (RFC 9562 section 5.7): ordered by the millisecond of its making.
 *
 * <p>Only together with network and sender is it unique: two senders may, by accident or malice, use the same.
 */
public record MessageId(UUID value) implements Comparable<MessageId> {
    private static final int BYTES = 16;

    /** @throws IllegalArgumentException if it is no UUID of version 7 */
    public MessageId {
        if (value.version() != 7 || value.variant() != 2) {
            throw new IllegalArgumentException("message_id: %s is not a UUID of version 7".formatted(value));
        }
    }

    /** A new id made at {@code now}, with 74 bits from {@code random}. */
    public static MessageId of(Instant now, RandomGenerator random) {
        long high = (now.toEpochMilli() << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new MessageId(new UUID(high, low));
    }

    /**
     * Reads the id from its 16 bytes.
     *
     * @throws IllegalArgumentException unless they are those of a UUID of version 7
     */
    public static MessageId of(ByteString bytes) {
        if (bytes.size() != BYTES) {
            throw new IllegalArgumentException("message_id: %d bytes instead of 16".formatted(bytes.size()));
        }
        ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
        return new MessageId(new UUID(buffer.getLong(), buffer.getLong()));
    }

    /** Reads what a peer calls the id of a message; empty if no message can be called so. */
    public static Optional<MessageId> read(ByteString bytes) {
        try {
            return Optional.of(of(bytes));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * Reads the id from its usual form in text.
     *
     * @throws IllegalArgumentException unless it is a UUID of version 7
     */
    public static MessageId of(String text) {
        return new MessageId(UUID.fromString(text));
    }

    /** The 16 bytes in network order. */
    public ByteString bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .flip();
        return ByteString.copyFrom(buffer);
    }

    /** In the order of the bytes, as a database has it: of two ids the one made earlier comes first. */
    @Override
    public int compareTo(MessageId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
