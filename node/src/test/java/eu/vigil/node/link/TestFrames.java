package eu.vigil.node.link;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.wire.ConsistencyProof;
import eu.vigil.protocol.wire.Deliver;
import eu.vigil.protocol.wire.Envelope;
import eu.vigil.protocol.wire.Frame;
import eu.vigil.protocol.wire.Hello;
import eu.vigil.protocol.wire.Lane;
import eu.vigil.protocol.wire.Receipt;
import java.time.Instant;
import java.util.SplittableRandom;

/** Frames as a node would make them. */
final class TestFrames {
    private static final SplittableRandom RANDOM = new SplittableRandom(7);

    private TestFrames() {}

    static Hello hello(String participant) {
        Instant now = TestNode.CLOCK.instant();
        return Hello.newBuilder()
                .setVersionMin(1)
                .setVersionMax(1)
                .setNetwork(TestNode.ART13.value())
                .setParticipant(participant)
                .setPurpose(Hello.Purpose.MESSAGES)
                .setSchemaMax(1)
                .setNow(Timestamp.newBuilder().setSeconds(now.getEpochSecond()))
                .setSoftware("vigil test")
                .build();
    }

    static Frame helloFrame(String participant) {
        return Frame.newBuilder().setHello(hello(participant)).build();
    }

    static Deliver deliver(String sender, String recipient, int sealedBytes) {
        return Deliver.newBuilder()
                .setLane(Lane.URGENT)
                .setEnvelope(Envelope.newBuilder()
                        .setSuite(1)
                        .setNetwork(TestNode.ART13.value())
                        .setSender(sender)
                        .setRecipient(recipient)
                        .setMessageId(
                                MessageId.of(TestNode.CLOCK.instant(), RANDOM).bytes())
                        .setDirectoryVersion(1)
                        .setSealed(ByteString.copyFrom(new byte[sealedBytes])))
                .build();
    }

    static Receipt receipt(Deliver deliver) {
        return Receipt.newBuilder()
                .setMessageId(deliver.getEnvelope().getMessageId())
                .setLeaf(ByteString.copyFromUtf8("leaf"))
                .setTreeSize(1)
                .setHead("head")
                .build();
    }

    static ConsistencyProof proof() {
        return ConsistencyProof.newBuilder()
                .addProof(ByteString.copyFrom(new byte[32]))
                .build();
    }
}
