package eu.vigil.node.escalation.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A far end on loopback that answers whatever a test wants, down to the socket. */
final class Misbehaving implements AutoCloseable {
    /** What it does with a connection after it has read a request. */
    @FunctionalInterface
    interface Conduct {
        void answer(Socket socket, OutputStream out) throws IOException;
    }

    private final ServerSocket server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    Misbehaving(Conduct conduct) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    open.add(socket);
                    Thread.ofVirtual().start(() -> serve(socket, conduct));
                } catch (IOException _) {
                    return; // closed
                }
            }
        });
    }

    /** One that answers with this status line and these headers. */
    static Misbehaving saying(String... lines) {
        return new Misbehaving((socket, out) -> {
            out.write(
                    (String.join("\r\n", lines) + "\r\ncontent-length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        });
    }

    /** One that reads and never says anything. */
    static Misbehaving silent() {
        return new Misbehaving((_, _) -> {});
    }

    /** One that resets the connection. */
    static Misbehaving resetting() {
        return new Misbehaving((socket, _) -> {
            socket.setSoLinger(true, 0);
            socket.close();
        });
    }

    /** One that answers this status with a body without end, until nobody listens; then it says so. */
    static Misbehaving endless(String statusLine, Runnable cut) {
        return new Misbehaving((_, out) -> {
            out.write((statusLine + "\r\ncontent-length: 1000000000\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] part = new byte[8192];
            try {
                while (true) {
                    out.write(part);
                }
            } catch (IOException _) {
                cut.run();
            }
        });
    }

    int port() {
        return server.getLocalPort();
    }

    /** The requests that came, headers and body, as text. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket socket, Conduct conduct) {
        try {
            InputStream in = socket.getInputStream();
            StringBuilder request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                request.append((char) next);
            }
            int length = request.toString()
                    .lines()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                    .map(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
            request.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
            requests.add(request.toString());
            conduct.answer(socket, socket.getOutputStream());
        } catch (IOException _) {
            // The other side has gone.
        }
    }
}
