package eu.vigil.node.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The network between two nodes. While it is cut nothing passes and nobody is told: connections stand half open, new ones lead nowhere. */
final class Wire implements AutoCloseable {
    private static final int BYTES = 8192;

    private final ServerSocket listener;
    private final int target;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition mended = lock.newCondition();
    private boolean cut;

    private Wire(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** Forwards from a port of this machine to another. */
    static Wire lay(int from, int to) throws IOException {
        Wire wire = new Wire(new ServerSocket(from, 50, InetAddress.getLoopbackAddress()), to);
        Thread.ofVirtual().start(wire::accept);
        return wire;
    }

    void cut() {
        set(true);
    }

    void mend() {
        set(false);
    }

    private void set(boolean next) {
        lock.lock();
        try {
            cut = next;
            mended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket near = listener.accept();
                ends.add(near);
                Thread.ofVirtual().start(() -> join(near));
            }
        } catch (IOException _) {
            return; // it was taken up
        }
    }

    private void join(Socket near) {
        try {
            await();
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            ends.add(far);
            Thread.ofVirtual().start(() -> pass(near, far));
            pass(far, near);
        } catch (IOException _) {
            end(near);
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] some = new byte[BYTES];
        try {
            for (int read = from.getInputStream().read(some);
                    read >= 0;
                    read = from.getInputStream().read(some)) {
                await(); // what arrives meanwhile is held as a network's buffers would
                to.getOutputStream().write(some, 0, read);
            }
            await();
        } catch (IOException _) {
            end(from);
        }
        end(to);
    }

    private void await() {
        lock.lock();
        try {
            while (cut) {
                mended.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            return; // nothing is left to close
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        ends.forEach(Wire::end);
        mend();
    }
}
