package eu.vigil.node.link;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Catches what nobody caught, remembers it as the reason and closes the connection. A peer's or the network's fault is
 * expected; anything else is a defect of ours and logged with its trace.
 */
final class TailHandler extends ChannelInboundHandlerAdapter {
    /** Why the connection was closed, for whoever asks when it is gone. */
    static final AttributeKey<String> WHY = AttributeKey.valueOf(TailHandler.class, "why");

    private static final Logger LOG = LoggerFactory.getLogger(TailHandler.class);

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        Throwable cause = thrown instanceof DecoderException && thrown.getCause() != null ? thrown.getCause() : thrown;
        context.channel().attr(WHY).setIfAbsent(reason(cause));
        if (cause instanceof IOException || thrown instanceof DecoderException) {
            LOG.atDebug()
                    .addKeyValue("remote", context.channel().remoteAddress())
                    .addKeyValue("reason", reason(cause))
                    .log("connection failed");
        } else {
            LOG.atError()
                    .addKeyValue("remote", context.channel().remoteAddress())
                    .setCause(cause)
                    .log("defect in a link: connection closed");
        }
        var _ = context.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message); // after the hand-shake failed
    }

    /** What to tell the operator of a failure. */
    static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof ClosedChannelException) {
            return "the connection was closed";
        }
        String text = root.getMessage();
        return text == null ? root.getClass().getSimpleName() : text;
    }
}
