package eu.vigil.node.desk;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Real keys and a real directory of a few participants, made once; Budapest 29 and the Directive hold between BE and FR. */
public final class Neighbours {
    /** The first night of the summer time of 2026, at 03:10 in Brussels. */
    public static final Instant NIGHT = Instant.parse("2026-03-29T01:10:00Z");

    public static final NetworkId NETWORK = new NetworkId("EU-ART13");
    public static final ParticipantId FR = new ParticipantId("FR");
    public static final ParticipantId BE = new ParticipantId("BE");
    public static final SecureRandom RANDOM = new SecureRandom();

    private static final Map<ParticipantId, Enrolment> PEOPLE = Stream.of("BE", "FR", "NL", "BE/BANK-1")
            .map(ParticipantId::new)
            .collect(Collectors.toMap(
                    id -> id, id -> Enrolment.create(id, NETWORK, NIGHT.minus(Duration.ofDays(1)), RANDOM)));

    /** The directory in force. */
    public static final DirectoryView DIRECTORY = directory(PEOPLE.values());

    private Neighbours() {}

    /** A participant's keys. */
    public static Enrolment enrolment(ParticipantId id) {
        return PEOPLE.get(id);
    }

    private static BasisInForce inForce(LegalBasis basis, String since) {
        return inForce(basis, "FR", since);
    }

    private static BasisInForce inForce(LegalBasis basis, String with, String since) {
        return BasisInForce.newBuilder()
                .setBasis(basis)
                .setFirst("BE")
                .setSecond(with)
                .setFrom(timestamp(Instant.parse(since)))
                .build();
    }

    /** The next directory, in which this participant has keys that nobody has seen before. */
    public static DirectoryView withNewKeys(ParticipantId participant) {
        return directory(PEOPLE.values().stream()
                .map(each -> each.equals(enrolment(participant))
                        ? Enrolment.create(participant, NETWORK, NIGHT.minus(Duration.ofDays(1)), RANDOM)
                        : each)
                .toList());
    }

    private static DirectoryView directory(Collection<Enrolment> people) {
        DocumentKeys authority = DocumentKeys.create(RANDOM);
        ByteString bytes = DirectoryDocument.sign(
                new DirectoryDocument.Issue(
                        NETWORK,
                        people.stream().map(Enrolment::entry).toList(),
                        List.of(
                                inForce(LegalBasis.BUDAPEST_29, "2012-12-01T00:00:00Z"),
                                inForce(LegalBasis.BUDAPEST_31, "2012-12-01T00:00:00Z"),
                                inForce(LegalBasis.DIR_2013_40_13, "2015-09-04T00:00:00Z"),
                                inForce(LegalBasis.COALITION_MOU, "BE/BANK-1", "2025-09-01T00:00:00Z")),
                        Optional.empty(),
                        NIGHT.minusSeconds(3600),
                        Duration.ofDays(7),
                        Duration.ofDays(30)),
                authority,
                RANDOM);
        return switch (DirectoryDocument.verify(bytes, NETWORK, authority.publicKeys(), Optional.empty(), NIGHT)) {
            case Verification.Verified(var directory) -> directory;
            case Verification.Rejected(var _, var reason) -> throw new AssertionError(reason);
        };
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
    }
}
