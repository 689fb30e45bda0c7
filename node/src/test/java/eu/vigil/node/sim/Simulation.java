package eu.vigil.node.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One seed, from the first start of its nodes to the judgement at the end. */
final class Simulation {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration HEALED_MAX = Duration.ofMinutes(6);
    private static final Duration SETTLE = Duration.ofSeconds(8);
    private static final Duration LULL = Duration.ofMillis(200);
    private static final int LULLS_MAX = 30;
    /** How many of the seeds go on for longer: what takes many steps comes about there, and the others are over sooner. */
    private static final double LONG = 0.25;

    /** How many of the seeds sleep through some hours. */
    private static final double NIGHTS = 0.15;

    private static final Path MEMORY = Path.of("/dev/shm");

    private final long seed;
    private final World world;
    private final Staff staff;
    private boolean stormy = true;

    /**
     * What came of a seed.
     *
     * @param violation what did not hold; empty if all did
     * @param trace the last things that happened
     * @param fingerprint of all that happened
     * @param received messages that a peer accepted
     */
    record Result(
            long seed,
            Optional<Violation> violation,
            List<String> trace,
            long fingerprint,
            long turns,
            Duration time,
            int deeds,
            long received,
            int crashes,
            long lostConnections,
            int pages) {
        /** For whoever has to find out why. */
        String report() {
            return """
                    seed %d: %s
                    to see it again: scripts/test -pl node -am -Dtest=SimulationTest -Dseed=%d -Dsurefire.failIfNoSpecifiedTests=false
                    the last of what happened:
                      %s
                    """.formatted(
                    seed, violation.map(Violation::toString).orElse("all held"), seed, String.join("\n  ", trace));
        }
    }

    private Simulation(long seed, World world, Staff staff) {
        this.seed = seed;
        this.world = world;
        this.staff = staff;
    }

    /** Runs a seed in a sound world. */
    static Result of(long seed) {
        return of(seed, Plant.NOTHING);
    }

    /** Runs a seed in a world where something may be planted. */
    static Result of(long seed, Plant plant) {
        Path folder = folder();
        Chance chance = new Chance(seed);
        int nodes = chance.of(List.of(2, 2, 2, 3, 3, 5));
        try (World world = new World(seed, nodes, folder, plant);
                var _ = LoggedDefects.toldTo(
                        defect -> world.violated(Invariant.NO_DEFECT, "logged as an error: " + defect))) {
            Staff staff = new Staff(world, chance.another());
            return new Simulation(seed, world, staff)
                    .run(
                            chance.in(LONG)
                                    ? chance.between(Duration.ofSeconds(25), Duration.ofSeconds(50))
                                    : chance.between(Duration.ofSeconds(8), Duration.ofSeconds(25)),
                            chance.in(NIGHTS)
                                    ? chance.between(Duration.ofHours(4), Duration.ofHours(9))
                                    : Duration.ZERO);
        } finally {
            delete(folder);
        }
    }

    private Result run(Duration storm, Duration sleep) {
        world.machines().forEach(Machine::boot);
        staff.begin();
        everySecond();
        world.pass(storm);
        if (sleep.isPositive()) {
            doze(sleep);
            world.pass(storm);
        }
        heal();
        judge();
        return new Result(
                seed,
                world.violation(),
                world.trace(),
                world.fingerprint(),
                world.turns().count(),
                Duration.ofNanos(world.turns().elapsed()),
                staff.deeds(),
                world.chronicle().received(),
                world.machines().stream().mapToInt(Machine::crashes).sum(),
                world.network().lost(),
                world.chronicle().deadlines().attempts());
    }

    /** Hours go by in an instant, so that deadlines come near and are missed. */
    private void doze(Duration time) {
        world.note("all sleep for %s".formatted(time));
        world.turns().doze(time);
        world.machines().forEach(Machine::wakes);
    }

    /** What goes wrong by itself. */
    private void everySecond() {
        world.turns().in(LOOK_EVERY, Life.OF_THE_WORLD, () -> {
            if (stormy) {
                List<Machine> machines = world.machines();
                for (Machine machine : machines) {
                    if (world.faults().crashes()) {
                        machine.crash("between two steps");
                    }
                }
                for (int one = 0; one < machines.size(); one++) {
                    for (int other = one + 1; other < machines.size(); other++) {
                        world.network().strike(machines.get(one), machines.get(other));
                    }
                }
                everySecond();
            }
        });
    }

    /** Everything works again, nobody begins anything, and what is under way may end. */
    private void heal() {
        world.note("all is healed");
        stormy = false;
        staff.goHome();
        world.faults().end();
        world.network().heal();
        long until = world.turns().elapsed() + HEALED_MAX.toNanos();
        world.pass(SETTLE);
        while (world.violation().isEmpty() && world.turns().elapsed() < until && somethingWaits()) {
            world.pass(Duration.ofSeconds(5));
        }
        world.pass(SETTLE);
        for (int again = 0; again < LULLS_MAX && !lulled(); again++) {
            world.pass(LOOK_EVERY);
        }
    }

    /** Nodes go on testing each other: between two tests nothing waits and nothing is on its way. */
    private boolean lulled() {
        if (somethingWaits()) {
            return false;
        }
        world.pass(LULL);
        return !somethingWaits();
    }

    private boolean somethingWaits() {
        return world.machines().stream()
                .anyMatch(machine -> !machine.isUp()
                        || machine.look(ledger -> !ledger.outbox().waiting().isEmpty()
                                || !ledger.requests().owingAcknowledgement().isEmpty()));
    }

    private void judge() {
        if (world.violation().isPresent()) {
            return;
        }
        for (Machine machine : world.machines()) {
            // Nodes go on testing each other: what has only just been accepted may be on its way.
            Instant settled = machine.now().minus(SETTLE);
            List<String> waiting = machine.look(ledger -> ledger.outbox().waiting()).stream()
                    .filter(row -> row.acceptedAt().isBefore(settled))
                    .map(row -> "%s of %s to %s".formatted(row.id(), row.caseRef(), row.peer()))
                    .toList();
            if (!waiting.isEmpty()) {
                world.violated(
                        Invariant.NOTHING_WAITS_FOR_A_PEER_THAT_IS_UP, "%s still sends %s".formatted(machine, waiting));
            }
            if (!machine.look(ledger -> ledger.requests().owingAcknowledgement())
                    .isEmpty()) {
                world.violated(
                        Invariant.NOTHING_WAITS_FOR_A_PEER_THAT_IS_UP,
                        "%s still owes an acknowledgement".formatted(machine));
            }
            world.chronicle().compare(machine);
        }
        world.chronicle().compareSides();
        world.network().checkQuiet();
    }

    private static Path folder() {
        try {
            return Files.isWritable(MEMORY)
                    ? Files.createTempDirectory(MEMORY, "vigil-world")
                    : Files.createTempDirectory("vigil-world");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
