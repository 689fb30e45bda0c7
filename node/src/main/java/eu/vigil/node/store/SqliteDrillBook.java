package eu.vigil.node.store;

import com.google.protobuf.ByteString;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.drill.DrillBook;
import eu.vigil.node.drill.Level;
import eu.vigil.node.drill.PeerDrill;
import eu.vigil.node.drill.Reach;
import eu.vigil.node.drill.Trial;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Drills in SQL. */
record SqliteDrillBook(Handle handle) implements DrillBook {
    @Override
    public List<Reach> reaches() {
        return handle.createQuery("SELECT * FROM reach ORDER BY network, peer")
                .map(SqliteDrillBook::asReach)
                .list();
    }

    @Override
    public Optional<Reach> reach(PeerId peer) {
        return of(peer, handle.createQuery("SELECT * FROM reach WHERE network = :network AND peer = :peer"))
                .map(SqliteDrillBook::asReach)
                .findOne();
    }

    @Override
    public void put(Reach reach) {
        of(reach.peer(), handle.createUpdate("""
                        INSERT INTO reach (network, peer, last_success_at, round_trip_micros, failing_since, failures,
                            next_test_at, next_drill_at)
                        VALUES (:network, :peer, :success, :took, :failing, :failures, :test, :drill)
                        ON CONFLICT (network, peer) DO UPDATE SET last_success_at = excluded.last_success_at,
                            round_trip_micros = excluded.round_trip_micros, failing_since = excluded.failing_since,
                            failures = excluded.failures, next_test_at = excluded.next_test_at,
                            next_drill_at = excluded.next_drill_at"""))
                .bind("success", reach.lastSuccessAt().orElse(null))
                .bind(
                        "took",
                        reach.roundTrip().map(took -> took.toNanos() / 1_000).orElse(null))
                .bind("failing", reach.failingSince().orElse(null))
                .bind("failures", reach.failures())
                .bind("test", reach.nextTestAt())
                .bind("drill", reach.nextDrillAt())
                .execute();
    }

    @Override
    public void put(Trial trial) {
        of(trial.peer(), handle.createUpdate("""
                        INSERT INTO trial (nonce, network, peer, level, asked_by, sent_at, give_up_at, ended_at, officer)
                        VALUES (:nonce, :network, :peer, :level, :by, :sent, :giveUp, :ended, :officer)
                        ON CONFLICT (nonce) DO UPDATE SET ended_at = excluded.ended_at, officer = excluded.officer"""))
                .bind("nonce", trial.nonce())
                .bind("level", trial.level().name())
                .bind("by", trial.by())
                .bind("sent", trial.sentAt())
                .bind("giveUp", trial.giveUpAt())
                .bind("ended", trial.ending().map(Trial.Ending::at).orElse(null))
                .bind(
                        "officer",
                        trial.ending()
                                .map(end -> switch (end) {
                                    case Trial.Ending.Answered(var _, String officer) -> officer;
                                    case Trial.Ending.Missed _ -> null;
                                })
                                .orElse(null))
                .execute();
    }

    @Override
    public Optional<Trial> trial(ByteString nonce) {
        return handle.createQuery("SELECT * FROM trial WHERE nonce = :nonce")
                .bind("nonce", nonce)
                .map(SqliteDrillBook::asTrial)
                .findOne();
    }

    @Override
    public Optional<Trial> open(PeerId peer, Level level) {
        return of(peer, handle.createQuery("""
                        SELECT * FROM trial WHERE ended_at IS NULL AND network = :network AND peer = :peer
                            AND level = :level ORDER BY sent_at LIMIT 1"""))
                .bind("level", level.name())
                .map(SqliteDrillBook::asTrial)
                .findOne();
    }

    @Override
    public List<Trial> toGiveUp(Instant now, int max) {
        return handle.createQuery("""
                        SELECT * FROM trial WHERE ended_at IS NULL AND give_up_at <= :now
                        ORDER BY give_up_at LIMIT :max""")
                .bind("now", now)
                .bind("max", max)
                .map(SqliteDrillBook::asTrial)
                .list();
    }

    @Override
    public List<Trial> humanSince(Instant since) {
        return handle.createQuery(
                        "SELECT * FROM trial WHERE level = 'HUMAN' AND sent_at >= :since ORDER BY sent_at DESC")
                .bind("since", since)
                .map(SqliteDrillBook::asTrial)
                .list();
    }

    @Override
    public void count(PeerId peer, LocalDate day, boolean answered) {
        of(peer, handle.createUpdate("""
                        INSERT INTO reach_day (network, peer, day, tests, answered)
                        VALUES (:network, :peer, :day, 1, :answered)
                        ON CONFLICT (network, peer, day) DO UPDATE SET tests = reach_day.tests + 1,
                            answered = reach_day.answered + excluded.answered"""))
                .bind("day", day.toString())
                .bind("answered", answered ? 1 : 0)
                .execute();
    }

