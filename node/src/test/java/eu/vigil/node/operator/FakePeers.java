package eu.vigil.node.operator;

import com.google.protobuf.ByteString;
import eu.vigil.node.dispatch.PeerId;
import eu.vigil.node.dispatch.PeerStanding;
import eu.vigil.node.drill.Reach;
import eu.vigil.node.peers.PeerCall;
import eu.vigil.node.peers.PeerView;
import eu.vigil.node.peers.Peers;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.directory.DirectoryDocument;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.directory.DocumentKeys;
import eu.vigil.pki.directory.Enrolment;
import eu.vigil.pki.directory.Particulars;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Endpoint;
import eu.vigil.protocol.wire.Participant;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** France as the only peer, its link open for an hour unless a test says otherwise. */
public final class FakePeers implements Peers {
    private static final NetworkId NETWORK = new NetworkId("EU-ART13");
    private static final DirectoryView DIRECTORY = directory();

    private final Instant now;
    private final AtomicReference<PeerView> france;

    FakePeers(Instant now) {
        this.now = now;
        Optional<Instant> hourAgo = Optional.of(now.minus(Duration.ofHours(1)));
        this.france = new AtomicReference<>(view(
                new PeerStanding(
                        PeerStanding.Line.OPEN,
                        hourAgo,
                        0,
                        Optional.of(now.minus(Duration.ofMinutes(12))),
                        Optional.of(Duration.ofMillis(-20)),
                        ""),
                hourAgo.map(since -> new PeerCall(true, since)),
                0));
    }

    /** The network cable is out, and messages wait. */
    public void down(Duration since, int waiting) {
        Instant at = now.minus(since);
        france.set(view(
                new PeerStanding(
                        PeerStanding.Line.WAITING,
                        Optional.of(at),
                        waiting,
                        Optional.empty(),
                        Optional.empty(),
                        "no route to host"),
                Optional.of(new PeerCall(false, at)),
                waiting));
    }

    /** The peer's clock was so far ahead of ours. */
    public void clockAhead(Duration ahead) {
        PeerStanding standing = france.get().standing();
        france.set(view(
                new PeerStanding(
                        standing.link(), standing.since(), 0, standing.lastReceiptAt(), Optional.of(ahead), ""),
                france.get().call(),
                0));
    }

    private static PeerView view(PeerStanding standing, Optional<PeerCall> call, int waiting) {
        return new PeerView(
                NETWORK,
                DIRECTORY.entry(new ParticipantId("FR")).orElseThrow(),
                standing,
                call,
                Optional.of(reach(standing)),
                waiting,
                standing.since().filter(_ -> waiting > 0));
    }

    /** Its node answered five minutes ago, or has not since the link went down. */
    private static Reach reach(PeerStanding standing) {
        Instant now = TestServer.NOW;
        Reach well = new Reach(
                new PeerId(NETWORK, new ParticipantId("FR")),
                Optional.of(now.minus(Duration.ofMinutes(5))),
                Optional.of(Duration.ofMillis(12)),
                Optional.empty(),
                0,
                now.plus(Duration.ofMinutes(4)),
                now.plus(Duration.ofDays(9)));
        return standing.isUp()
                ? well
                : new Reach(
                        well.peer(),
                        well.lastSuccessAt(),
                        well.roundTrip(),
                        standing.since(),
                        3,
                        well.nextTestAt(),
                        well.nextDrillAt());
    }

    @Override
    public Listing all() {
        return new Listing(now, List.of(france.get()));
    }

    /** Confirmed a hundred days ago, so that it is stale. */
    private static DirectoryView directory() {
        SecureRandom random = new SecureRandom();
        Instant then = TestServer.NOW.minus(Duration.ofDays(100));
        Particulars particulars = new Particulars(
                new Named(new ParticipantId("FR"), NETWORK),
                Participant.Kind.MEMBER_STATE,
                "OFAC night desk",
                List.of(Endpoint.newBuilder()
                        .setHost("contact.example")
                        .setPort(7413)
                        .build()),
                List.of("+33 1 55 55 01 00"),
                "night@example.fr",
                List.of("fr", "en"),
                ZoneId.of("Indian/Reunion"),
                "24/7");
        Enrolment enrolment = Enrolment.create(particulars, then, random);
        DocumentKeys authority = DocumentKeys.create(random);
        ByteString bytes = DirectoryDocument.sign(
                new DirectoryDocument.Issue(
                        NETWORK,
                        List.of(enrolment.entry()),
                        List.of(),
                        Optional.empty(),
                        then,
                        Duration.ofDays(200),
                        Duration.ofDays(300)),
                authority,
                random);
        return switch (DirectoryDocument.verify(bytes, NETWORK, authority.publicKeys(), Optional.empty(), then)) {
            case DirectoryDocument.Verification.Verified(var directory) -> directory;
            case DirectoryDocument.Verification.Rejected rejected -> throw new AssertionError(rejected);
        };
    }
}
