package eu.vigil.pki.directory;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import eu.vigil.pki.certificate.ChainCheck;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.certificate.Use;
import eu.vigil.pki.certificate.Verdict;
import eu.vigil.pki.key.RecipientKey;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.EncryptionKey;
import eu.vigil.protocol.wire.Endpoint;
import eu.vigil.protocol.wire.KeySet;
import eu.vigil.protocol.wire.Participant;
import eu.vigil.protocol.wire.SignedDocument;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Verifies one participant's notification: its form, both its signatures, and that every certificate in it is its own.
 *
 * <p>Certificates are judged at the instant of the directory's issue or at their own end, if that was earlier: a State that
 * has let its encryption key lapse must still be reached, and must not hold up everybody else's directory.
 */
final class EntryCheck {
    private static final int LOG_KEY_BYTES = 32;
    private static final int PORT_MAX = 65_535;

    private final NetworkId network;
    private final Instant issuedAt;
    private final ChainCheck chains = new ChainCheck();

    sealed interface Result {
        record Accepted(Entry entry) implements Result {}

        record Refused(String text) implements Result {}
    }

    /** What made an entry unacceptable; never leaves this class. */
    private static final class Unacceptable extends Exception {
        private static final long serialVersionUID = 1L;

        Unacceptable(String text) {
            super(text);
        }
    }

    EntryCheck(NetworkId network, Instant issuedAt) {
        this.network = network;
        this.issuedAt = issuedAt;
    }

    Result check(SignedDocument document) {
        String who = "an entry";
        try {
            require(document.getDocument().equals(EntryDocument.DOCUMENT), "document: not an entry");
            Participant participant = Participant.parseFrom(document.getContent());
            ParticipantId id = id(participant.getId());
            who = "the entry of " + id;
            return new Result.Accepted(entry(document, participant, id));
        } catch (InvalidProtocolBufferException e) {
            return new Result.Refused("%s cannot be read: %s".formatted(who, e.getMessage()));
        } catch (Unacceptable e) {
            return new Result.Refused("%s: %s".formatted(who, e.getMessage()));
        }
    }

    private static ParticipantId id(String value) throws Unacceptable {
        try {
            return new ParticipantId(value);
        } catch (IllegalArgumentException e) {
            throw new Unacceptable("id: " + e.getMessage());
        }
    }

    private Entry entry(SignedDocument document, Participant participant, ParticipantId id) throws Unacceptable {
        require(
                participant.getNetwork().equals(network.value()),
                "network: it is for '%s', not for %s".formatted(participant.getNetwork(), network));
        require(fits(participant.getKind(), id), "kind: %s does not fit this id".formatted(participant.getKind()));
        DocumentPublicKeys notification = DocumentPublicKeys.of(
                        participant.getNotificationKeyP256(), participant.getNotificationKeyMlDsa65())
                .orElseThrow(() -> new Unacceptable("notification_key: not a P-256 and an ML-DSA-65 key"));
        Optional<String> objection = DocumentSignature.objection(document, notification);
        require(objection.isEmpty(), "signatures: " + objection.orElse(""));

        require(!participant.getAuthorityName().isBlank(), "authority_name: missing");
        require(participant.getSequence() >= 1, "sequence: not 1 or more");
        require(participant.getTelephonesCount() <= 10, "telephones: more than 10");
        endpoints(participant.getEndpointsList());
        Instant validFrom = instant("valid_from", participant.getValidFrom());
        require(!validFrom.isAfter(issuedAt), "valid_from: %s is after the directory's issue".formatted(validFrom));

        Named named = new Named(id, network);
        KeySet keys = participant.getKeys();
        require(keys.getSchemaMax() >= 1, "keys.schema_max: not 1 or more");
        List<X509Certificate> anchors = certificates("state_ca_certificates", participant.getStateCaCertificatesList());
        List<X509Certificate> issuing =
                certificates("keys.issuing_ca_certificates", keys.getIssuingCaCertificatesList());
        return new Entry(
                id,
                participant.getKind(),
                participant.getAuthorityName(),
                participant.getEndpointsList(),
                Set.copyOf(anchors),
                issuing,
                encryption(keys.getEncryptionList(), named, Set.copyOf(anchors), issuing),
                logKeys(keys.getLogKeysList()),
                notification,
                participant.getSequence(),
                participant.getTelephonesList(),
                participant.getEmail(),
                participant.getLanguagesList(),
                zone(participant.getTimeZone()),
                participant.getHours(),
                keys.getSchemaMax(),
                validFrom,
                instant("reconfirmed_on", participant.getReconfirmedOn()),
                document);
    }

