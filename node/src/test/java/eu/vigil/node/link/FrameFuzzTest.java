package eu.vigil.node.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import eu.vigil.protocol.link.LinkLimits;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

/** Whatever comes in on a connection is frames and at most one refusal, the last. */
class FrameFuzzTest {
    private static final int PIECE_BYTES = 7;

    @FuzzTest(maxDuration = "10s")
    void anyBytesAreFramesUntilTheyAreRefusedOnce(byte[] bytes) {
        FrameDecoder decoder = new FrameDecoder(LinkLimits.DEFAULT);
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        try {
            for (int from = 0; from < bytes.length; from += PIECE_BYTES) {
                channel.writeInbound(Unpooled.copiedBuffer(bytes, from, Math.min(PIECE_BYTES, bytes.length - from)));
            }
            boolean broken = false;
            for (Inbound read = channel.readInbound(); read != null; read = channel.readInbound()) {
                assertThat(broken).as("nothing after a refusal").isFalse();
                broken = read instanceof Inbound.Broken;
            }
        } finally {
            channel.finishAndReleaseAll();
        }
    }
}
