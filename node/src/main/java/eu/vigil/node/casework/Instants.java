package eu.vigil.node.casework;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** The same instant in the two forms that the node and the wire use. */
public final class Instants {
    private Instants() {}

    /** As the wire has it. */
    public static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    /** As Java has it. */
    public static Instant of(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }
}
