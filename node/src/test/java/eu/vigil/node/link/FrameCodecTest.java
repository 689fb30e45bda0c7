package eu.vigil.node.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UnknownFieldSet;
import eu.vigil.protocol.link.LinkLimits;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Leaks.class)
class FrameCodecTest {
    private final FrameDecoder decoder = new FrameDecoder(LinkLimits.DEFAULT);
    private final EmbeddedChannel channel = new EmbeddedChannel();

    FrameCodecTest() {
        channel.freezeTime();
        channel.pipeline().addLast(decoder, new FrameEncoder(LinkLimits.DEFAULT.frameBytesMax()));
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void whatIsEncodedIsDecodedByteByByteToo() {
        Frame frame = TestFrames.helloFrame("BE");
        channel.writeOutbound(frame, frame);
        ByteBuf bytes = Unpooled.wrappedBuffer((ByteBuf) channel.readOutbound(), channel.readOutbound());
        assertThat(bytes.getInt(0)).isEqualTo(frame.getSerializedSize());

        while (bytes.isReadable()) {
            channel.writeInbound(bytes.readRetainedSlice(1));
        }
        bytes.release();
        assertThat(channel.<Inbound>readInbound()).isEqualTo(new Inbound.Whole(frame));
        assertThat(channel.<Inbound>readInbound()).isEqualTo(new Inbound.Whole(frame));
        assertThat(channel.<Inbound>readInbound()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MAX_VALUE, -1, Integer.MIN_VALUE, 16 * 1024 + 1, 256 * 1024})
    void aLengthOverTheCapIsRefusedBeforeHello(int length) {
        channel.writeInbound(Unpooled.copyInt(length));

        assertThat(channel.<Inbound>readInbound())
                .isInstanceOfSatisfying(
                        Inbound.Broken.class,
                        broken -> assertThat(broken.why())
                                .contains(Integer.toUnsignedString(length))
                                .contains("16384"));
        channel.writeInbound(Unpooled.copyInt(0));
        assertThat(channel.<Inbound>readInbound()).isNull();
    }

    @Test
    void afterHelloTheCapIsHigherAndStillACap() {
        decoder.trust();
        channel.writeInbound(Unpooled.copyInt(256 * 1024));
        assertThat(channel.<Inbound>readInbound()).isNull();

        EmbeddedChannel other = new EmbeddedChannel();
        FrameDecoder trusting = new FrameDecoder(LinkLimits.DEFAULT);
        trusting.trust();
        other.pipeline().addLast(trusting);
        other.writeInbound(Unpooled.copyInt(256 * 1024 + 1));
        assertThat(other.<Inbound>readInbound()).isInstanceOf(Inbound.Broken.class);
        other.finishAndReleaseAll();
    }

    @Test
    void garbageIsNoFrame() {
        channel.writeInbound(Unpooled.buffer().writeInt(3).writeBytes(new byte[] {-1, -1, -1}));

        assertThat(channel.<Inbound>readInbound())
                .isInstanceOfSatisfying(
                        Inbound.Broken.class, broken -> assertThat(broken.why()).contains("not Protobuf"));
    }

    @Test
    void anEndOfAGroupThatNeverBeganIsNoFrame() {
        channel.writeInbound(Unpooled.buffer().writeInt(1).writeByte((3 << 3) | 4));

        assertThat(channel.<Inbound>readInbound()).isInstanceOf(Inbound.Broken.class);
    }

    @Test
    void groupsWithinGroupsAreNoWayToALargeStack() {
        ByteBuf bomb = Unpooled.buffer().writeInt(8000);
        for (int depth = 0; depth < 8000; depth++) {
            bomb.writeByte((15 << 3) | 3);
        }
        channel.writeInbound(bomb);

        assertThat(channel.<Inbound>readInbound()).isInstanceOf(Inbound.Broken.class);
    }

    @Test
    void aFieldThatWeDoNotKnowIsSkipped() {
        Frame later = TestFrames.helloFrame("BE").toBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(
                                500,
                                UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                        .build())
                .build();
        channel.writeInbound(
                Unpooled.buffer().writeInt(later.getSerializedSize()).writeBytes(later.toByteArray()));

        Inbound.Whole whole = channel.readInbound();
        assertThat(whole.frame().getHello()).isEqualTo(later.getHello());
        assertThat(whole.frame().getUnknownFields().asMap()).isEmpty();
    }

    @Test
    void aFrameThatDribblesInIsGivenTenSeconds() {
        channel.writeInbound(Unpooled.copyInt(10));
        for (int second = 1; second < 10; second++) {
            channel.advanceTimeBy(1, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[1]));
        }
        assertThat(channel.<Inbound>readInbound()).isNull();
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.<Inbound>readInbound())
                .isInstanceOfSatisfying(
                        Inbound.Broken.class, broken -> assertThat(broken.why()).contains("PT10S"));
    }

    @Test
    void aLengthThatIsNotWholeIsGivenTenSecondsToo() {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[1]));
        channel.advanceTimeBy(10, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.<Inbound>readInbound()).isInstanceOf(Inbound.Broken.class);
    }

    @Test
    void betweenFramesThereIsNoHurry() {
        channel.writeInbound(Unpooled.copyInt(0));
        assertThat(channel.<Inbound>readInbound()).isEqualTo(new Inbound.Whole(Frame.getDefaultInstance()));
        channel.advanceTimeBy(60, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.<Inbound>readInbound()).isNull();
    }

    @Test
    void aFrameOfOursOverTheCapIsADefect() {
        Deliver large = TestFrames.deliver("BE", "FR", 256 * 1024);
        assertThatThrownBy(() -> channel.writeOutbound(
                        Frame.newBuilder().setDeliver(large).build()))
                .hasMessageContaining("262144");
    }
}
