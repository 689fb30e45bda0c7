package eu.vigil.node.link;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import eu.vigil.protocol.link.LinkLimits;
import eu.vigil.protocol.wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the stream into frames: four bytes of length, most significant first, and a Protobuf {@code Frame}.
 *
 * <p>The length is checked before a byte is kept for it. What is too long, takes too long or is no Frame becomes one
 * {@link Inbound.Broken}, and all that follows is thrown away.
 */
final class FrameDecoder extends ByteToMessageDecoder {
    static final int LENGTH_BYTES = 4;
    private static final int DEPTH_MAX = 20;
    // Frames may grow: fields that we do not know are skipped and take no memory.
    private static final Parser<Frame> PARSER = DiscardUnknownFieldsParser.wrap(Frame.parser());

    private final LinkLimits limits;
    private int frameBytesMax;
    private boolean broken;
    private @Nullable Future<?> patience;

    FrameDecoder(LinkLimits limits) {
        this.limits = limits;
        this.frameBytesMax = limits.frameBytesMaxBeforeHello();
    }

    /** The peer is known now: frames may have their full length. */
    void trust() {
        frameBytesMax = limits.frameBytesMax();
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        assert context.executor().inEventLoop();
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (in.readableBytes() >= LENGTH_BYTES) {
            int length = in.getInt(in.readerIndex());
            if (length < 0 || length > frameBytesMax) {
                in.skipBytes(in.readableBytes());
                out.add(broken("a frame of %s bytes, more than %d"
                        .formatted(Integer.toUnsignedString(length), frameBytesMax)));
                return;
            }
            if (in.readableBytes() >= LENGTH_BYTES + length) {
                settle();
                in.skipBytes(LENGTH_BYTES);
                out.add(parse(in.readSlice(length)));
                return;
            }
        }
        if (patience == null && in.isReadable()) {
            patience = context.executor()
                    .schedule(() -> expire(context), limits.frameMax().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        settle();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        broken = true; // what is left of a frame is nothing
        settle();
        super.channelInactive(context);
    }

    private Inbound parse(ByteBuf bytes) {
        try {
            CodedInputStream in = CodedInputStream.newInstance(bytes.nioBuffer());
            in.setRecursionLimit(DEPTH_MAX);
            Frame frame = PARSER.parseFrom(in);
            in.checkLastTagWas(0);
            return new Inbound.Whole(frame);
        } catch (InvalidProtocolBufferException e) {
            return broken("a frame that is not Protobuf: " + e.getMessage());
        }
    }

    private Inbound broken(String why) {
        broken = true;
        settle();
        return new Inbound.Broken(why);
    }

    private void expire(ChannelHandlerContext context) {
        context.fireChannelRead(broken("a frame that took more than %s".formatted(limits.frameMax())));
    }

    private void settle() {
        if (patience != null) {
            patience.cancel(false);
            patience = null;
        }
    }
}
