package eu.vigil.pki.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.directory.DirectoryDocument.Issue;
import eu.vigil.pki.directory.DirectoryDocument.Verification;
import eu.vigil.pki.directory.DirectoryDocument.Verification.Rejected;
import eu.vigil.pki.directory.DirectoryDocument.Verification.Verified;
import eu.vigil.pki.directory.DirectoryDocument.Why;
import eu.vigil.pki.directory.DirectoryView.Standing;
import eu.vigil.pki.key.NodeKeys;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.BasisInForce;
import eu.vigil.protocol.wire.LegalBasis;
import eu.vigil.protocol.wire.Participant;
import eu.vigil.protocol.wire.SignedDocument;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DirectoryDocumentTest {
    private static final Instant NOW = Instant.parse("2026-03-29T01:10:00Z");
    private static final Duration FRESH = Duration.ofDays(7);
    private static final Duration LIFE = Duration.ofDays(30);
    private static final NetworkId NETWORK = new NetworkId("EU-ART13");
    private static final ParticipantId BE = new ParticipantId("BE");
    private static final ParticipantId FR = new ParticipantId("FR");
    private static final ParticipantId BANK = new ParticipantId("BE/BANK-1");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DocumentKeys AUTHORITY = DocumentKeys.create(RANDOM);
    private static final Enrolment BELGIUM = Enrolment.create(BE, NETWORK, NOW, RANDOM);
    private static final Enrolment FRANCE = Enrolment.create(FR, NETWORK, NOW, RANDOM);

    @Test
    void aDirectoryTellsOfEachParticipantWhatItSaidOfItself() {
        DirectoryView directory = verified(first());

        assertThat(directory.network()).isEqualTo(NETWORK);
        assertThat(directory.version()).isEqualTo(1);
        assertThat(directory.entries()).extracting(Entry::id).containsExactly(BE, FR);
        Entry france = directory.entry(FR).orElseThrow();
        NodeKeys keys = FRANCE.keys();
        assertThat(france.kind()).isEqualTo(Participant.Kind.MEMBER_STATE);
        assertThat(france.recipient()).isEqualTo(keys.decryption().getFirst().recipient());
        assertThat(france.logKeys()).containsExactly(keys.log().publicKey32());
        assertThat(france.addresses()).hasSize(1).first().satisfies(address -> {
            assertThat(address.isUnresolved()).isTrue();
            assertThat(address.getPort()).isEqualTo(7413);
        });
        assertThat(directory.anchors(new Named(FR, NETWORK)))
                .containsExactly(FRANCE.stateCa().certificate());
    }

    @Test
    void nobodyElseIsInIt() {
        DirectoryView directory = verified(first());
        assertThat(directory.entry(BANK)).isEmpty();
        assertThat(directory.anchors(new Named(BANK, NETWORK))).isEmpty();
        assertThat(directory.anchors(new Named(FR, new NetworkId("G7-24-7")))).isEmpty();
    }

    @Test
    void itsDigestIsThatOfTheExactContent() throws InvalidProtocolBufferException {
        ByteString bytes = first();
        assertThat(verified(bytes).digest())
                .isEqualTo(Sha256.of(SignedDocument.parseFrom(bytes).getContent()));
    }

    @Test
    void aBasisHoldsBetweenTwoEitherWayFromItsDayToItsLast() {
        Instant end = NOW.plus(Duration.ofDays(1));
        BasisInForce until = basis(LegalBasis.DIR_2013_40_13, "BE", "FR").toBuilder()
                .setUntil(Instants.of(end))
                .build();
        DirectoryView directory = verified(sign(issue().withBases(List.of(until))));

        assertThat(directory.inForce(LegalBasis.DIR_2013_40_13, BE, FR, NOW)).isTrue();
        assertThat(directory.inForce(LegalBasis.DIR_2013_40_13, FR, BE, NOW)).isTrue();
        assertThat(directory.inForce(LegalBasis.DIR_2013_40_13, FR, BE, end)).isFalse();
        assertThat(directory.inForce(LegalBasis.DIR_2013_40_13, FR, BE, NOW.minusSeconds(1)))
                .isFalse();
        assertThat(directory.inForce(LegalBasis.BUDAPEST_29, FR, BE, NOW)).isFalse();
        assertThat(directory.inForce(LegalBasis.DIR_2013_40_13, BE, BE, NOW)).isFalse();
        assertThat(directory.basesInForce(FR, BE, NOW)).containsExactly(LegalBasis.DIR_2013_40_13);
    }

    @Test
    void staleIsNotStopped() {
        Instant afterAWeek = NOW.plus(FRESH).plusSeconds(1);
        DirectoryView directory = verified(verify(first(), Optional.empty(), afterAWeek));
        assertThat(directory.standing(NOW)).isEqualTo(Standing.FRESH);
        assertThat(directory.standing(afterAWeek)).isEqualTo(Standing.STALE);
        assertThat(directory.standing(NOW.plus(LIFE).plusSeconds(1))).isEqualTo(Standing.EXPIRED);
    }

    @Test
    void anExpiredDirectoryIsNotTaken() {
        assertRejected(
                verify(first(), Optional.empty(), NOW.plus(LIFE).plusSeconds(1)),
                Why.EXPIRED,
                "version 1 expired at 2026-04-28T01:10:00Z");
    }

    @Test
    void oneIssuedLaterThanNowIsNotTaken() {
        assertThat(verify(first(), Optional.empty(), NOW.minus(Duration.ofMinutes(4))))
                .isInstanceOf(Verified.class);
        assertRejected(
                verify(first(), Optional.empty(), NOW.minus(Duration.ofMinutes(6))),
                Why.FROM_THE_FUTURE,
                "look at both clocks");
    }

    @Test
    void sizeIsLookedAtBeforeAnythingElse() {
        ByteString large = ByteString.copyFrom(new byte[DirectoryDocument.BYTES_MAX + 1]);
        assertRejected(verify(large), Why.TOO_LARGE, "%d bytes".formatted(large.size()));
    }

    @Test
    void noiseAndOtherDocumentsAreNoDirectory() {
        assertRejected(verify(ByteString.copyFromUtf8("noise")), Why.MALFORMED, "no signed document");
        assertRejected(verify(BELGIUM.entry().toByteString()), Why.MALFORMED, "document is 'entry', not 'directory'");
    }

    @Test
    void anotherNetworksDirectoryIsNotOurs() {
        assertRejected(
                DirectoryDocument.verify(
                        first(), new NetworkId("G7-24-7"), AUTHORITY.publicKeys(), Optional.empty(), NOW),
                Why.OTHER_NETWORK,
                "it is the directory of 'EU-ART13', not of G7-24-7");
    }

    @Test
    void bothSignaturesOfTheAuthorityMustHold() {
        DocumentKeys other = DocumentKeys.create(RANDOM);
        DocumentPublicKeys ours = AUTHORITY.publicKeys();
        DocumentKeys classicalStolen = new DocumentKeys(
                AUTHORITY.p256(),
                other.mlDsa65(),
                new DocumentPublicKeys(ours.p256(), other.publicKeys().mlDsa65()));
        DocumentKeys postQuantumStolen = new DocumentKeys(
                other.p256(),
                AUTHORITY.mlDsa65(),
                new DocumentPublicKeys(other.publicKeys().p256(), ours.mlDsa65()));

        assertRejected(
                verify(DirectoryDocument.sign(issue().issue(), classicalStolen, RANDOM)),
                Why.NOT_SIGNED,
                "the ML-DSA-65 signature is by another key");
        assertRejected(
                verify(DirectoryDocument.sign(issue().issue(), postQuantumStolen, RANDOM)),
                Why.NOT_SIGNED,
                "the P-256 signature is by another key");
    }

    @Test
    void aKeysNameBesideAStrangersSignatureHelpsNobody() {
        DocumentKeys other = DocumentKeys.create(RANDOM);
        DocumentPublicKeys ours = AUTHORITY.publicKeys();
        DocumentKeys p256Forged = new DocumentKeys(other.p256(), AUTHORITY.mlDsa65(), ours);
        DocumentKeys mlDsaForged = new DocumentKeys(AUTHORITY.p256(), other.mlDsa65(), ours);
        assertRejected(
                verify(DirectoryDocument.sign(issue().issue(), p256Forged, RANDOM)),
                Why.NOT_SIGNED,
                "the P-256 signature does not hold");
        assertRejected(
                verify(DirectoryDocument.sign(issue().issue(), mlDsaForged, RANDOM)),
                Why.NOT_SIGNED,
                "the ML-DSA-65 signature does not hold");
    }

    @Test
    void aChangedByteAndAMissingSignatureAreSeen() {
        assertRejected(
                verify(changed(
                        first(),
                        document -> document.setContent(
                                document.getContent().concat(ByteString.copyFrom(new byte[] {(byte) 0xf8, 0x7f, 0}))))),
                Why.NOT_SIGNED,
                "the P-256 signature does not hold");
        assertRejected(
                verify(changed(first(), document -> document.removeSignatures(1))),
                Why.NOT_SIGNED,
                "1 signatures instead of 2");
        assertRejected(
                verify(changed(first(), document -> document.setSignatures(1, document.getSignatures(0)))),
                Why.NOT_SIGNED,
                "no P-256 signature");
    }

    @Test
    void aSignatureOverOneKindOfDocumentIsNoneOverAnother() {
        SignedDocument entry =
                DocumentSignature.sign("entry", documentOf(first()).getContent(), AUTHORITY, RANDOM);
        assertRejected(
                verify(entry.toBuilder().setDocument("directory").build().toByteString()),
                Why.NOT_SIGNED,
                "does not hold");
    }

    @Test
    void theNextVersionNamesTheOneBefore() {
        DirectoryView one = verified(first());
        ByteString second = sign(issue().after(one));
        assertThat(verified(verify(second, Optional.of(one), NOW)).version()).isEqualTo(2);
    }

    @Test
    void theSameDirectoryAgainIsNoNews() {
        ByteString bytes = first();
        assertThat(verified(verify(bytes, Optional.of(verified(bytes)), NOW)).version())
                .isEqualTo(1);
    }

    @Test
    void anOlderVersionIsARollback() {
        DirectoryView one = verified(first());
        DirectoryView two = verified(verify(sign(issue().after(one)), Optional.of(one), NOW));
        assertRejected(
                verify(first(), Optional.of(two), NOW),
                Why.ROLLBACK,
                "version 1 is older than version 2, which is in force");
    }

    @Test
    void twoDirectoriesOfOneVersionAreAFork() {
        DirectoryView one = verified(first());
        ByteString other = sign(issue().withBases(List.of()));
        assertRejected(verify(other, Optional.of(one), NOW), Why.FORK, "two different directories of version 1");
    }

    @Test
    void anUnsignedDocumentRaisesNoAlarmOfAFork() {
        DirectoryView one = verified(first());
        ByteString forged =
                DirectoryDocument.sign(issue().withBases(List.of()).issue(), DocumentKeys.create(RANDOM), RANDOM);
        assertThat(rejected(verify(forged, Optional.of(one), NOW)).why()).isEqualTo(Why.NOT_SIGNED);
    }

    @Test
    void aLeapOfVersionsAndAnotherPredecessorAreNotTaken() {
        DirectoryView one = verified(first());
        DirectoryView two = verified(verify(sign(issue().after(one)), Optional.of(one), NOW));
        assertRejected(
                verify(sign(issue().after(two)), Optional.of(one), NOW),
                Why.UNLINKED,
                "version 3 does not follow version 1: fetch what lies between");
        DirectoryView otherOne = verified(sign(issue().withBases(List.of())));
        assertRejected(
                verify(sign(issue().after(otherOne)), Optional.of(one), NOW),
                Why.UNLINKED,
                "version 2 names another version 1 as the previous one");
    }

    @Test
    void anEntryThatTheStateDidNotSignIsNotTakenThoughTheAuthorityVouches() {
        SignedDocument forged =
                DocumentSignature.sign("entry", BELGIUM.entry().getContent(), DocumentKeys.create(RANDOM), RANDOM);
        assertRejected(
                verify(sign(issue().of(forged, FRANCE.entry()))),
                Why.ENTRY,
                "the entry of BE: signatures: the P-256 signature is by another key");
    }

    @Test
    void anEntryWithAnotherStatesKeysIsNotTaken() {
        Participant mixed = BELGIUM.participant().toBuilder()
                .setKeys(FRANCE.participant().getKeys())
                .build();
        assertRejected(
                verify(sign(issue().of(resigned(mixed), FRANCE.entry()))),
                Why.ENTRY,
                "the entry of BE: keys.encryption.p256_certificate: the certificate names FR in EU-ART13, not BE");
    }

    @Test
    void aPartnerUnderItsStatesOwnAuthorityIsNotTaken() {
        Enrolment bank = Enrolment.create(BANK, NETWORK, NOW, RANDOM);
        Participant borrowed = bank.participant().toBuilder()
                .clearStateCaCertificates()
                .addAllStateCaCertificates(BELGIUM.participant().getStateCaCertificatesList())
                .build();
        SignedDocument entry = EntryDocument.sign(borrowed, bank.notification(), RANDOM);
        assertRejected(
                verify(sign(issue().of(BELGIUM.entry(), entry))),
                Why.ENTRY,
                "the entry of BE/BANK-1: keys.encryption.p256_certificate: the chain does not end at a State CA of"
                        + " BE/BANK-1");
    }

    @Test
    void aPartnerNeedsItsStateBesideIt() {
        Enrolment bank = Enrolment.create(BANK, NETWORK, NOW, RANDOM);
        assertThat(verify(sign(issue().of(BELGIUM.entry(), bank.entry())))).isInstanceOf(Verified.class);
        assertRejected(
                verify(sign(issue().of(FRANCE.entry(), bank.entry()))),
                Why.ENTRY,
                "the entry of BE/BANK-1: its State has none");
    }

    @Test
    void noTwoEntriesAreOfOneParticipant() {
        Enrolment again = Enrolment.create(BE, NETWORK, NOW, RANDOM);
        assertRejected(verify(sign(issue().of(BELGIUM.entry(), again.entry()))), Why.SHARED, "BE has two entries");
    }

    @Test
    void noTwoParticipantsShareAStateCaOrAnyOtherKey() {
        Participant sharing = FRANCE.participant().toBuilder()
                .addStateCaCertificates(BELGIUM.participant().getStateCaCertificates(0))
                .build();
        SignedDocument entry = EntryDocument.sign(sharing, FRANCE.notification(), RANDOM);
        assertRejected(
                verify(sign(issue().of(BELGIUM.entry(), entry))), Why.SHARED, "BE and FR share a key or a State CA");

        Participant sameLog = FRANCE.participant().toBuilder()
                .setKeys(FRANCE.participant().getKeys().toBuilder()
                        .addLogKeys(BELGIUM.keys().log().publicKey32()))
                .build();
        assertRejected(
                verify(sign(issue().of(BELGIUM.entry(), EntryDocument.sign(sameLog, FRANCE.notification(), RANDOM)))),
                Why.SHARED,
                "BE and FR share");
    }

    @Test
    void anEntryOfAnotherNetworkIsNotTaken() {
        Enrolment elsewhere = Enrolment.create(BE, new NetworkId("G7-24-7"), NOW, RANDOM);
        assertRejected(
                verify(sign(issue().of(elsewhere.entry(), FRANCE.entry()))),
                Why.ENTRY,
                "the entry of BE: network: it is for 'G7-24-7', not for EU-ART13");
    }

    @Test
    void eachFieldThatIsWrongIsNamed() {
        assertEntryRefused(entry -> entry.setId("be"), "an entry: id: participant: 'be'");
        assertEntryRefused(entry -> entry.setKind(Participant.Kind.EU_BODY), "kind: EU_BODY does not fit this id");
        assertEntryRefused(entry -> entry.setAuthorityName(" "), "authority_name: missing");
        assertEntryRefused(
                entry -> entry.setEndpoints(0, entry.getEndpoints(0).toBuilder().setPort(70_000)),
                "endpoints: '127.0.0.1' port 70000");
        assertEntryRefused(entry -> entry.setTimeZone("Brussels"), "time_zone: 'Brussels' is no IANA zone");
        assertEntryRefused(Participant.Builder::clearValidFrom, "valid_from: missing");
        assertEntryRefused(
                entry -> entry.setValidFrom(Instants.of(NOW.plusSeconds(1))), "is after the directory's issue");
        assertEntryRefused(
                entry -> entry.setReconfirmedOn(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE)), "reconfirmed_on");
        assertEntryRefused(Participant.Builder::clearSequence, "sequence: not 1 or more");
        assertEntryRefused(Participant.Builder::clearKeys, "keys.schema_max: not 1 or more");
        assertEntryRefused(
                entry -> entry.setStateCaCertificates(0, ByteString.copyFromUtf8("x")),
                "state_ca_certificates[0]: no certificate");
        assertEntryRefused(
                entry -> entry.setStateCaCertificates(
                        0, entry.getStateCaCertificates(0).concat(ByteString.copyFromUtf8("x"))),
                "state_ca_certificates[0]: not one certificate in DER");
        assertEntryRefused(
                entry -> entry.setKeys(entry.getKeys().toBuilder().setLogKeys(0, ByteString.copyFromUtf8("x"))),
                "keys.log_keys: 1 bytes instead of 32");
        assertEntryRefused(
                entry -> entry.setNotificationKeyP256(entry.getNotificationKeyMlDsa65()),
                "notification_key: not a P-256 and an ML-DSA-65 key");
    }

    @Test
    void aStateWhoseEncryptionKeyHasLapsedIsStillReachedAndHoldsNobodyUp() {
        Instant later = NOW.plus(Duration.ofDays(91));
        Verification late = verify(sign(issue().at(later)), Optional.empty(), later);
        assertThat(verified(late).entry(BE).orElseThrow().recipientUntil()).isBefore(later);
    }

    @Test
    void aKeyThatIsNotYetValidIsNotTaken() {
        Instant earlier = NOW.minus(Duration.ofDays(1));
        Participant old = BELGIUM.participant().toBuilder()
                .setValidFrom(Instants.of(earlier))
                .build();
        assertRejected(
                verify(sign(issue().of(resigned(old)).at(earlier)), Optional.empty(), NOW),
                Why.ENTRY,
                "keys.encryption.p256_certificate: 'CN=BE encryption P-256,O=be.eu-art13.vigil.internal' is valid from");
    }

    @Test
    void theAuthorityCanFollowAnExpiredDirectoryWithTheNext() {
        assertThat(DirectoryDocument.verifyAsIssued(first(), NETWORK, AUTHORITY.publicKeys()))
                .isInstanceOf(Verified.class);
        assertRejected(
                DirectoryDocument.verifyAsIssued(
                        first(), NETWORK, DocumentKeys.create(RANDOM).publicKeys()),
                Why.NOT_SIGNED,
                "by another key");
    }

    @Test
    void aKeyThatEndsAfterTheIssueDoesNotStopTheWholeDirectory() {
        Instant issued = NOW.plus(Duration.ofDays(80));
        Instant later = NOW.plus(Duration.ofDays(95));
        assertThat(verify(sign(issue().at(issued)), Optional.empty(), later)).isInstanceOf(Verified.class);
    }

    @Test
    void aStatesOlderNotificationIsARollback() {
        SignedDocument newer =
                resigned(BELGIUM.participant().toBuilder().setSequence(2).build());
        DirectoryView one = verified(sign(issue().of(newer, FRANCE.entry())));
        assertRejected(
                verify(sign(issue().after(one)), Optional.of(one), NOW),
                Why.ROLLBACK,
                "the entry of BE is older than the one in force");
    }

    @Test
    void aBasisIsBetweenTwoThatAreThere() {
        assertRejected(
                verify(sign(issue().withBases(List.of(basis(LegalBasis.BUDAPEST_29, "BE", "US"))))),
                Why.BASIS,
                "BUDAPEST_29 between 'BE' and 'US'");
        assertRejected(
                verify(sign(issue().withBases(List.of(basis(LegalBasis.BUDAPEST_29, "BE", "BE"))))),
                Why.BASIS,
                "not two participants");
        assertRejected(
                verify(sign(issue().withBases(List.of(basis(LegalBasis.LEGAL_BASIS_UNSPECIFIED, "BE", "FR"))))),
                Why.BASIS,
                "an unknown basis");
    }

    @Test
    void theAuthoritysPublicKeysSurviveTheirPemFile() {
        DocumentPublicKeys keys = AUTHORITY.publicKeys();
        assertThat(keys.pem()).startsWith("-----BEGIN PUBLIC KEY-----");
        assertThat(DocumentPublicKeys.parse(keys.pem())).contains(keys);
        assertThat(DocumentPublicKeys.parse("")).isEmpty();
        assertThat(DocumentPublicKeys.parse(keys.pem() + keys.pem())).isEmpty();
        assertThat(DocumentPublicKeys.parse(keys.pem().replace("PUBLIC", "PRIVATE")))
                .isEmpty();
        assertThat(keys.fingerprint()).matches("([0-9a-f]{4} ){7}[0-9a-f]{4}");
    }

    private record Draft(Issue issue) {
        Draft of(SignedDocument... entries) {
            return with(List.of(entries), List.of(), issue.previous(), issue.issuedAt());
        }

        Draft withBases(List<BasisInForce> bases) {
            return with(issue.entries(), bases, issue.previous(), issue.issuedAt());
        }

        Draft after(DirectoryView previous) {
            return with(issue.entries(), issue.bases(), Optional.of(previous), issue.issuedAt());
        }

        Draft at(Instant issuedAt) {
            return with(issue.entries(), issue.bases(), issue.previous(), issuedAt);
        }

        private static Draft with(
                List<SignedDocument> entries,
                List<BasisInForce> bases,
                Optional<DirectoryView> previous,
                Instant issuedAt) {
            return new Draft(new Issue(NETWORK, entries, bases, previous, issuedAt, FRESH, LIFE));
        }
    }

    private static Draft issue() {
        return Draft.with(
                List.of(BELGIUM.entry(), FRANCE.entry()),
                List.of(basis(LegalBasis.DIR_2013_40_13, "BE", "FR")),
                Optional.empty(),
                NOW);
    }

    private static BasisInForce basis(LegalBasis basis, String first, String second) {
        return BasisInForce.newBuilder()
                .setBasis(basis)
                .setFirst(first)
                .setSecond(second)
                .setFrom(Instants.of(NOW))
                .build();
    }

    private static ByteString first() {
        return sign(issue());
    }

    private static ByteString sign(Draft draft) {
        return DirectoryDocument.sign(draft.issue(), AUTHORITY, RANDOM);
    }

    private static SignedDocument resigned(Participant belgium) {
        return EntryDocument.sign(belgium, BELGIUM.notification(), RANDOM);
    }

    private static void assertEntryRefused(UnaryOperator<Participant.Builder> change, String text) {
        Participant changed = change.apply(BELGIUM.participant().toBuilder()).build();
        assertRejected(verify(sign(issue().of(resigned(changed), FRANCE.entry()))), Why.ENTRY, text);
    }

    private static ByteString changed(ByteString bytes, UnaryOperator<SignedDocument.Builder> change) {
        return change.apply(documentOf(bytes).toBuilder()).build().toByteString();
    }

    private static SignedDocument documentOf(ByteString bytes) {
        try {
            return SignedDocument.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static Verification verify(ByteString bytes) {
        return verify(bytes, Optional.empty(), NOW);
    }

    private static Verification verify(ByteString bytes, Optional<DirectoryView> inForce, Instant now) {
        return DirectoryDocument.verify(bytes, NETWORK, AUTHORITY.publicKeys(), inForce, now);
    }

    private static DirectoryView verified(ByteString bytes) {
        return verified(verify(bytes));
    }

    private static DirectoryView verified(Verification verification) {
        return switch (verification) {
            case Verified(var directory) -> directory;
            case Rejected rejected -> throw new AssertionError(rejected.reason());
        };
    }

    private static Rejected rejected(Verification verification) {
        return switch (verification) {
            case Verified _ -> throw new AssertionError("it was taken");
            case Rejected rejected -> rejected;
        };
    }

    private static void assertRejected(Verification verification, Why why, String reason) {
        Rejected rejected = rejected(verification);
        assertThat(rejected.why()).as(rejected.reason()).isEqualTo(why);
        assertThat(rejected.reason()).contains(reason);
    }
}
