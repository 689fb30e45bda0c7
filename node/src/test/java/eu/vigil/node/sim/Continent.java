package eu.vigil.node.sim;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import eu.vigil.node.desk.Neighbours;
import eu.vigil.node.directory.Directories;
import eu.vigil.pki.directory.DirectoryDocument;
import eu.vigil.pki.directory.DirectoryDocument.Verification;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.directory.DocumentKeys;
import eu.vigil.pki.directory.Enrolment;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.BasisInForce;
import eu.vigil.protocol.wire.LegalBasis;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Five States with real keys and a real directory, made once; Budapest 29 and the Directive hold between any two. */
final class Continent {
    static final Instant NIGHT = Neighbours.NIGHT;
    static final NetworkId NETWORK = Neighbours.NETWORK;
    static final List<ParticipantId> STATES =
            Stream.of("BE", "FR", "NL", "DE", "PT").map(ParticipantId::new).toList();

    private static final Map<ParticipantId, Enrolment> ENROLMENTS = STATES.stream()
            .collect(Collectors.toMap(
                    id -> id,
                    id -> Enrolment.create(id, NETWORK, NIGHT.minus(Duration.ofDays(1)), new SecureRandom())));

    private static final Map<Integer, Directories> DIRECTORIES = IntStream.rangeClosed(2, STATES.size())
            .boxed()
            .collect(Collectors.toMap(
                    states -> states,
                    states -> new Directories(Map.of(NETWORK, directory(STATES.subList(0, states))))));

    private Continent() {}

    static Enrolment enrolment(ParticipantId id) {
        return ENROLMENTS.get(id);
    }

    /** The directory of a network of so many States. */
    static Directories directories(int states) {
        return DIRECTORIES.get(states);
    }

    private static DirectoryView directory(List<ParticipantId> states) {
        DocumentKeys authority = DocumentKeys.create(new SecureRandom());
        ByteString bytes = DirectoryDocument.sign(
                new DirectoryDocument.Issue(
                        NETWORK,
                        states.stream().map(id -> enrolment(id).entry()).toList(),
                        inForce(states),
                        Optional.empty(),
                        NIGHT.minusSeconds(3600),
                        Duration.ofDays(7),
                        Duration.ofDays(30)),
                authority,
                new SecureRandom());
        return switch (DirectoryDocument.verify(bytes, NETWORK, authority.publicKeys(), Optional.empty(), NIGHT)) {
            case Verification.Verified(var directory) -> directory;
            case Verification.Rejected(var _, var reason) -> throw new AssertionError(reason);
        };
    }

    private static List<BasisInForce> inForce(List<ParticipantId> states) {
        List<BasisInForce> all = new ArrayList<>();
        for (ParticipantId first : states) {
            for (ParticipantId second : states) {
                if (first.value().compareTo(second.value()) < 0) {
                    all.add(inForce(LegalBasis.BUDAPEST_29, first, second));
                    all.add(inForce(LegalBasis.DIR_2013_40_13, first, second));
                }
            }
        }
        return all;
    }

    private static BasisInForce inForce(LegalBasis basis, ParticipantId first, ParticipantId second) {
        return BasisInForce.newBuilder()
                .setBasis(basis)
                .setFirst(first.value())
                .setSecond(second.value())
                .setFrom(Timestamp.newBuilder()
                        .setSeconds(Instant.parse("2015-09-04T00:00:00Z").getEpochSecond()))
                .build();
    }
}
