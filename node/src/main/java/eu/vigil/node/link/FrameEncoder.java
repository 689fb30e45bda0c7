package eu.vigil.node.link;

import com.google.protobuf.CodedOutputStream;
import eu.vigil.protocol.wire.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.MessageToByteEncoder;
import java.io.IOException;

/** Puts a frame's length, four bytes, before the frame; both in one buffer of just the size. */
final class FrameEncoder extends MessageToByteEncoder<Frame> {
    private final int frameBytesMax;

    FrameEncoder(int frameBytesMax) {
        super(Frame.class);
        this.frameBytesMax = frameBytesMax;
    }

    @Override
    protected ByteBuf allocateBuffer(ChannelHandlerContext context, Frame frame, boolean preferDirect) {
        int length = frame.getSerializedSize();
        if (length > frameBytesMax) {
            throw new IllegalArgumentException("a frame of %d bytes, more than %d".formatted(length, frameBytesMax));
        }
        int bytes = FrameDecoder.LENGTH_BYTES + length;
        return preferDirect
                ? context.alloc().ioBuffer(bytes, bytes)
                : context.alloc().heapBuffer(bytes, bytes);
    }

    @Override
    protected void encode(ChannelHandlerContext context, Frame frame, ByteBuf out) throws IOException {
        int length = frame.getSerializedSize();
        out.writeInt(length);
        CodedOutputStream stream = CodedOutputStream.newInstance(out.nioBuffer(out.writerIndex(), length));
        frame.writeTo(stream);
        stream.flush();
        out.writerIndex(out.writerIndex() + length);
    }
}