    private static boolean fits(Participant.Kind kind, ParticipantId id) {
        return switch (kind) {
            case MEMBER_STATE, THIRD_STATE -> !id.isUnionBody() && id.sponsor().isEmpty();
            case EU_BODY -> id.isUnionBody();
            case PARTNER -> id.sponsor().isPresent();
            case KIND_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    private static void endpoints(List<Endpoint> endpoints) throws Unacceptable {
        require(!endpoints.isEmpty() && endpoints.size() <= 16, "endpoints: not 1 to 16");
        for (Endpoint endpoint : endpoints) {
            require(
                    !endpoint.getHost().isBlank() && endpoint.getPort() >= 1 && endpoint.getPort() <= PORT_MAX,
                    "endpoints: '%s' port %d is no place to dial".formatted(endpoint.getHost(), endpoint.getPort()));
        }
    }

    private List<RecipientKey> encryption(
            List<EncryptionKey> keys, Named named, Set<X509Certificate> anchors, List<X509Certificate> issuing)
            throws Unacceptable {
        require(!keys.isEmpty() && keys.size() <= 2, "keys.encryption: not 1 or 2");
        List<RecipientKey> recipients = new ArrayList<>();
        for (EncryptionKey key : keys) {
            X509Certificate p256 = certificate("keys.encryption.p256_certificate", key.getP256Certificate());
            X509Certificate mlKem = certificate("keys.encryption.ml_kem_768_certificate", key.getMlKem768Certificate());
            require(
                    p256.getPublicKey().getAlgorithm().equals("EC")
                            && mlKem.getPublicKey().getAlgorithm().equals("ML-KEM"),
                    "keys.encryption: not a P-256 and an ML-KEM-768 certificate");
            chain("keys.encryption.p256_certificate", p256, named, anchors, issuing);
            chain("keys.encryption.ml_kem_768_certificate", mlKem, named, anchors, issuing);
            recipients.add(new RecipientKey(p256, mlKem));
        }
        return recipients;
    }

    private void chain(
            String field,
            X509Certificate leaf,
            Named named,
            Set<X509Certificate> anchors,
            List<X509Certificate> issuing)
            throws Unacceptable {
        Optional<X509Certificate> issuer = issuing.stream()
                .filter(candidate -> candidate.getSubjectX500Principal().equals(leaf.getIssuerX500Principal()))
                .findFirst();
        List<X509Certificate> chain = issuer.map(found -> List.of(leaf, found)).orElse(List.of(leaf));
        Instant at = chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .reduce(issuedAt, (earlier, end) -> end.isBefore(earlier) ? end : earlier);
        switch (chains.check(chain, anchors, named, Use.ENCRYPTION, at)) {
            case Verdict.Trusted _ -> {}
            case Verdict.Distrusted objection -> throw new Unacceptable("%s: %s".formatted(field, objection.text()));
        }
    }

    private static List<ByteString> logKeys(List<ByteString> keys) throws Unacceptable {
        require(!keys.isEmpty() && keys.size() <= 4, "keys.log_keys: not 1 to 4");
        for (ByteString key : keys) {
            require(
                    key.size() == LOG_KEY_BYTES,
                    "keys.log_keys: %d bytes instead of %d".formatted(key.size(), LOG_KEY_BYTES));
        }
        return keys;
    }

    private static ZoneId zone(String name) throws Unacceptable {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException _) {
            throw new Unacceptable("time_zone: '%s' is no IANA zone like Europe/Brussels".formatted(name));
        }
    }

    private static Instant instant(String field, com.google.protobuf.Timestamp timestamp) throws Unacceptable {
        return Instants.of(timestamp)
                .filter(instant -> instant.getEpochSecond() > 0)
                .orElseThrow(() -> new Unacceptable(field + ": missing or no instant"));
    }

    private static List<X509Certificate> certificates(String field, List<ByteString> encoded) throws Unacceptable {
        require(!encoded.isEmpty() && encoded.size() <= 4, field + ": not 1 to 4");
        List<X509Certificate> certificates = new ArrayList<>();
        for (int index : IntStream.range(0, encoded.size()).toArray()) {
            certificates.add(certificate("%s[%d]".formatted(field, index), encoded.get(index)));
        }
        return certificates;
    }

    private static X509Certificate certificate(String field, ByteString encoded) throws Unacceptable {
        byte[] bytes = encoded.toByteArray();
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
            require(Arrays.equals(certificate.getEncoded(), bytes), field + ": not one certificate in DER");
            return certificate;
        } catch (CertificateException _) {
            throw new Unacceptable(field + ": no certificate");
        }
    }

    private static void require(boolean holds, String text) throws Unacceptable {
        if (!holds) {
            throw new Unacceptable(text);
        }
    }
}
