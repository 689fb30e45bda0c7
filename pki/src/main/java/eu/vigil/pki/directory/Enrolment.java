package eu.vigil.pki.directory;

import com.google.protobuf.ByteString;
import eu.vigil.pki.certificate.Issuer;
import eu.vigil.pki.certificate.KeyHolder;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.key.DecryptionKey;
import eu.vigil.pki.key.KeyFile;
import eu.vigil.pki.key.KeyFile.Held;
import eu.vigil.pki.key.KeyMaking;
import eu.vigil.pki.key.LogKey;
import eu.vigil.pki.key.NodeKeyNames;
import eu.vigil.pki.key.NodeKeys;
import eu.vigil.pki.key.SigningIdentity;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.EncryptionKey;
import eu.vigil.protocol.wire.KeySet;
import eu.vigil.protocol.wire.Participant;
import eu.vigil.protocol.wire.SignedDocument;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A new participant, made whole in memory: its State's keys, its node's keys, and the entry that tells the network of them.
 *
 * @param keys what the node runs with
 * @param issuing certifies the node's keys
 * @param stateCa the State's own authority, which belongs off-line
 * @param notification signs the State's entries, and belongs off-line too
 * @param participant what the entry says
 * @param entry the entry, signed with the notification keys
 */
public record Enrolment(
        NodeKeys keys,
        SigningIdentity issuing,
        SigningIdentity stateCa,
        DocumentKeys notification,
        Participant participant,
        SignedDocument entry) {
    private static final int SCHEMA_MAX = 1;
    private static final Period LOG_KEY_LIFE = Period.ofYears(2);

    /** A new participant that listens on the loopback address, for tests. */
    public static Enrolment create(ParticipantId participant, NetworkId network, Instant now, SecureRandom random) {
        return create(Particulars.of(participant, network, "127.0.0.1", 7413), now, random);
    }

    /** A new participant with these particulars. */
    public static Enrolment create(Particulars particulars, Instant now, SecureRandom random) {
        Named named = particulars.named();
        SigningIdentity stateCa = Issuer.stateCa(named, now, random);
        SigningIdentity issuing = Issuer.issuingCa(stateCa, named, now, random);
        Issuer issuer = new Issuer(issuing, named, random);
        KeyPair log = KeyMaking.ed25519(random);
        NodeKeys keys = new NodeKeys(
                issuer.signing(now),
                List.of(issuer.encryption(now)),
                issuer.tls(now),
                LogKey.of(log.getPrivate(), log.getPublic()),
                KeyMaking.aes256(random),
                KeyMaking.hmacSha256(random));
        DocumentKeys notification = DocumentKeys.create(random);
        Participant participant = participant(particulars, keys, issuing, stateCa, notification, now);
        return new Enrolment(
                keys,
                issuing,
                stateCa,
                notification,
                participant,
                EntryDocument.sign(participant, notification, random));
    }

    private static Participant participant(
            Particulars particulars,
            NodeKeys keys,
            SigningIdentity issuing,
            SigningIdentity stateCa,
            DocumentKeys notification,
            Instant now) {
        KeySet.Builder keySet = KeySet.newBuilder()
                .addIssuingCaCertificates(der(issuing.certificate()))
                .addLogKeys(keys.log().publicKey32())
                .setSchemaMax(SCHEMA_MAX);
        for (DecryptionKey key : keys.decryption()) {
            keySet.addEncryption(EncryptionKey.newBuilder()
                    .setP256Certificate(der(key.p256Certificate()))
                    .setMlKem768Certificate(der(key.mlKem768Certificate())));
        }
        return Participant.newBuilder()
                .setId(particulars.named().participant().value())
                .setKind(particulars.kind())
                .setAuthorityName(particulars.authorityName())
                .setNetwork(particulars.named().network().value())
                .addAllEndpoints(particulars.endpoints())
                .addStateCaCertificates(der(stateCa.certificate()))
                .setNotificationKeyP256(
                        ByteString.copyFrom(notification.publicKeys().p256().getEncoded()))
                .setNotificationKeyMlDsa65(
                        ByteString.copyFrom(notification.publicKeys().mlDsa65().getEncoded()))
                .setSequence(1)
                .addAllTelephones(particulars.telephones())
                .setEmail(particulars.email())
                .addAllLanguages(particulars.languages())
                .setTimeZone(particulars.zone().getId())
                .setHours(particulars.hours())
                .setValidFrom(Instants.of(now.truncatedTo(ChronoUnit.SECONDS)))
                .setReconfirmedOn(Instants.of(now.truncatedTo(ChronoUnit.SECONDS)))
                .setKeys(keySet)
                .build();
    }

    /** The node's key file: all that {@link NodeKeys#open} wants, and the issuing authority. */
    public KeyFile nodeKeyFile(Instant now, SecureRandom random) {
        Map<String, Held> held = new HashMap<>();
        held.put(NodeKeyNames.SIGNING, held(keys.signing()));
        held.put(NodeKeyNames.TLS, held(keys.tls()));
        held.put(NodeKeyNames.ISSUING, held(issuing));
        KeyPair log = new KeyPair(keys.log().publicKey(), keys.log().ed25519());
        held.put(
                NodeKeyNames.LOG,
                new Held.Private(
                        log.getPrivate(),
                        List.of(KeyHolder.of(log, participant.getId() + " log", LOG_KEY_LIFE, now, random))));
        held.put(NodeKeyNames.KEK, new Held.Symmetric(keys.kek()));
        held.put(NodeKeyNames.SEARCH, new Held.Symmetric(keys.search()));
        int number = keys.decryption().size();
        for (DecryptionKey key : keys.decryption()) {
            held.put(
                    NodeKeyNames.encryptionP256(number),
                    new Held.Private(key.p256(), List.of(key.p256Certificate(), issuing.certificate())));
            held.put(
                    NodeKeyNames.encryptionMlKem768(number),
                    new Held.Private(key.mlKem768(), List.of(key.mlKem768Certificate(), issuing.certificate())));
            number--;
        }
        return KeyFile.of(held);
    }

    /** The State CA's key file, to be kept off-line. */
    public KeyFile stateCaKeyFile() {
        return KeyFile.of(Map.of("state-ca", held(stateCa)));
    }

    /** The notification keys' file, to be kept off-line. */
    public KeyFile notificationKeyFile(Instant now, SecureRandom random) {
        return notification.keyFile(participant.getId() + " notification", now, random);
    }

    private static Held held(SigningIdentity identity) {
        return new Held.Private(identity.key(), identity.chain());
    }

    private static ByteString der(X509Certificate certificate) {
        try {
            return ByteString.copyFrom(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate lost its encoding", e);
        }
    }
}
