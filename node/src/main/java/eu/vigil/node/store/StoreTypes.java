package eu.vigil.node.store;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.lang.reflect.Type;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.argument.NullArgument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jspecify.annotations.Nullable;

/**
 * How our values stand in columns, the same in every database: an instant as BIGINT microseconds since 1970, ids as TEXT, a
 * message id as its 16 bytes.
 */
final class StoreTypes extends JdbiPlugin.Singleton {
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

    @Override
    public void customizeJdbi(Jdbi jdbi) {
        column(jdbi, Instant.class, Types.BIGINT, (row, position, at) -> row.setLong(position, micros(at)));
        column(jdbi, NetworkId.class, Types.VARCHAR, (row, position, id) -> row.setString(position, id.value()));
        column(jdbi, ParticipantId.class, Types.VARCHAR, (row, position, id) -> row.setString(position, id.value()));
        column(jdbi, CaseRef.class, Types.VARCHAR, (row, position, ref) -> row.setString(position, ref.value()));
        column(
                jdbi,
                MessageId.class,
                Types.VARBINARY,
                (row, position, id) -> row.setBytes(position, id.bytes().toByteArray()));
        column(
                jdbi,
                ByteString.class,
                Types.VARBINARY,
                (row, position, bytes) -> row.setBytes(position, bytes.toByteArray()));
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

    private static <V> void column(Jdbi jdbi, Class<V> type, int sqlType, Bind<V> bind) {
        jdbi.registerArgument(new Binding<>(type, sqlType, bind));
        jdbi.registerColumnMapper(type, (row, position, _) -> read(row, position, type));
    }

    /** Preparable, because otherwise JDBI's own binding of an instant, to milliseconds, would be asked first. */
    private record Binding<V>(Class<V> type, int sqlType, Bind<V> bind) implements ArgumentFactory.Preparable {
        @Override
        public Optional<Function<Object, Argument>> prepare(Type asked, ConfigRegistry config) {
            return type.isAssignableFrom(GenericTypes.getErasedType(asked))
                    ? Optional.of(this::argument)
                    : Optional.empty();
        }

        private Argument argument(@Nullable Object value) {
            return value == null
                    ? new NullArgument(sqlType)
                    : (position, row, _) -> bind.bind(row, position, type.cast(value));
        }
    }

    @FunctionalInterface
    private interface Bind<V> {
        void bind(PreparedStatement row, int position, V value) throws SQLException;
    }

    @FunctionalInterface
    private interface Read<V> {
        @Nullable
        V read(ResultSet row, int position) throws SQLException;
    }
}
