package eu.vigil.node.sim;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/** What is secure elsewhere, and here comes from the seed. */
final class SeededSecurity extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient SplittableRandom random;

    SeededSecurity(SplittableRandom random) {
        this.random = random;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        if (random != null) {
            random.nextBytes(bytes);
        }
    }

    @Override
    public long nextLong() {
        return random.nextLong();
    }

    @Override
    public int nextInt() {
        return random.nextInt();
    }
}
