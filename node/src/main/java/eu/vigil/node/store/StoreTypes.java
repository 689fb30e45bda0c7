package eu.vigil.node.store;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How our values stand in columns, the same in every database: an instant as BIGINT microseconds since 1970, ids as TEXT, a
 * message id as its 16 bytes.
 */
final class StoreTypes {
    private static final Map<Class<?>, Read<?>> READING = Map.ofEntries(
            Map.entry(Boolean.class, (Read<Boolean>) ResultSet::getBoolean),
            Map.entry(Integer.class, (Read<Integer>) ResultSet::getInt),
            Map.entry(Long.class, (Read<Long>) ResultSet::getLong),
            Map.entry(String.class, (Read<String>) ResultSet::getString),
            Map.entry(byte[].class, (Read<byte[]>) ResultSet::getBytes),
            Map.entry(Instant.class, (Read<Instant>) (row, position) -> instant(row.getLong(position))),
            Map.entry(NetworkId.class, ofText(NetworkId::new)),
            Map.entry(ParticipantId.class, ofText(ParticipantId::new)),
            Map.entry(CaseRef.class, ofText(CaseRef::new)),
            Map.entry(MessageId.class, ofBytes(bytes -> MessageId.of(ByteString.copyFrom(bytes)))),
            Map.entry(ByteString.class, ofBytes(ByteString::copyFrom)));

    private StoreTypes() {}

    private static <V> Read<V> ofText(Function<String, V> made) {
        return (row, position) -> {
            String text = row.getString(position);
            return text == null ? null : made.apply(text);
        };
    }

    private static <V> Read<V> ofBytes(Function<byte[], V> made) {
        return (row, position) -> {
            byte[] bytes = row.getBytes(position);
            return bytes == null ? null : made.apply(bytes);
        };
    }

    /** Puts a value, or null, into its place. */
    static void bind(PreparedStatement row, int place, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> row.setNull(place, Types.NULL);
            case String text -> row.setString(place, text);
            case Long number -> row.setLong(place, number);
            case Integer number -> row.setInt(place, number);
            case Boolean truth -> row.setBoolean(place, truth);
            case byte[] bytes -> row.setBytes(place, bytes);
            case ByteString bytes -> row.setBytes(place, bytes.toByteArray());
            case Instant at -> row.setLong(place, micros(at));
            case MessageId id -> row.setBytes(place, id.bytes().toByteArray());
            case CaseRef ref -> row.setString(place, ref.value());
            case ParticipantId id -> row.setString(place, id.value());
            case NetworkId id -> row.setString(place, id.value());
            default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
        }
    }

    /** The value in a column of a row, null if it has none. */
    static <V> @Nullable V read(ResultSet row, int position, Class<V> type) throws SQLException {
        Read<?> reading = READING.get(type);
        if (reading == null) {
            throw new IllegalArgumentException("no column holds a " + type);
        }
        Object value = reading.read(row, position);
        return row.wasNull() ? null : type.cast(value);
    }

    /** The microseconds since 1970 of an instant. */
    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    /** The instant of so many microseconds since 1970. */
    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    @FunctionalInterface
    private interface Read<V> {
        @Nullable
        V read(ResultSet row, int position) throws SQLException;
    }
}
