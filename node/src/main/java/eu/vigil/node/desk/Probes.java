package eu.vigil.node.desk;

import eu.vigil.node.drill.Level;
import eu.vigil.protocol.form.Draft;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.LegalBasis;
import eu.vigil.protocol.wire.Message;
import eu.vigil.protocol.wire.ReachabilityTest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The letters by which nodes ask each other whether they are there: under whichever legal basis serves between the two. */
record Probes(Post<?> post, InstantSource clock, RandomGenerator random) {
    /** The message to a peer, or nothing if no legal basis lets us say it. A drill of people says everywhere that it is one. */
    Optional<Message> draft(Message body, Level level, NetworkId network, ParticipantId peer) {
        Header header = Header.newBuilder()
                .setRecipient(peer.value())
                .setNetwork(network.value())
                .setUrgency(
                        switch (level) {
                            case MACHINE -> Header.Urgency.ROUTINE;
                            // As urgent as what it is an exercise for.
                            case HUMAN -> Header.Urgency.URGENT;
                        })
                .setUrgencyReason(
                        switch (level) {
                            case MACHINE -> "";
                            case HUMAN -> "a drill: nothing has happened";
                        })
                .setHandlingCode(Header.HandlingCode.H0)
                .setTlp(Header.Tlp.CLEAR)
                .setLanguage("en")
                .setDrill(level == Level.HUMAN)
                .build();
        return Stream.of(
                        LegalBasis.ADMINISTRATIVE,
                        LegalBasis.G7_24_7,
                        LegalBasis.BUDAPEST_35,
                        LegalBasis.DIR_2013_40_13,
                        LegalBasis.FD_2001_13)
                .map(basis -> body.toBuilder()
                        .setHeader(header.toBuilder().setLegalBasis(basis))
                        .build())
                .filter(message -> post.refusal(message).isEmpty())
                .findFirst();
    }

    /** A letter of {@code officer}, or of the node itself. */
    Post.Letter letter(Message message, Optional<MessageId> inReplyTo, String officer, Duration lifetime) {
        return new Post.Letter(
                new Draft(message),
                MessageId.of(clock.instant(), random),
                Optional.empty(),
                inReplyTo,
                officer,
                Optional.empty(),
                Optional.empty(),
                lifetime);
    }

    /** The level as it is written on the wire. */
    static ReachabilityTest.Level wire(Level level) {
        return switch (level) {
            case MACHINE -> ReachabilityTest.Level.MACHINE;
            case HUMAN -> ReachabilityTest.Level.HUMAN;
        };
    }
}
