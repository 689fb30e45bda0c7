package eu.vigil.node.desk;

import com.google.protobuf.ByteString;
import eu.vigil.node.casework.CaseQuery.Place;
import eu.vigil.protocol.id.MessageId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

/** A place in the list as text that whoever asks for the next page hands back. */
final class ListCursor {
    private static final int ID_BYTES = 16;
    private static final long NEVER = Long.MAX_VALUE;

    private ListCursor() {}

    static String write(Place place) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES + ID_BYTES)
                .putLong(place.due().map(ListCursor::micros).orElse(NEVER))
                .putLong(micros(place.openedAt()))
                .put(place.id().bytes().toByteArray());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** The place; empty if nothing here wrote that. */
    static Optional<Place> read(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            long due = bytes.getLong();
            Instant opened = instant(bytes.getLong());
            byte[] id = new byte[ID_BYTES];
            bytes.get(id);
            return bytes.hasRemaining()
                    ? Optional.empty()
                    : Optional.of(new Place(
                            due == NEVER ? Optional.empty() : Optional.of(instant(due)),
                            opened,
                            MessageId.of(ByteString.copyFrom(id))));
        } catch (IllegalArgumentException | BufferUnderflowException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
