package eu.vigil.bench;

import eu.vigil.protocol.id.CaseRef;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** One HTTP/1.1 connection to a node's desk that is kept open; as little work as possible, for the nodes share the machine with it. */
final class DeskLine implements AutoCloseable {
    private static final int HEAD_BYTES_MAX = 16 * 1024;

    private static final int BUSY = -1;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String headers;

    DeskLine(URI desk, String token) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), desk.getPort());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), HEAD_BYTES_MAX);
        out = socket.getOutputStream();
        headers = " HTTP/1.1\r\nHost: %s:%d\r\nAuthorization: Bearer %s\r\n".formatted(desk.getHost(), desk.getPort(), token);
    }

    /** Sends cases that wait; true if the node has said "accepted" of each, false if it had no time, as on a machine that others use. */
    boolean send(List<CaseRef> cases) throws IOException {
        String quoted = cases.stream().map("\"%s\""::formatted).collect(Collectors.joining(","));
        return ask("POST", "/api/v1/requests/send", "{\"cases\":[%s],\"reason\":\"bench\"}".formatted(quoted)) != BUSY;
    }

    /** Reads the first page of the list of requests; returns its length in bytes. */
    int list(int limit) throws IOException {
        return ask("GET", "/api/v1/requests?limit=" + limit, "");
    }

    private int ask(String method, String path, String body) throws IOException {
        String request = method + " " + path + headers
                + (body.isEmpty() ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n")
                + "\r\n" + body;
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        String head = head();
        int length = length(head);
        String answer = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        if (head.startsWith("HTTP/1.1 503") || answer.contains("\"status\":503")) {
            return BUSY;
        }
        if (!head.startsWith("HTTP/1.1 2") || answer.contains("\"sent\":false")) {
            throw new IOException("%s %s: %s %s".formatted(method, path, head, answer));
        }
        return length;
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        int ends = 0;
        while (ends < 2) {
            int next = in.read();
            if (next < 0 || head.length() > HEAD_BYTES_MAX) {
                throw new IOException("the desk has hung up");
            }
            ends = next == '\n' ? ends + 1 : next == '\r' ? ends : 0;
            head.append((char) next);
        }
        return head.toString();
    }

    private static int length(String head) throws IOException {
        for (String line : head.lines().toList()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                return Integer.parseInt(line.substring(15).strip());
            }
        }
        throw new IOException("an answer without a length: " + head);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
