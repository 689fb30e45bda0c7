package eu.vigil.protocol.link;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import eu.vigil.protocol.wire.Frame;
import java.util.Optional;

/** No frame makes the link throw, or say anything but a Bye about what breaks a rule. */
class LinkFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void anyFrameIsTakenOrEndsTheLinkOnBothSides(byte[] bytes) {
        Optional<Frame> frame = frame(bytes);
        if (frame.isPresent()) {
            for (Talk talk : new Talk[] {
                Talk.listener(LinkLimits.DEFAULT),
                Talk.openListener(LinkLimits.DEFAULT),
                Talk.dialler(LinkLimits.DEFAULT),
                Talk.openDialler(LinkLimits.DEFAULT, 3)
            }) {
                talk.hear(frame.get()).tick().hear(frame.get());
            }
        }
    }

    private static Optional<Frame> frame(byte[] bytes) {
        try {
            return Optional.of(Frame.parseFrom(bytes));
        } catch (InvalidProtocolBufferException _) {
            return Optional.empty();
        }
    }
}
