package eu.vigil.node.sim;

import eu.vigil.node.directory.Directories;
import eu.vigil.node.drill.DrillSettings;
import eu.vigil.protocol.id.ParticipantId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything there is: machines, the network between them, their people, and what is known to be true. */
final class World implements AutoCloseable {
    /** As a real node: so seldom that only a night sees one. */
    private static final DrillSettings SELDOM = new DrillSettings(
            Duration.ofMinutes(15), Duration.ofMinutes(10), true, Duration.ofDays(30), Duration.ofHours(4));
    /** So often that they are seen; but each wakes what may have fallen asleep, so that not every world has them. */
    private static final DrillSettings OFTEN = new DrillSettings(
            Duration.ofSeconds(30), Duration.ofMinutes(2), true, Duration.ofMinutes(3), Duration.ofMinutes(2));

    /** {@code -Dtrace=N} keeps more, for whoever looks into one seed. */
    private static final int TRACE_LINES = Integer.getInteger("trace", 60);

    private final Turns turns;
    private final Chance chance;
    private final Faults faults;
    private final Plant plant;
    private final Chronicle chronicle;
    private final Network network;
    private final DrillSettings drills;
    private final List<Machine> machines = new ArrayList<>();
    private final Deque<String> trace = new ArrayDeque<>();
    private long fingerprint = 17;
    private @Nullable Violation violation;

    World(long seed, int nodes, Path folder, Plant plant) {
        this.plant = plant;
        this.chance = new Chance(seed);
        this.faults = new Faults(chance.another());
        this.turns = new Turns(Continent.NIGHT, this::afterEach, this::defect);
        this.chronicle = new Chronicle(this);
        this.network = new Network(this, chance.another());
        this.drills = chance.another().in(0.3) ? OFTEN : SELDOM;
        for (ParticipantId id : Continent.STATES.subList(0, nodes)) {
            machines.add(new Machine(this, id, folder.resolve(id.value()), chance.another()));
        }
    }

    /** Whom the machines know: each other. */
    Directories directories() {
        return Continent.directories(machines.size());
    }

    /** How often the machines test each other. */
    DrillSettings drills() {
        return drills;
    }

    Turns turns() {
        return turns;
    }

    Chance chance() {
        return chance;
    }

    Faults faults() {
        return faults;
    }

    Plant plant() {
        return plant;
    }

    Chronicle chronicle() {
        return chronicle;
    }

    Network network() {
        return network;
    }

    List<Machine> machines() {
        return machines;
    }

    Machine machine(ParticipantId id) {
        return machines.stream()
                .filter(machine -> machine.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Notes what happened, for who reads why a seed failed. */
    void note(String what) {
        String line = "%10.3f s  %s".formatted(turns.elapsed() / 1e9, what);
        fingerprint = fingerprint * 31 + line.hashCode();
        trace.add(line);
        if (trace.size() > TRACE_LINES) {
            trace.remove();
        }
    }

    List<String> trace() {
        return List.copyOf(trace);
    }

    /** Two runs of one seed have the same. */
    long fingerprint() {
        return fingerprint;
    }

    void violated(Invariant invariant, String how) {
        if (violation == null) {
            violation = new Violation(invariant, how);
            note("VIOLATED %s: %s".formatted(invariant, how));
        }
    }

    Optional<Violation> violation() {
        return Optional.ofNullable(violation);
    }

    /** Lets time pass; ends early where something is violated. */
    void pass(Duration time) {
        long until = turns.elapsed() + time.toNanos();
        while (violation == null && turns.next(until)) {}
    }

    private void afterEach() {
        machines.forEach(Machine::tend);
        chronicle.check();
    }

    private void defect(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        StringBuilder where = new StringBuilder();
        for (int i = 0; i < Math.min(12, stack.length); i++) {
            where.append("\n    at ").append(stack[i]);
        }
        violated(Invariant.NO_DEFECT, thrown.toString() + where);
    }

    @Override
    public void close() {
        machines.forEach(Machine::close);
    }
}
