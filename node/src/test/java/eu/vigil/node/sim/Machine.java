package eu.vigil.node.sim;

import eu.vigil.node.desk.DeskLedger;
import eu.vigil.node.journal.LogKeeper;
import eu.vigil.node.operator.desk.Desk;
import eu.vigil.node.store.SearchKey;
import eu.vigil.node.store.SqliteFile;
import eu.vigil.node.store.SqliteStore;
import eu.vigil.node.store.StoreKeys;
import eu.vigil.node.store.StoreLimits;
import eu.vigil.pki.directory.Enrolment;
import eu.vigil.pki.log.HeadSigner;
import eu.vigil.pki.vault.CaseVault;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.ParticipantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What of a node outlives its process: its store, its clock, its pager; and the process that runs on it, if one does. */
final class Machine implements AutoCloseable {
    private static final StoreLimits LIMITS = new StoreLimits(1, Duration.ofSeconds(5), 16, Duration.ofSeconds(5));

    private final World world;
    private final ParticipantId id;
    private final Chance chance;
    private final SeededSecurity security;
    private final SqliteStore store;
    private Duration ahead;
    private final Pager pager;
    private Life life = new Life();
    private @Nullable NodeRun process;
    private long upSince;
    private int crashes;
    private boolean broken;

    Machine(World world, ParticipantId id, Path folder, Chance chance) {
        this.world = world;
        this.id = id;
        this.chance = chance;
        this.security = new SeededSecurity(chance.random().split());
        this.ahead = Duration.ofMillis(chance.below(3000) - 1500L);
        this.pager = new Pager(world, this, chance.another());
        Enrolment enrolment = Continent.enrolment(id);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.store = SqliteFile.opened(
                folder,
                new StoreKeys(
                        new LogKeeper(id, new HeadSigner(enrolment.keys().log())),
                        new CaseVault(enrolment.keys().kek(), security),
                        new SearchKey(enrolment.keys().search())),
                LIMITS);
    }

    ParticipantId id() {
        return id;
    }

    Chance chance() {
        return chance;
    }

    SeededSecurity security() {
        return security;
    }

    Pager pager() {
        return pager;
    }

    Life life() {
        return life;
    }

    Instant now() {
        return world.turns().now().plus(ahead);
    }

    /** Somebody sets the machine's clock; a process that runs has its own. */
    void clockIsAhead(Duration by) {
        if (process != null) {
            throw new IllegalStateException("a process keeps the clock that it began with");
        }
        ahead = by;
    }

    /** What the world's clock shows when this machine's shows {@code instant}, in nanoseconds since the start. */
    long elapsed(Instant instant) {
        return Duration.between(Continent.NIGHT, instant.minus(ahead)).toNanos();
    }

    @Nullable
    NodeRun process() {
        return process;
    }

    /** What its people can ask, while it is up. */
    Desk desk() {
        return Objects.requireNonNull(process).desk();
    }

    boolean isUp() {
        return process != null;
    }

    /** Since when a process runs here, in nanoseconds since the start; empty if none does. */
    OptionalLong upSince() {
        return process == null ? OptionalLong.empty() : OptionalLong.of(upSince);
    }

    /** A process starts on what is committed. */
    void boot() {
        life = new Life();
        upSince = world.turns().elapsed();
        world.note("%s starts".formatted(this));
        process = new NodeRun(world, this, life, world.plant().store(store, life));
        world.chronicle().compare(this);
        process.start();
    }

    /** The process ends this instant; another starts in a while. */
    void crash(String when) {
        if (process == null) {
            return;
        }
        crashes++;
        world.note("%s crashes %s".formatted(this, when));
        life.end();
        process = null;
        world.network().gone(this);
        world.turns().in(world.faults().down(), Life.OF_THE_WORLD, () -> {
            if (!broken) {
                boot();
            }
        });
    }

    /** Nobody starts it again. */
    void staysDown() {
        broken = true;
    }

    /** All slept; what was due meanwhile is in time if it follows now. */
    void wakes() {
        upSince = world.turns().elapsed();
    }

    int crashes() {
        return crashes;
    }

    /** After each event: what waits to be written will be. */
    void tend() {
        if (process != null) {
            process.tend();
        }
    }

    void followsLink(String token) {
        if (process != null && !world.faults().areOver()) {
            process.followsLink(token);
        }
    }

    /** What is committed here. */
    <A> A look(Function<? super DeskLedger, ? extends A> question) {
        if (process == null) {
            throw new IllegalStateException(id + " is down");
        }
        return process.look(question);
    }

    /** Whether a message of ours belongs to no case. */
    boolean isNotice(MessageId message) {
        return look(ledger -> ledger.messages().kind(Continent.NETWORK, message))
                .filter(kind -> kind.startsWith("Reachability"))
                .isPresent();
    }

    @Override
    public void close() {
        life.end();
        store.close();
    }

    @Override
    public String toString() {
        return id.value();
    }
}
