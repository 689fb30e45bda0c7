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
import java.time.Duration;
import java.util.Optional;

/** systemd's end of NOTIFY_SOCKET: a real AF_UNIX datagram socket. */
public final class NotifyReceiver implements AutoCloseable {
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final int PATH_BYTES = 108;
    private static final int BYTES_MAX = 4096;

    private final Arena arena = Arena.ofShared();
    private final Linker linker = Linker.nativeLinker();
    private final int socket;

    /** Listens at a path, or at an abstract name that begins with {@code @}. */
    public NotifyReceiver(String name) {
        socket = (int)
                call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT), AF_UNIX, SOCK_DGRAM, 0);
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        int bytes = Short.BYTES + path.length + (path[0] == '@' ? 0 : 1);
        if (path[0] == '@') {
            path[0] = 0;
        }
        MemorySegment address = arena.allocate(Short.BYTES + PATH_BYTES, Short.BYTES);
        address.set(JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(path, 0, address, JAVA_BYTE, Short.BYTES, path.length);
        int bound = (int)
                call("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT), socket, address, bytes);
        if (socket < 0 || bound != 0) {
            throw new IllegalStateException("no socket at " + name);
        }
    }

    /** The next datagram; empty if none comes in time. */
    public Optional<String> next(Duration most) {
        MemorySegment time = arena.allocate(JAVA_LONG.byteSize() * 2, Long.BYTES);
        time.set(JAVA_LONG, 0, most.toSeconds());
        time.set(JAVA_LONG, JAVA_LONG.byteSize(), most.toNanosPart() / 1000);
        Object _ = call(
                "setsockopt",
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT),
                socket,
                SOL_SOCKET,
                SO_RCVTIMEO,
                time,
                (int) time.byteSize());
        MemorySegment body = arena.allocate(BYTES_MAX);
        long received = (long) call(
                "recv",
                FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT),
                socket,
                body,
                (long) BYTES_MAX,
                0);
        return received < 0
                ? Optional.empty()
                : Optional.of(new String(body.asSlice(0, received).toArray(JAVA_BYTE), StandardCharsets.UTF_8));
    }

    /** The next datagram that contains these words; those before it are passed over. Empty if none comes in time, whatever else does. */
    public Optional<String> await(String words, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        Optional<String> next = next(most);
        while (next.isPresent() && !next.get().contains(words)) {
            long left = end - System.nanoTime();
            // to a socket no time at all means for ever
            next = left >= 1000 ? next(Duration.ofNanos(left)) : Optional.empty();
        }
        return next;
    }

    @SuppressWarnings("restricted")
    private Object call(String name, FunctionDescriptor form, Object... arguments) {
        MethodHandle function = linker.downcallHandle(linker.defaultLookup().findOrThrow(name), form);
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException(name, e);
        }
    }

    @Override
    public void close() {
        Object _ = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT), socket);
        arena.close();
    }
}