    @Override
    public List<Tests> testsSince(LocalDate since) {
        return handle.createQuery("""
                        SELECT network, peer, SUM(tests) AS tests, SUM(answered) AS answered FROM reach_day
                        WHERE day >= :since GROUP BY network, peer ORDER BY network, peer""")
                .bind("since", since.toString())
                .map(row -> new Tests(
                        peer(row), row.getColumn("tests", Integer.class), row.getColumn("answered", Integer.class)))
                .list();
    }

    @Override
    public void forget(Instant trials, LocalDate days) {
        handle.createUpdate("DELETE FROM trial WHERE level = 'MACHINE' AND ended_at IS NOT NULL AND ended_at < :before")
                .bind("before", trials)
                .execute();
        handle.createUpdate("DELETE FROM reach_day WHERE day < :before")
                .bind("before", days.toString())
                .execute();
    }

    @Override
    public void put(PeerDrill drill) {
        of(drill.from(), handle.createUpdate("""
                        INSERT INTO peer_drill (message_id, network, peer, nonce, received_at, until_at, officer, state)
                        VALUES (:id, :network, :peer, :nonce, :received, :until, :officer, :state)
                        ON CONFLICT (message_id) DO UPDATE SET officer = excluded.officer, state = excluded.state"""))
                .bind("id", drill.id())
                .bind("nonce", drill.nonce())
                .bind("received", drill.receivedAt())
                .bind("until", drill.until())
                .bind("officer", drill.officer().orElse(null))
                .bind("state", drill.state().name())
                .execute();
    }

    @Override
    public Optional<PeerDrill> received(MessageId id) {
        return handle.createQuery("SELECT * FROM peer_drill WHERE message_id = :id")
                .bind("id", id)
                .map(SqliteDrillBook::peerDrill)
                .findOne();
    }

    @Override
    public int receivedSince(PeerId peer, Instant since) {
        return of(peer, handle.createQuery("""
                        SELECT COUNT(*) FROM peer_drill
                        WHERE network = :network AND peer = :peer AND received_at >= :since"""))
                .bind("since", since)
                .mapTo(Integer.class)
                .one();
    }

    @Override
    public List<PeerDrill> owed(int max) {
        return handle.createQuery("SELECT * FROM peer_drill WHERE state = 'OWED' ORDER BY received_at LIMIT :max")
                .bind("max", max)
                .map(SqliteDrillBook::peerDrill)
                .list();
    }

    @Override
    public List<PeerDrill> lapsed(Instant now, int max) {
        return handle.createQuery("""
                        SELECT * FROM peer_drill WHERE state = 'PAGING' AND until_at <= :now
                        ORDER BY until_at LIMIT :max""")
                .bind("now", now)
                .bind("max", max)
                .map(SqliteDrillBook::peerDrill)
                .list();
    }

    private static <S extends SqlStatement<S>> S of(PeerId peer, S statement) {
        return statement.bind("network", peer.network()).bind("peer", peer.participant());
    }

    private static PeerId peer(StoreRow row) {
        return new PeerId(row.getColumn("network", NetworkId.class), row.getColumn("peer", ParticipantId.class));
    }

    private static Reach asReach(StoreRow row) {
        return new Reach(
                peer(row),
                Optional.ofNullable(row.getColumn("last_success_at", Instant.class)),
                Optional.ofNullable(row.getColumn("round_trip_micros", Long.class))
                        .map(micros -> Duration.of(micros, ChronoUnit.MICROS)),
                Optional.ofNullable(row.getColumn("failing_since", Instant.class)),
                row.getColumn("failures", Integer.class),
                row.getColumn("next_test_at", Instant.class),
                row.getColumn("next_drill_at", Instant.class));
    }

    private static Trial asTrial(StoreRow row) {
        Optional<String> officer = Optional.ofNullable(row.getColumn("officer", String.class));
        return new Trial(
                row.getColumn("nonce", ByteString.class),
                peer(row),
                Level.valueOf(row.getColumn("level", String.class)),
                row.getColumn("asked_by", String.class),
                row.getColumn("sent_at", Instant.class),
                row.getColumn("give_up_at", Instant.class),
                Optional.ofNullable(row.getColumn("ended_at", Instant.class))
                        .map(at -> officer.<Trial.Ending>map(name -> new Trial.Ending.Answered(at, name))
                                .orElseGet(() -> new Trial.Ending.Missed(at))));
    }

    private static PeerDrill peerDrill(StoreRow row) {
        return new PeerDrill(
                row.getColumn("message_id", MessageId.class),
                peer(row),
                row.getColumn("nonce", ByteString.class),
                row.getColumn("received_at", Instant.class),
                row.getColumn("until_at", Instant.class),
                Optional.ofNullable(row.getColumn("officer", String.class)),
                PeerDrill.State.valueOf(row.getColumn("state", String.class)));
    }
}
