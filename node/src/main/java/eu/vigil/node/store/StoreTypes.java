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
    @Override
    public void customizeJdbi(Jdbi jdbi) {
        column(
                jdbi,
                Instant.class,
                Types.BIGINT,
                (row, position, at) -> row.setLong(position, micros(at)),
                (row, position) -> instant(row.getLong(position)));
        column(
                jdbi,
                NetworkId.class,
                Types.VARCHAR,
                (row, position, id) -> row.setString(position, id.value()),
                (row, position) -> new NetworkId(row.getString(position)));
        column(
                jdbi,
                ParticipantId.class,
                Types.VARCHAR,
                (row, position, id) -> row.setString(position, id.value()),
                (row, position) -> new ParticipantId(row.getString(position)));
        column(
                jdbi,
                CaseRef.class,
                Types.VARCHAR,
                (row, position, ref) -> row.setString(position, ref.value()),
                (row, position) -> new CaseRef(row.getString(position)));
        column(
                jdbi,
                MessageId.class,
                Types.VARBINARY,
                (row, position, id) -> row.setBytes(position, id.bytes().toByteArray()),
                (row, position) -> MessageId.of(ByteString.copyFrom(row.getBytes(position))));
        column(
                jdbi,
                ByteString.class,
                Types.VARBINARY,
                (row, position, bytes) -> row.setBytes(position, bytes.toByteArray()),
                (row, position) -> ByteString.copyFrom(row.getBytes(position)));
    }

    /** The microseconds since 1970 of an instant. */
    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    /** The instant of so many microseconds since 1970. */
    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static <V> void column(Jdbi jdbi, Class<V> type, int sqlType, Bind<V> bind, Read<V> read) {
        jdbi.registerArgument(new Binding<>(type, sqlType, bind));
        jdbi.registerColumnMapper(
                type, (row, position, _) -> row.getObject(position) == null ? null : read.read(row, position));
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
        V read(ResultSet row, int position) throws SQLException;
    }
}
