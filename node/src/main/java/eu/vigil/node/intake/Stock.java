package eu.vigil.node.intake;

import eu.vigil.protocol.wire.Lane;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Keeps an eye on what may run out, and tells the links when that changes what they may give. Thread-safe. */
public final class Stock implements Supplier<Scarcity> {
    private volatile Scarcity.Lines lines;
    private final LongSupplier diskFreeBytes;
    private final IntSupplier waitingUnits;
    private final Consumer<Set<Lane>> holder;
    private volatile Scarcity scarcity = Scarcity.NONE;
    private volatile long freeBytes = Long.MAX_VALUE;

    /**
     * Enough of everything until somebody looks.
     *
     * @param holder told the lanes in which no credit goes back, whenever they change
     */
    public Stock(
            Scarcity.Lines lines, LongSupplier diskFreeBytes, IntSupplier waitingUnits, Consumer<Set<Lane>> holder) {
        this.lines = lines;
        this.diskFreeBytes = diskFreeBytes;
        this.waitingUnits = waitingUnits;
        this.holder = holder;
    }

    /** Holds from the next look on. */
    public void lines(Scarcity.Lines changed) {
        lines = changed;
    }

    /** Looks at the disk too; to be called now and then. */
    public void look() {
        freeBytes = diskFreeBytes.getAsLong();
        get();
    }

    /** How it stands now, by what was last seen of the disk. */
    @Override
    public synchronized Scarcity get() {
        Scarcity before = scarcity;
        scarcity = lines.judge(before, freeBytes, waitingUnits.getAsInt());
        if (!scarcity.held().equals(before.held())) {
            holder.accept(scarcity.held());
        }
        return scarcity;
    }
}
