package eu.vigil.protocol.link;

import com.google.protobuf.Timestamp;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.ConsistencyRequest;
import eu.vigil.protocol.wire.Credit;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Frame;
import eu.vigil.protocol.wire.Hello;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Ping;
import eu.vigil.protocol.wire.Pong;
import eu.vigil.protocol.wire.Receipt;
import java.time.Instant;
import java.util.List;

/** Bodies put into frames, ready to be sent. */
final class Frames {
    private Frames() {}

    static LinkAction hello(Hello hello) {
        return send(Frame.newBuilder().setHello(hello));
    }

    static LinkAction welcome(Hello welcome) {
        return send(Frame.newBuilder().setWelcome(welcome));
    }

    static LinkAction deliver(Deliver deliver) {
        return send(Frame.newBuilder().setDeliver(deliver));
    }

    static LinkAction receipt(Receipt receipt) {
        return send(Frame.newBuilder().setReceipt(receipt));
    }

    static LinkAction busy(Busy busy) {
        return send(Frame.newBuilder().setBusy(busy));
    }

    static LinkAction credit(Lane lane, int envelopes) {
        return send(Frame.newBuilder().setCredit(grant(lane, envelopes)));
    }

    /** What a Welcome grants: a lane without credit is not named. */
    static List<Credit> grants(LaneCredits credits) {
        return LaneCredits.LANES.stream()
                .filter(lane -> credits.in(lane) > 0)
                .map(lane -> grant(lane, credits.in(lane)))
                .toList();
    }

    private static Credit grant(Lane lane, int envelopes) {
        return Credit.newBuilder().setLane(lane).setEnvelopes(envelopes).build();
    }

    static LinkAction request(ConsistencyRequest request) {
        return send(Frame.newBuilder().setConsistencyRequest(request));
    }

    static LinkAction proof(ConsistencyProof proof) {
        return send(Frame.newBuilder().setConsistencyProof(proof));
    }

    static LinkAction ping(long nonce, Instant now) {
        return send(Frame.newBuilder().setPing(Ping.newBuilder().setNonce(nonce).setNow(timestamp(now))));
    }

    static LinkAction pong(Ping ping, Instant now) {
        return send(Frame.newBuilder()
                .setPong(Pong.newBuilder().setNonce(ping.getNonce()).setNow(timestamp(now))));
    }

    static LinkAction bye(Bye.Reason reason) {
        return send(Frame.newBuilder().setBye(Bye.newBuilder().setReason(reason)));
    }

    private static LinkAction send(Frame.Builder frame) {
        return new LinkAction.Send(frame.build());
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
