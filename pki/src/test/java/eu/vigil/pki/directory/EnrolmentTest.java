package eu.vigil.pki.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eu.vigil.pki.certificate.ChainCheck;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.certificate.Use;
import eu.vigil.pki.certificate.Verdict;
import eu.vigil.pki.key.DecryptionKey;
import eu.vigil.pki.key.KeyFile;
import eu.vigil.pki.key.LogKey;
import eu.vigil.pki.key.NodeKeys;
import eu.vigil.pki.key.PrivateFile;
import eu.vigil.pki.key.Secret;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.wire.Participant;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.KEM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {
    private static final Instant NOW = Instant.parse("2026-03-29T01:10:00Z");
    private static final NetworkId NETWORK = new NetworkId("EU-ART13");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Enrolment BE = Enrolment.create(new ParticipantId("BE"), NETWORK, NOW, RANDOM);

    @TempDir
    private Path folder;

    @Test
    void everyCertificateOfANewParticipantIsItsOwnAndFitForItsUse() {
        Set<X509Certificate> anchors = Set.copyOf(BE.stateCa().chain());
        Named named = new Named(new ParticipantId("BE"), NETWORK);
        X509Certificate issuing = BE.issuing().certificate();
        DecryptionKey key = BE.keys().decryption().getFirst();
        ChainCheck check = new ChainCheck();

        assertThat(check.check(BE.keys().signing().chain(), anchors, named, Use.SIGNING, NOW))
                .isInstanceOf(Verdict.Trusted.class);
        assertThat(check.check(BE.keys().tls().chain(), anchors, named, Use.TLS_CLIENT, NOW))
                .isInstanceOf(Verdict.Trusted.class);
        assertThat(check.check(BE.keys().tls().chain(), anchors, named, Use.TLS_SERVER, NOW))
                .isInstanceOf(Verdict.Trusted.class);
        assertThat(check.check(List.of(key.p256Certificate(), issuing), anchors, named, Use.ENCRYPTION, NOW))
                .isInstanceOf(Verdict.Trusted.class);
        assertThat(check.check(List.of(key.mlKem768Certificate(), issuing), anchors, named, Use.ENCRYPTION, NOW))
                .isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    void aStateThatIsNoMemberIsAThirdState() {
        assertThat(Policy.builtIn().kindOf(new ParticipantId("BE"))).isEqualTo(Participant.Kind.MEMBER_STATE);
        assertThat(Policy.builtIn().kindOf(new ParticipantId("US"))).isEqualTo(Participant.Kind.THIRD_STATE);
        assertThat(Policy.builtIn().kindOf(new ParticipantId("EU-GSC"))).isEqualTo(Participant.Kind.EU_BODY);
        assertThat(Policy.builtIn().kindOf(new ParticipantId("BE/BANK-1"))).isEqualTo(Participant.Kind.PARTNER);
    }

    @Test
    void theKeyFileGivesBackEveryKeyThatWasPutIntoIt() throws IOException, GeneralSecurityException {
        Path file = folder.resolve("keys.p12");
        Secret secret = Secret.random(RANDOM);
        BE.nodeKeyFile(NOW, RANDOM).writeNew(file, secret);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(NodeKeys.open(file, secret)).isInstanceOfSatisfying(NodeKeys.Opening.Opened.class, opened -> {
            NodeKeys keys = opened.keys();
            assertThat(keys.signing()).isEqualTo(BE.keys().signing());
            assertThat(keys.tls()).isEqualTo(BE.keys().tls());
            assertThat(keys.log()).isEqualTo(BE.keys().log());
            assertThat(keys.kek()).isEqualTo(BE.keys().kek());
            assertThat(keys.search()).isEqualTo(BE.keys().search());
            assertThat(keys.decryption())
                    .extracting(DecryptionKey::recipient)
                    .containsExactly(BE.keys().decryption().getFirst().recipient());
        });
    }

    @Test
    void theMlKemKeyOfTheFileOpensWhatWasEncapsulatedToItsCertificate() throws IOException, GeneralSecurityException {
        Path file = folder.resolve("keys.p12");
        Secret secret = Secret.random(RANDOM);
        BE.nodeKeyFile(NOW, RANDOM).writeNew(file, secret);
        DecryptionKey key = opened(file, secret).decryption().getFirst();

        KEM kem = KEM.getInstance("ML-KEM");
        KEM.Encapsulated sent =
                kem.newEncapsulator(key.mlKem768Certificate().getPublicKey()).encapsulate();
        assertThat(kem.newDecapsulator(key.mlKem768()).decapsulate(sent.encapsulation()))
                .isEqualTo(sent.key());
        KeyFactory factory = KeyFactory.getInstance("ML-KEM-768");
        assertThat(factory.generatePrivate(
                        new PKCS8EncodedKeySpec(key.mlKem768().getEncoded())))
                .isEqualTo(key.mlKem768());
    }

    @Test
    void theLogKeyOfTheFileSignsForItsThirtyTwoBytes() throws IOException, GeneralSecurityException {
        Path file = folder.resolve("keys.p12");
        Secret secret = Secret.random(RANDOM);
        BE.nodeKeyFile(NOW, RANDOM).writeNew(file, secret);
        LogKey log = opened(file, secret).log();

        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(log.ed25519());
        signer.update((byte) 1);
        byte[] signature = signer.sign();
        signer.initVerify(log.publicKey());
        signer.update((byte) 1);
        assertThat(signer.verify(signature)).isTrue();
    }

    @Test
    void aKeyFileThatOthersCanReadIsAProblemThatNamesTheFileAndTheRemedy() throws IOException {
        Path file = folder.resolve("keys.p12");
        Secret secret = Secret.random(RANDOM);
        BE.nodeKeyFile(NOW, RANDOM).writeNew(file, secret);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(NodeKeys.open(file, secret))
                .isInstanceOfSatisfying(
                        NodeKeys.Opening.Problem.class,
                        problem -> assertThat(problem.text()).contains("chmod 600 " + file));
    }

    @Test
    void aWrongSecretADamagedFileAndAMissingKeyAreEachNamed() throws IOException {
        Path file = folder.resolve("keys.p12");
        Secret secret = Secret.random(RANDOM);
        BE.nodeKeyFile(NOW, RANDOM).writeNew(file, secret);
        assertThat(problem(file, Secret.random(RANDOM))).contains("the secret does not open " + file);

        Path noise = folder.resolve("noise.p12");
        PrivateFile.writeNew(noise, new byte[100]);
        assertThat(problem(noise, secret)).contains(noise + " is not a readable PKCS#12 file");

        Path other = folder.resolve("state-ca.p12");
        BE.stateCaKeyFile().writeNew(other, secret);
        assertThat(problem(other, secret)).contains(other + " lacks signing, tls, log");

        assertThat(problem(folder.resolve("none.p12"), secret)).contains("none.p12 does not exist");
    }

    @Test
    void theNotificationKeysComeBackFromTheirFile() throws IOException {
        Path file = folder.resolve("notification.p12");
        Secret secret = Secret.random(RANDOM);
        BE.notificationKeyFile(NOW, RANDOM).writeNew(file, secret);

        assertThat(eu.vigil.pki.key.KeyFile.read(file, secret))
                .isInstanceOfSatisfying(
                        KeyFile.Reading.Read.class,
                        read -> assertThat(DocumentKeys.from(read.file()).map(DocumentKeys::publicKeys))
                                .isEqualTo(Optional.of(BE.notification().publicKeys())));
    }

    @Test
    void nothingIsWrittenOverAnExistingKeyFile() throws IOException {
        Path file = folder.resolve("keys.p12");
        Files.writeString(file, "precious");
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> BE.nodeKeyFile(NOW, RANDOM).writeNew(file, Secret.random(RANDOM)));
        assertThat(file).hasContent("precious");
    }

    private static NodeKeys opened(Path file, Secret secret) {
        return switch (NodeKeys.open(file, secret)) {
            case NodeKeys.Opening.Opened(var keys) -> keys;
            case NodeKeys.Opening.Problem(var text) -> throw new AssertionError(text);
        };
    }

    private static String problem(Path file, Secret secret) {
        return switch (NodeKeys.open(file, secret)) {
            case NodeKeys.Opening.Opened _ -> throw new AssertionError("it opened");
            case NodeKeys.Opening.Problem(var text) -> text;
        };
    }
}
