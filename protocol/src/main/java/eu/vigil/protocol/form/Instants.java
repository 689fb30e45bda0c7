package eu.vigil.protocol.form;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** The instants that a {@link Timestamp} may hold (timestamp.proto): those of RFC 3339's years 1 to 9999. */
final class Instants {
    static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Instants() {}

    static boolean inRange(Timestamp timestamp) {
        return timestamp.getSeconds() >= EARLIEST.getEpochSecond()
                && timestamp.getSeconds() <= LATEST.getEpochSecond()
                && timestamp.getNanos() >= 0
                && timestamp.getNanos() < 1_000_000_000;
    }

    static Timestamp of(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
