package eu.vigil.node.link;

import eu.vigil.protocol.wire.Frame;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A peer with a good certificate and bad manners: it sends what a test wants. */
final class RawPeer implements AutoCloseable {
    private static final int WAIT_MILLIS = 20_000;

    private final Socket wire;
    private final SSLSocket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    RawPeer(SSLContext tls, InetSocketAddress server, String... protocols) throws IOException {
        this(tls, server, server.getAddress(), protocols);
    }

    /** From an address of its own. */
    RawPeer(SSLContext tls, InetSocketAddress server, InetAddress from, String... protocols) throws IOException {
        wire = new Socket(server.getAddress(), server.getPort(), from, 0);
        socket = (SSLSocket) tls.getSocketFactory().createSocket(wire, server.getHostString(), server.getPort(), true);
        socket.setSoTimeout(WAIT_MILLIS);
        socket.setEnabledProtocols(protocols.length == 0 ? new String[] {"TLSv1.3"} : protocols);
        try {
            socket.startHandshake();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** What the node has shown. */
    BigInteger serialNumberShown() throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    }

    RawPeer send(Frame frame) throws IOException {
        return send(frame.getSerializedSize(), frame.toByteArray());
    }

    RawPeer send(int length, byte... bytes) throws IOException {
        out.writeInt(length);
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Bytes as they are, be they a frame or not. */
    RawPeer sendRaw(byte... bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /** True once the node has said or done something; false after so many milliseconds of silence. */
    boolean hears(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            in.readInt();
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        } finally {
            socket.setSoTimeout(WAIT_MILLIS);
        }
    }

    /** The next frame from the node. */
    Frame read() throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return Frame.parseFrom(bytes);
    }

    /** All frames until the node closes; fails if it does not. */
    List<Frame> readToEnd() throws IOException {
        List<Frame> frames = new ArrayList<>();
        while (true) {
            try {
                frames.add(read());
            } catch (EOFException _) {
                return frames;
            }
        }
    }

    /** Hangs up without a word, even while another thread cannot get rid of its words. */
    void cut() throws IOException {
        wire.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
