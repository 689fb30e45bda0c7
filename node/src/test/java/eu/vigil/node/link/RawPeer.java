package eu.vigil.node.link;

import eu.vigil.protocol.wire.Frame;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A peer with a good certificate and bad manners: it sends what a test wants. */
final class RawPeer implements AutoCloseable {
    private static final int WAIT_MILLIS = 20_000;

    private final SSLSocket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    RawPeer(SSLContext tls, InetSocketAddress server, String... protocols) throws IOException {
        socket = (SSLSocket) tls.getSocketFactory().createSocket(server.getAddress(), server.getPort());
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

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
