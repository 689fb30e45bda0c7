package eu.vigil.pki.seal;

import static eu.vigil.pki.seal.Stranger.CASTLE;

import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKEMRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.operator.OutputAEADEncryptor;

/** Somebody else's implementation of the encryption, which also makes what suite 1 forbids. */
final class Envelopes {
    private Envelopes() {}

    static byte[] auth(byte[] content, RecipientInfoGenerator... recipients) throws Exception {
        return auth(content, CMSAlgorithm.AES256_GCM, ASN1Encoding.DER, recipients);
    }

    static byte[] auth(
            byte[] content, ASN1ObjectIdentifier algorithm, String encoding, RecipientInfoGenerator... recipients)
            throws Exception {
        CMSAuthEnvelopedDataGenerator generator = new CMSAuthEnvelopedDataGenerator();
        for (RecipientInfoGenerator recipient : recipients) {
            generator.addRecipientInfoGenerator(recipient);
        }
        return generator
                .generate(new CMSProcessableByteArray(content), (OutputAEADEncryptor)
                        new JceCMSContentEncryptorBuilder(algorithm)
                                .setProvider(CASTLE)
                                .build())
                .toASN1Structure()
                .getEncoded(encoding);
    }

    /** EnvelopedData without authentication. */
    static byte[] plain(byte[] content, RecipientInfoGenerator recipient) throws Exception {
        CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
        generator.addRecipientInfoGenerator(recipient);
        return generator
                .generate(
                        new CMSProcessableByteArray(content),
                        new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC)
                                .setProvider(CASTLE)
                                .build())
                .toASN1Structure()
                .getEncoded(ASN1Encoding.DER);
    }

    static JceKeyAgreeRecipientInfoGenerator toCurve(X509Certificate... certificates) throws Exception {
        return toCurve(CMSAlgorithm.ECDH_SHA256KDF, CMSAlgorithm.AES256_WRAP, certificates);
    }

    static JceKeyAgreeRecipientInfoGenerator toCurve(
            ASN1ObjectIdentifier agreement, ASN1ObjectIdentifier wrap, X509Certificate... certificates)
            throws Exception {
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC", CASTLE);
        pairs.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair ephemeral = pairs.generateKeyPair();
        JceKeyAgreeRecipientInfoGenerator generator = new JceKeyAgreeRecipientInfoGenerator(
                        agreement, ephemeral.getPrivate(), ephemeral.getPublic(), wrap)
                .setProvider(CASTLE);
        for (X509Certificate certificate : certificates) {
            generator.addRecipient(certificate);
        }
        return generator;
    }

    static JceKEMRecipientInfoGenerator toLattice(X509Certificate certificate) throws Exception {
        return toLattice(certificate, Castle.HKDF_SHA256, CMSAlgorithm.AES256_WRAP);
    }

    static JceKEMRecipientInfoGenerator toLattice(
            X509Certificate certificate, AlgorithmIdentifier derivation, ASN1ObjectIdentifier wrap) throws Exception {
        X509Certificate castles = (X509Certificate) CertificateFactory.getInstance("X.509", CASTLE)
                .generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
        return new JceKEMRecipientInfoGenerator(castles, wrap)
                .setProvider(CASTLE)
                .setKDF(derivation);
    }
}
