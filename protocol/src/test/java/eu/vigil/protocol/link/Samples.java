package eu.vigil.protocol.link;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Busy;
import eu.vigil.protocol.wire.Bye;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.ConsistencyRequest;
import eu.vigil.protocol.wire.Credit;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Frame;
import eu.vigil.protocol.wire.Hello;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Ping;
import eu.vigil.protocol.wire.Receipt;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Belgium dials France one night: frames in order, for tests to use or to spoil. */
final class Samples {
    static final Instant NIGHT = Instant.parse("2026-03-29T01:10:00Z");
    static final NetworkId ART13 = new NetworkId("EU-ART13");
    static final LinkPeer BE = new LinkPeer(new ParticipantId("BE"), ART13);
    static final LinkPeer FR = new LinkPeer(new ParticipantId("FR"), ART13);

    private Samples() {}

    static Hello hello(LinkPeer speaker) {
        return Hello.newBuilder()
                .setVersionMin(1)
                .setVersionMax(1)
                .setNetwork(speaker.network().value())
                .setParticipant(speaker.participant().value())
                .setPurpose(Hello.Purpose.MESSAGES)
                .setSchemaMax(1)
                .setNow(Timestamp.newBuilder().setSeconds(NIGHT.getEpochSecond()))
                .setSoftware("vigil 0.1")
                .build();
    }

    static Frame frame(Hello hello) {
        return Frame.newBuilder().setHello(hello).build();
    }

    static Frame welcome(int credit) {
        Hello.Builder welcome = hello(FR).toBuilder();
        if (credit > 0) {
            for (Lane lane : LaneCredits.LANES) {
                welcome.addCredits(Credit.newBuilder().setLane(lane).setEnvelopes(credit));
            }
        }
        return Frame.newBuilder().setWelcome(welcome).build();
    }

    static ByteString id(int number) {
        return ByteString.copyFrom(ByteBuffer.allocate(16).putInt(12, number));
    }

    static Deliver deliver(int number) {
        return deliver(Lane.URGENT, number);
    }

    static Deliver deliver(Lane lane, int number) {
        return Deliver.newBuilder()
                .setLane(lane)
                .setEnvelope(Envelope.newBuilder()
                        .setSuite(1)
                        .setNetwork("EU-ART13")
                        .setSender("BE")
                        .setRecipient("FR")
                        .setMessageId(id(number))
                        .setDirectoryVersion(1)
                        .setSealed(ByteString.copyFromUtf8("sealed")))
                .build();
    }

    static Frame frame(Deliver deliver) {
        return Frame.newBuilder().setDeliver(deliver).build();
    }

    static Receipt receipt(int number) {
        return Receipt.newBuilder()
                .setMessageId(id(number))
                .setLeaf(ByteString.copyFromUtf8("leaf"))
                .setLeafIndex(number)
                .setTreeSize(number + 1L)
                .addProof(ByteString.copyFrom(new byte[32]))
                .setHead("head")
                .build();
    }

    static Frame frame(Receipt receipt) {
        return Frame.newBuilder().setReceipt(receipt).build();
    }

    static Busy busy(int number) {
        return Busy.newBuilder()
                .setMessageId(id(number))
                .setReason(Busy.Reason.JOURNAL_FULL)
                .build();
    }

    static Frame frame(Busy busy) {
        return Frame.newBuilder().setBusy(busy).build();
    }

    static Frame credit(int envelopes) {
        return credit(Lane.URGENT, envelopes);
    }

    static Frame credit(Lane lane, int envelopes) {
        return Frame.newBuilder()
                .setCredit(Credit.newBuilder().setLane(lane).setEnvelopes(envelopes))
                .build();
    }

    static Frame ping(long nonce) {
        return Frame.newBuilder().setPing(Ping.newBuilder().setNonce(nonce)).build();
    }

    static Frame bye(Bye.Reason reason) {
        return Frame.newBuilder().setBye(Bye.newBuilder().setReason(reason)).build();
    }

    static ConsistencyRequest request(long from, long to) {
        return ConsistencyRequest.newBuilder().setFrom(from).setTo(to).build();
    }

    static ConsistencyProof proof(long from, long to) {
        return ConsistencyProof.newBuilder()
                .setFrom(from)
                .setTo(to)
                .addProof(ByteString.copyFrom(new byte[32]))
                .build();
    }

    static Frame frame(ConsistencyRequest request) {
        return Frame.newBuilder().setConsistencyRequest(request).build();
    }

    static Frame frame(ConsistencyProof proof) {
        return Frame.newBuilder().setConsistencyProof(proof).build();
    }
}
