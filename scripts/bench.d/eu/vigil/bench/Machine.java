package eu.vigil.bench;

import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.pki.arithmetic.MlKem768;
import eu.vigil.pki.arithmetic.P256;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What this machine could do if a node did nothing but what cannot be left out. */
final class Machine {
    private static final int FSYNCS = 200;
    private static final int PAGE_BYTES = 4096;
    private static final int CONTENT_BYTES = 2048;

    private Machine() {}

    /**
     * How many messages a second the cryptography of suite 1 alone allows, all cores busy: for each one signature, one ephemeral key, one
     * agreement and one encapsulation at the sender, and one agreement, one decapsulation and one verification at the recipient.
     */
    static Limit primitiveLimit(Duration time) throws InterruptedException {
        int cores = Runtime.getRuntime().availableProcessors();
        try (ExecutorService threads = Executors.newFixedThreadPool(cores)) {
            List<Callable<Limit>> workers = new ArrayList<>();
            for (int i = 0; i < cores; i++) {
                workers.add(() -> new Primitives().measure(time));
            }
            Limit all = new Limit(0, Double.MAX_VALUE);
            for (Future<Limit> each : threads.invokeAll(workers)) {
                all = all.beside(each.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * What the cryptography allows.
     *
     * @param cpuMicros processor time for one message
     */
    record Limit(double perSecond, double cpuMicros) {
        private Limit beside(Limit other) {
            return new Limit(perSecond + other.perSecond, Math.min(cpuMicros, other.cpuMicros));
        }
    }

    private static final class Primitives {
        private final P256 p256 = Arithmetic.fastest().p256();
        private final MlKem768 mlKem = Arithmetic.fastest().mlKem768();
        private final SecureRandom random = new SecureRandom();
        private final byte[] content = new byte[CONTENT_BYTES];
        private final KeyPair signer = p256.ephemeral(random);
        private final KeyPair recipient = p256.ephemeral(random);
        private final PublicKey latticePublic;
        private final MlKem768.Own latticePrivate;

        Primitives() throws NoSuchAlgorithmException {
            random.nextBytes(content);
            KeyPair lattice = KeyPairGenerator.getInstance("ML-KEM-768").generateKeyPair();
            latticePublic = mlKem.publicKey(lattice.getPublic().getEncoded()).orElseThrow();
            latticePrivate = mlKem.ours(lattice.getPrivate());
        }

        Limit measure(Duration time) {
            long warm = System.nanoTime() + time.toNanos() / 3;
            while (System.nanoTime() < warm) {
                message();
            }
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long used = threads.getCurrentThreadCpuTime();
            long begun = System.nanoTime();
            long end = begun + time.toNanos();
            int done = 0;
            while (System.nanoTime() < end) {
                message();
                done++;
            }
            return new Limit(
                    done * 1e9 / (System.nanoTime() - begun), (threads.getCurrentThreadCpuTime() - used) / 1e3 / done);
        }

        private void message() {
            byte[] signature = p256.sign(signer.getPrivate(), content, random);
            KeyPair ephemeral = p256.ephemeral(random);
            p256.agree(ephemeral.getPrivate(), recipient.getPublic());
            MlKem768.Encapsulated encapsulated = mlKem.encapsulate(latticePublic, random);
            p256.agree(recipient.getPrivate(), ephemeral.getPublic());
            if (latticePrivate.decapsulate(encapsulated.encapsulation()).isEmpty()
                    || !p256.verifies(signer.getPublic(), content, signature)) {
                throw new IllegalStateException("what was signed or encapsulated is not what was sent");
            }
        }
    }

    /** The median time of one page appended and synced to the disk under {@code folder}, in microseconds. */
    static double fsyncMicros(Path folder) throws IOException {
        Path file = folder.resolve("fsync");
        List<Double> taken = new ArrayList<>();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (int i = 0; i < FSYNCS; i++) {
                ByteBuffer page = ByteBuffer.allocate(PAGE_BYTES);
                while (page.hasRemaining()) {
                    channel.write(page);
                }
                long begun = System.nanoTime();
                channel.force(false);
                taken.add((System.nanoTime() - begun) / 1e3);
            }
        } finally {
            Files.deleteIfExists(file);
        }
        return Spread.of(taken).at(50);
    }
}
