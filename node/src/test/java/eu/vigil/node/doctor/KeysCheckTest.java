package eu.vigil.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.pki.directory.Enrolment;
import eu.vigil.pki.key.DecryptionKey;
import eu.vigil.pki.key.LogKey;
import eu.vigil.pki.key.NodeKeys;
import eu.vigil.pki.key.SigningIdentity;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys that were mixed up: each private key beside a certificate that is not its own. */
class KeysCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:10:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final NodeKeys OURS = keys();
    private static final NodeKeys OTHERS = keys();

    private static NodeKeys keys() {
        return Enrolment.create(new ParticipantId("BE"), new NetworkId("EU-ART13"), NOW, RANDOM)
                .keys();
    }

    private static List<Finding> look(
            SigningIdentity signing, DecryptionKey decryption, SigningIdentity tls, LogKey log) {
        NodeKeys keys = new NodeKeys(signing, List.of(decryption), tls, log, OURS.kek(), OURS.search());
        return new KeysCheck(new HeldKeys.Open(keys), new ParticipantId("BE"), List.of(), NOW, RANDOM).look();
    }

    @Test
    void keysThatFitAreWell() {
        assertThat(look(OURS.signing(), OURS.decryption().getFirst(), OURS.tls(), OURS.log()))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.OK);
    }

    @Test
    void aSigningKeyThatIsNotItsCertificatesIsFound() {
        SigningIdentity mixed =
                new SigningIdentity(OTHERS.signing().key(), OURS.signing().chain());
        assertThat(look(mixed, OURS.decryption().getFirst(), OURS.tls(), OURS.log()))
                .extracting(Finding::what)
                .singleElement()
                .asString()
                .contains("cannot open what it seals for itself");
    }

    @Test
    void eitherHalfOfAnEncryptionKeyThatIsNotItsCertificatesIsFound() {
        DecryptionKey ours = OURS.decryption().getFirst();
        DecryptionKey others = OTHERS.decryption().getFirst();
        for (DecryptionKey mixed : List.of(
                new DecryptionKey(others.p256(), ours.p256Certificate(), ours.mlKem768(), ours.mlKem768Certificate()),
                new DecryptionKey(
                        ours.p256(), ours.p256Certificate(), others.mlKem768(), ours.mlKem768Certificate()))) {
            assertThat(look(OURS.signing(), mixed, OURS.tls(), OURS.log()))
                    .extracting(Finding::what)
                    .singleElement()
                    .asString()
                    .contains("cannot open what it seals for itself");
        }
    }

    @Test
    void aLinkKeyOrALogKeyThatDoesNotFitIsFound() {
        assertThat(look(
                        OURS.signing(),
                        OURS.decryption().getFirst(),
                        new SigningIdentity(OTHERS.tls().key(), OURS.tls().chain()),
                        OURS.log()))
                .extracting(Finding::what)
                .containsExactly("the key for links does not fit its certificate: no link opens");
        assertThat(look(
                        OURS.signing(),
                        OURS.decryption().getFirst(),
                        OURS.tls(),
                        new LogKey(OTHERS.log().ed25519(), OURS.log().publicKey32())))
                .extracting(Finding::what)
                .containsExactly("the log key does not fit its public half: no receipt holds");
    }
}
