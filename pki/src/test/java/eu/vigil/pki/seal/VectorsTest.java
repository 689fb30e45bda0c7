package eu.vigil.pki.seal;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.pki.arithmetic.Arithmetic;
import eu.vigil.pki.key.DecryptionKey;
import eu.vigil.pki.key.SigningIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The vectors that other implementations are given have the outcomes that they state, whoever computes. */
class VectorsTest {
    private final Path folder;
    private final Opener fastest;
    private final Opener castle;
    private final SenderCheck isSender;

    VectorsTest() throws Exception {
        folder = Path.of(VectorsTest.class.getResource("/vectors/suite1").toURI());
        Properties keys = read(folder.resolve("keys.properties"));
        DecryptionKey own = new DecryptionKey(
                key(keys, "recipient.p256.key", "EC"),
                certificate(keys, "recipient.p256.certificate"),
                key(keys, "recipient.mlkem768.key", "ML-KEM"),
                certificate(keys, "recipient.mlkem768.certificate"));
        PrivateKey none = own.p256();
        isSender = Correspondents.exactly(new SigningIdentity(
                none, List.of(certificate(keys, "sender.certificate"), certificate(keys, "sender.issuer"))));
        fastest = new Opener(List.of(own));
        castle = new Opener(List.of(own), Arithmetic.bouncyCastle());
    }

    @TestFactory
    Stream<DynamicTest> everyVectorHasItsOutcome() throws IOException {
        return vectors().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    Properties vector = read(file);
                    check(fastest, vector);
                    check(castle, vector);
                }));
    }

    @Test
    void noVectorIsLost() throws IOException {
        assertThat(vectors()).hasSize(24);
    }

    private List<Path> vectors() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d\\d-.*\\.properties"))
                    .sorted()
                    .toList();
        }
    }

    private void check(Opener opener, Properties vector) {
        Instant now = Instant.parse(vector.getProperty("now"));
        String outcome = switch (opener.open(bytes(vector, "sealed"), isSender, now)) {
            case Opening.Opened(var message) -> {
                assertThat(message.content()).isEqualTo(bytes(vector, "content"));
                yield "opened";
            }
            case Opening.Refused refused -> {
                assertThat(refused.reason()).hasToString(vector.getProperty("reason"));
                yield "refused";
            }
        };
        assertThat(outcome).isEqualTo(vector.getProperty("outcome"));
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private static byte[] bytes(Properties properties, String name) {
        return Base64.getDecoder().decode(properties.getProperty(name));
    }

    private static PrivateKey key(Properties properties, String name, String algorithm) throws Exception {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes(properties, name)));
    }

    private static X509Certificate certificate(Properties properties, String name) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(bytes(properties, name)));
    }
}
