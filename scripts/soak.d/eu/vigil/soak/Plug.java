package eu.vigil.soak;

import eu.vigil.demo.LocalNode;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Pulls the plug of either node at moments that a seed decides, also while one starts, and starts it again. */
final class Plug {
    private static final int PAUSE_MILLIS_MAX = 3_000;
    private static final int START_MILLIS_MAX = 2_000;
    private static final int ONE_IN = 4;

    private final List<LocalNode> nodes;
    private final SplittableRandom dice;
    private int kills;

    Plug(List<LocalNode> nodes, SplittableRandom dice) {
        this.nodes = nodes;
        this.dice = dice;
    }

    int kills() {
        return kills;
    }

    void pullWhile(BooleanSupplier on) throws IOException, InterruptedException {
        while (on.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(dice.nextInt(PAUSE_MILLIS_MAX));
            LocalNode victim = nodes.get(dice.nextInt(nodes.size()));
            pull(victim);
            if (dice.nextInt(ONE_IN) == 0) {
                for (LocalNode other : nodes) {
                    if (other != victim) {
                        pull(other);
                    }
                }
            }
            if (dice.nextInt(ONE_IN) == 0) {
                TimeUnit.MILLISECONDS.sleep(dice.nextInt(START_MILLIS_MAX));
                pull(victim);
            }
            for (LocalNode node : nodes) {
                node.awaitReady();
            }
        }
    }

    private void pull(LocalNode node) throws IOException, InterruptedException {
        node.kill();
        kills++;
        node.start();
    }
}
