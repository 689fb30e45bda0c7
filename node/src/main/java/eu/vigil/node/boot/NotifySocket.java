package eu.vigil.node.boot;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * A datagram socket of the family AF_UNIX, as sd_notify(3) speaks to systemd. The JDK has only stream sockets of it; three calls of the C
 * library on Linux make the rest, without a process for each word.
 *
 * <p>A name that begins with {@code @} is one of the abstract name space (unix(7)).
 */
final class NotifySocket implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int PATH_OFFSET = Short.BYTES;
    private static final int PATH_BYTES_MAX = 108;

    private final Arena arena = Arena.ofShared();
    private final MethodHandle sendTo;
    private final MethodHandle close;
    private final MemorySegment address;
    private final int addressBytes;
    private final int socket;

    /**
     * Opens a socket that sends to the one of this name.
     *
     * @throws IllegalArgumentException if no socket can have that name
     * @throws IllegalStateException if the system gives no socket
     */
    NotifySocket(String name) {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        boolean isAbstract = name.startsWith("@");
        if (path.length < 2 || path.length >= PATH_BYTES_MAX || !(isAbstract || name.startsWith("/"))) {
            throw new IllegalArgumentException(
                    "NOTIFY_SOCKET: '%s' is neither an absolute path nor an abstract name of 1 to 106 bytes"
                            .formatted(name));
        }
        if (isAbstract) {
            path[0] = 0;
        }
        address = arena.allocate(PATH_OFFSET + PATH_BYTES_MAX, Short.BYTES);
        address.set(JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(path, 0, address, JAVA_BYTE, PATH_OFFSET, path.length);
        addressBytes = PATH_OFFSET + path.length + (isAbstract ? 0 : 1);

        Linker linker = Linker.nativeLinker();
        MethodHandle open = function(linker, "socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
        sendTo = function(
                linker,
                "sendto",
                FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
        close = function(linker, "close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
        socket = opened(open);
    }

    @SuppressWarnings("restricted") // three functions of the C library, each with the form that POSIX gives it
    private static MethodHandle function(Linker linker, String name, FunctionDescriptor form) {
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), form);
    }

    private static int opened(MethodHandle open) {
        int opened;
        try {
            opened = (int) open.invokeExact(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        } catch (Throwable e) {
            throw new IllegalStateException("socket(2) could not be called", e);
        }
        if (opened < 0) {
            throw new IllegalStateException("the system gives no socket for NOTIFY_SOCKET");
        }
        return opened;
    }

    /** Sends a datagram; false if it could not be had rid of at once, as when nobody listens. */
    synchronized boolean send(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (Arena call = Arena.ofConfined()) {
            MemorySegment body = call.allocateFrom(JAVA_BYTE, bytes);
            long sent = (long) sendTo.invokeExact(
                    socket, body, (long) bytes.length, MSG_DONTWAIT | MSG_NOSIGNAL, address, addressBytes);
            return sent == bytes.length;
        } catch (Throwable e) {
            throw new IllegalStateException("sendto(2) could not be called", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            int _ = (int) close.invokeExact(socket);
        } catch (Throwable e) {
            throw new IllegalStateException("close(2) could not be called", e);
        } finally {
            arena.close();
        }
    }
}
