package eu.vigil.pki.seal;

import static eu.vigil.pki.seal.Correspondents.CONTENT;
import static eu.vigil.pki.seal.Correspondents.NOW;
import static eu.vigil.pki.seal.SealAndOpenTest.opened;
import static eu.vigil.pki.seal.Stranger.CASTLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKEMAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suite 1 is made of standards: programs that know nothing of this one read what it writes and write what it reads. */
class OtherImplementationsTest {
    private final Correspondents they = new Correspondents();

    @TempDir
    private Path folder;

    private OpenSsl openSsl;

    @BeforeEach
    void writeFiles() throws Exception {
        openSsl = new OpenSsl(folder);
        openSsl.pem("anchors.pem", "CERTIFICATE", they.belgianCa.certificate().getEncoded());
        openSsl.pem("signer.pem", "CERTIFICATE", they.signing.certificate().getEncoded());
        openSsl.pem("issuer.pem", "CERTIFICATE", they.signing.chain().getLast().getEncoded());
        openSsl.pem("signer.key", "PRIVATE KEY", they.signing.key().getEncoded());
        openSsl.pem(
                "recipient.pem", "CERTIFICATE", they.french.p256Certificate().getEncoded());
        openSsl.pem("recipient.key", "PRIVATE KEY", they.french.p256().getEncoded());
        Files.write(folder.resolve("content"), CONTENT);
    }

    @Test
    void opensslVerifiesTheSignature() throws Exception {
        Files.write(
                folder.resolve("signed.p7m"), they.sealer().sign(CONTENT, NOW).signedData());

        OpenSsl.Run run = verify("signed.p7m");

        assertThat(run.output()).contains("Verification successful");
        assertThat(run.status()).isZero();
        assertThat(folder.resolve("out")).hasBinaryContent(CONTENT);
    }

    @Test
    void opensslRefusesTheSignatureOfAlteredContent() throws Exception {
        byte[] signed = they.sealer().sign(CONTENT, NOW).signedData();
        signed[new String(signed, StandardCharsets.ISO_8859_1).indexOf("192.0.2.7")] = '2';
        Files.write(folder.resolve("signed.p7m"), signed);

        assertThat(verify("signed.p7m").status()).isNotZero();
    }

    private OpenSsl.Run verify(String file) throws Exception {
        return openSsl.run(
                "cms",
                "-verify",
                "-cades",
                "-inform",
                "DER",
                "-in",
                file,
                "-CAfile",
                "anchors.pem",
                "-purpose",
                "any",
                "-attime",
                String.valueOf(NOW.getEpochSecond()),
                "-binary",
                "-out",
                "out");
    }

    @Test
    void opensslOpensTheInnerLayer() throws Exception {
        Files.write(folder.resolve("inner.der"), they.sealInner(CONTENT));

        OpenSsl.Run run = openSsl.run(
                "cms",
                "-decrypt",
                "-inform",
                "DER",
                "-in",
                "inner.der",
                "-recip",
                "recipient.pem",
                "-inkey",
                "recipient.key",
                "-binary",
                "-out",
                "out");

        assertThat(run.output()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(folder.resolve("out")).hasBinaryContent(CONTENT);
    }

    @Test
    void whatOpensslSignsAndEncryptsIsOpened() throws Exception {
        OpenSsl.Run sign = openSsl.run(
                "cms",
                "-sign",
                "-cades",
                "-nodetach",
                "-binary",
                "-nosmimecap",
                "-md",
                "sha256",
                "-in",
                "content",
                "-signer",
                "signer.pem",
                "-inkey",
                "signer.key",
                "-certfile",
                "issuer.pem",
                "-outform",
                "DER",
                "-out",
                "signed.p7m");
        assertThat(sign.status()).as(sign.output()).isZero();
        OpenSsl.Run encrypt = openSsl.run(
                "cms",
                "-encrypt",
                "-aes-256-gcm",
                "-binary",
                "-in",
                "signed.p7m",
                "-recip",
                "recipient.pem",
                "-keyopt",
                "ecdh_kdf_md:sha256",
                "-aes256-wrap",
                "-outform",
                "DER",
                "-out",
                "inner.der");
        assertThat(encrypt.status()).as(encrypt.output()).isZero();

        byte[] sealed = they.sealOuter(Files.readAllBytes(folder.resolve("inner.der")));

        assertThat(opened(they.opener()
                                .open(
                                        sealed,
                                        they.isBelgium,
                                        Files.getLastModifiedTime(folder.resolve("signed.p7m"))
                                                .toInstant()))
                        .content())
                .isEqualTo(CONTENT);
    }

    @Test
    void whatAnotherImplementationSignsIsOpened() throws Exception {
        byte[] signed = new Stranger(they.signing).sign(CONTENT);

        assertThat(opened(they.open(they.seal(signed))).signedData()).isEqualTo(signed);
    }

    @Test
    void anotherImplementationOpensBothLayers() throws Exception {
        Signed signed = they.sealer().sign(CONTENT, NOW);
        byte[] sealed = they.sealer().seal(signed, they.french.recipient());

        PrivateKey lattice = KeyFactory.getInstance("ML-KEM", CASTLE)
                .generatePrivate(new PKCS8EncodedKeySpec(they.french.mlKem768().getEncoded()));
        byte[] inner = only(sealed).getContent(new JceKEMAuthEnvelopedRecipient(lattice).setProvider(CASTLE));
        PrivateKey curve = KeyFactory.getInstance("EC", CASTLE)
                .generatePrivate(new PKCS8EncodedKeySpec(they.french.p256().getEncoded()));
        byte[] content = only(inner).getContent(new JceKeyAgreeAuthEnvelopedRecipient(curve).setProvider(CASTLE));

        assertThat(content).isEqualTo(signed.signedData());
    }

    @Test
    void whatAnotherImplementationSealsIsOpened() throws Exception {
        byte[] inner = Envelopes.auth(
                new Stranger(they.signing).sign(CONTENT), Envelopes.toCurve(they.french.p256Certificate()));
        byte[] sealed = Envelopes.auth(inner, Envelopes.toLattice(they.french.mlKem768Certificate()));

        assertThat(opened(they.open(sealed)).content()).isEqualTo(CONTENT);
    }

    private static RecipientInformation only(byte[] envelope) throws Exception {
        return new CMSAuthEnvelopedData(envelope).getRecipientInfos().iterator().next();
    }
}
