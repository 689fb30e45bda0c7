package eu.vigil.node.link;

import eu.vigil.protocol.link.LinkLimits;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The threads that own the links, shared by server and dialler: epoll where the kernel has it, NIO elsewhere. */
public final class LinkLoops {
    private static final int CONNECTIONS_WAITING_MAX = 512;

    private final boolean epoll;
    private final EventLoopGroup group;

    /** Starts so many threads. */
    public LinkLoops(int threads) {
        this(threads, Epoll.isAvailable());
    }

    LinkLoops(int threads, boolean epoll) {
        this.epoll = epoll;
        this.group = new MultiThreadIoEventLoopGroup(
                threads,
                new DefaultThreadFactory("link", true),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /** Which interface of the kernel is used, for the operator. */
    public String description() {
        return epoll ? "epoll" : "NIO";
    }

    /** Ends the threads; links and servers must be stopped before. */
    public CompletionStage<Void> stop() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).addListener(_ -> stopped.complete(null));
        return stopped;
    }

    EventLoop next() {
        return group.next();
    }

    ServerBootstrap server(LinkLimits limits) {
        ServerBootstrap server = new ServerBootstrap()
                .group(group)
                .channel(epoll ? EpollServerSocketChannel.class : serverNio())
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, CONNECTIONS_WAITING_MAX)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark(limits));
        return epoll
                ? server.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, (long) limits.unsentBytesMax())
                : server;
    }

    Bootstrap client(EventLoop loop, LinkLimits limits) {
        Class<? extends Channel> channel = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
        Bootstrap client = new Bootstrap()
                .group(loop)
                .channel(channel)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(limits.connectMax().toMillis()))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark(limits));
        return epoll ? client.option(EpollChannelOption.TCP_NOTSENT_LOWAT, (long) limits.unsentBytesMax()) : client;
    }

    private static Class<? extends ServerChannel> serverNio() {
        return NioServerSocketChannel.class;
    }

    private static WriteBufferWaterMark waterMark(LinkLimits limits) {
        return new WriteBufferWaterMark(limits.unsentBytesMax() / 2, limits.unsentBytesMax());
    }
}
