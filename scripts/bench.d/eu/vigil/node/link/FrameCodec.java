package eu.vigil.node.link;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.link.LinkLimits;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Frame;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A delivery of 6 KiB is written to a link and read from it. It lives in the room whose codec it measures, which nobody else sees. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FrameCodec {
    private static final int SEALED_BYTES = 6 * 1024;

    private final EmbeddedChannel channel = new EmbeddedChannel(
            new FrameDecoder(LinkLimits.DEFAULT), new FrameEncoder(LinkLimits.DEFAULT.frameBytesMax()));
    private final Frame frame = Frame.newBuilder()
            .setDeliver(Deliver.newBuilder()
                    .setEnvelope(Envelope.newBuilder().setSealed(ByteString.copyFrom(new byte[SEALED_BYTES]))))
            .build();

    /** Encodes and decodes. */
    @Benchmark
    public Object roundTrip() {
        channel.writeOutbound(frame);
        channel.writeInbound(channel.<Object>readOutbound());
        return channel.readInbound();
    }
}
