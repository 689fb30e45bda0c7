package eu.vigil.pki.seal;

import static eu.vigil.pki.seal.Correspondents.CONTENT;
import static eu.vigil.pki.seal.Correspondents.NOW;
import static eu.vigil.pki.seal.SealAndOpenTest.refused;
import static eu.vigil.pki.seal.Stranger.CASTLE;
import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.pki.certificate.Profile;
import eu.vigil.pki.key.DecryptionKey;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KEMRecipientInfo;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientIdentifier;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientInfo;
import org.bouncycastle.asn1.cms.OriginatorIdentifierOrKey;
import org.bouncycastle.asn1.cms.OriginatorPublicKey;
import org.bouncycastle.asn1.cms.OtherRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientEncryptedKey;
import org.bouncycastle.asn1.cms.RecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.cms.RecipientKeyIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKEKRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JcePasswordRecipientInfoGenerator;
import org.junit.jupiter.api.Test;

/** Properly signed, but encrypted otherwise than suite 1 prescribes. */
class RefusedEnvelopesTest {
    private final Correspondents they = new Correspondents();
    private final byte[] signed = they.sealer().sign(CONTENT, NOW).signedData();

    @Test
    void rsaKeyTransport() throws Exception {
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
        pairs.initialize(2048);
        KeyPair rsa = pairs.generateKeyPair();
        RecipientInfoGenerator recipient = new JceKeyTransRecipientInfoGenerator(
                        they.france.certificate(Profile.ENCRYPTION_P256, rsa.getPublic(), NOW))
                .setProvider(CASTLE);

        assertBothRefuse(recipient, Reason.NOT_SUITE_1, "recipient: key transport");
    }

    @Test
    void aPassword() throws Exception {
        RecipientInfoGenerator recipient = new JcePasswordRecipientInfoGenerator(
                        CMSAlgorithm.AES256_CBC, "secret".toCharArray())
                .setProvider(CASTLE);

        assertBothRefuse(recipient, Reason.NOT_SUITE_1, "recipient: a password");
    }

    @Test
    void aKeyThatWasAgreedBefore() throws Exception {
        RecipientInfoGenerator recipient = new JceKEKRecipientInfoGenerator(
                        new byte[] {1}, new SecretKeySpec(new byte[32], "AES"))
                .setProvider(CASTLE);

        assertBothRefuse(recipient, Reason.NOT_SUITE_1, "recipient: a key that was agreed before");
    }

    @Test
    void twoRecipients() throws Exception {
        DecryptionKey other = they.france.encryption(NOW);

        assertRefused(
                Envelopes.auth(
                        they.sealInner(signed),
                        Envelopes.toLattice(they.french.mlKem768Certificate()),
                        Envelopes.toLattice(other.mlKem768Certificate())),
                Reason.NOT_ONE_RECIPIENT,
                "2 recipients");
        assertRefused(
                Envelopes.auth(
                        signed,
                        Envelopes.toLattice(they.french.mlKem768Certificate()),
                        Envelopes.toCurve(they.french.p256Certificate())),
                Reason.NOT_ONE_RECIPIENT,
                "2 recipients");
        assertInnerRefused(
                Envelopes.auth(signed, Envelopes.toCurve(they.french.p256Certificate(), other.p256Certificate())),
                Reason.NOT_ONE_RECIPIENT,
                "inner recipient: 2 keys");
    }

    @Test
    void oneLayerAlone() throws Exception {
        assertRefused(they.sealInner(signed), Reason.NOT_SUITE_1, "outer recipient: not a key encapsulation");
        assertRefused(
                they.sealOuter(signed),
                Reason.NOT_SUITE_1,
                "a content of type 1.2.840.113549.1.7.2 instead of 1.2.840.113549.1.9.16.1.23");
        assertInnerRefused(they.sealOuter(signed), Reason.NOT_SUITE_1, "inner recipient: not a key agreement");
    }

    @Test
    void encryptionWithoutAuthentication() throws Exception {
        assertRefused(
                Envelopes.plain(they.sealInner(signed), Envelopes.toLattice(they.french.mlKem768Certificate())),
                Reason.NOT_SUITE_1,
                "a content of type 1.2.840.113549.1.7.3 instead of 1.2.840.113549.1.9.16.1.23");
    }

    @Test
    void otherContentEncryption() throws Exception {
        String detail = "content encryption other than AES-256-GCM with a nonce of 12 and a tag of 16 bytes";
        assertRefused(
                Envelopes.auth(
                        they.sealInner(signed),
                        CMSAlgorithm.AES128_GCM,
                        ASN1Encoding.DER,
                        Envelopes.toLattice(they.french.mlKem768Certificate())),
                Reason.NOT_SUITE_1,
                detail);
        assertInnerRefused(
                change(
                        they.sealInner(signed),
                        new AlgorithmIdentifier(Castle.AES256_GCM, new GCMParameters(new byte[8], 16))),
                Reason.NOT_SUITE_1,
                detail);
        assertInnerRefused(
                change(
                        they.sealInner(signed),
                        new AlgorithmIdentifier(Castle.AES256_GCM, new GCMParameters(new byte[12], 12))),
                Reason.NOT_SUITE_1,
                detail);
        assertInnerRefused(
                change(
                        they.sealInner(signed),
                        new AlgorithmIdentifier(CMSAlgorithm.AES256_CCM, new GCMParameters(new byte[12], 16))),
                Reason.NOT_SUITE_1,
                detail);
        assertInnerRefused(
                change(they.sealInner(signed), new AlgorithmIdentifier(Castle.AES256_GCM)),
                Reason.NOT_SUITE_1,
                "content encryption: without parameters");
    }

    @Test
    void otherKeyAgreements() throws Exception {
        String detail = "inner recipient: other than ECDH, X9.63 with SHA-256, AES-256 key wrap";
        assertInnerRefused(
                Envelopes.auth(
                        signed,
                        Envelopes.toCurve(
                                CMSAlgorithm.ECDH_SHA1KDF, CMSAlgorithm.AES256_WRAP, they.french.p256Certificate())),
                Reason.NOT_SUITE_1,
                detail);
        assertInnerRefused(
                Envelopes.auth(
                        signed,
                        Envelopes.toCurve(
                                CMSAlgorithm.ECDH_SHA256KDF, CMSAlgorithm.AES128_WRAP, they.french.p256Certificate())),
                Reason.NOT_SUITE_1,
                detail);
        assertInnerRefused(
                Envelopes.auth(
                        signed, Envelopes.toCurve(they.french.p256Certificate()).setUserKeyingMaterial(new byte[8])),
                Reason.NOT_SUITE_1,
                detail);
    }

    @Test
    void otherKeyDerivationsOfTheOuterLayer() throws Exception {
        String detail = "outer recipient: other than ML-KEM-768, HKDF with SHA-256, AES-256 key wrap";
        byte[] inner = they.sealInner(signed);
        assertRefused(
                Envelopes.auth(
                        inner,
                        Envelopes.toLattice(
                                they.french.mlKem768Certificate(),
                                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_alg_hkdf_with_sha512),
                                CMSAlgorithm.AES256_WRAP)),
                Reason.NOT_SUITE_1,
                detail);
        assertRefused(
                Envelopes.auth(
                        inner,
                        Envelopes.toLattice(
                                they.french.mlKem768Certificate(), Castle.HKDF_SHA256, CMSAlgorithm.AES128_WRAP)),
                Reason.NOT_SUITE_1,
                detail);
        assertRefused(
                Envelopes.auth(
                        inner,
                        Envelopes.toLattice(they.french.mlKem768Certificate()).setUserKeyingMaterial(new byte[8])),
                Reason.NOT_SUITE_1,
                detail);
    }

    @Test
    void ber() throws Exception {
        assertRefused(
                Envelopes.auth(
                        they.sealInner(signed),
                        CMSAlgorithm.AES256_GCM,
                        ASN1Encoding.BER,
                        Envelopes.toLattice(they.french.mlKem768Certificate())),
                Reason.NOT_DER,
                "indefinite length (BER), at byte 0");
        assertInnerRefused(
                Envelopes.auth(
                        signed,
                        CMSAlgorithm.AES256_GCM,
                        ASN1Encoding.BER,
                        Envelopes.toCurve(they.french.p256Certificate())),
                Reason.NOT_DER,
                "indefinite length (BER), at byte 0");
    }

    @Test
    void attributesInAnEnvelope() throws Exception {
        AuthEnvelopedData envelope = read(they.sealInner(signed));
        DERSet attributes =
                new DERSet(new Attribute(CMSAttributes.contentType, new DERSet(CMSObjectIdentifiers.signedData)));
        AuthEnvelopedData changed = new AuthEnvelopedData(
                null,
                envelope.getRecipientInfos(),
                envelope.getAuthEncryptedContentInfo(),
                null,
                envelope.getMac(),
                attributes);

        assertInnerRefused(
                Castle.write(CMSObjectIdentifiers.authEnvelopedData, changed),
                Reason.NOT_SUITE_1,
                "originator info or attributes in an envelope");
    }

    @Test
    void anEphemeralKeyThatIsNoPointOfTheCurve() throws Exception {
        byte[] zero = new byte[65];
        zero[0] = 4;
        byte[] ones = new byte[65];
        Arrays.fill(ones, (byte) 0xff);
        ones[0] = 4;
        for (byte[] point : new byte[][] {zero, ones, new byte[] {0}, new byte[0], new byte[33], new byte[65]}) {
            assertInnerRefused(
                    agreement(
                            new OriginatorIdentifierOrKey(new OriginatorPublicKey(Castle.EC_PUBLIC_KEY, point)), own()),
                    Reason.NOT_SUITE_1,
                    "inner recipient: the originator's key is no point of P-256");
        }
    }

    @Test
    void anOriginatorWithoutAKeyOfItsOwn() throws Exception {
        IssuerAndSerialNumber name = Castle.name(they.signing.certificate());

        assertInnerRefused(
                agreement(new OriginatorIdentifierOrKey(name), own()),
                Reason.NOT_SUITE_1,
                "inner recipient: the originator gave no key of its own");
    }

    @Test
    void aRecipientNamedByItsKeyIdentifier() throws Exception {
        KeyAgreeRecipientInfo real = (KeyAgreeRecipientInfo) recipient(read(they.sealInner(signed)));

        assertInnerRefused(
                agreement(
                        real.getOriginator(),
                        new KeyAgreeRecipientIdentifier(new RecipientKeyIdentifier(new byte[20]))),
                Reason.NOT_SUITE_1,
                "inner recipient: not named by issuer and serial number");
        assertRefused(
                encapsulation(new RecipientIdentifier(new DEROctetString(new byte[20])), new byte[1088], 32),
                Reason.NOT_SUITE_1,
                "outer recipient: not named by issuer and serial number");
    }

    @Test
    void encapsulationsOfAnotherLengthAndForgedOnes() throws Exception {
        RecipientIdentifier own = new RecipientIdentifier(Castle.name(they.french.mlKem768Certificate()));

        for (int bytes : new int[] {0, 1, 1087, 1089, 1568}) {
            assertRefused(
                    encapsulation(own, new byte[bytes], 32),
                    Reason.NOT_SUITE_1,
                    "outer layer: not an encapsulation of 1088 bytes");
        }
        assertRefused(
                encapsulation(own, new byte[1088], 32), Reason.UNDECIPHERABLE, "outer layer: the key does not unwrap");
        assertRefused(
                encapsulation(own, new byte[1088], 16),
                Reason.NOT_SUITE_1,
                "outer recipient: other than ML-KEM-768, HKDF with SHA-256, AES-256 key wrap");
    }

    @Test
    void aFieldThatNobodyKnowsWhereBouncyCastleDoesNotLook() throws Exception {
        AuthEnvelopedData envelope = read(they.sealOuter(they.sealInner(signed)));
        OtherRecipientInfo other = (OtherRecipientInfo) recipient(envelope);
        ASN1Primitive kem = other.getValue().toASN1Primitive();
        ASN1EncodableVector more = new ASN1EncodableVector();
        for (ASN1Encodable part : (ASN1Sequence) kem) {
            more.add(part);
        }
        more.add(new ASN1Integer(7));
        assertRefused(
                Castle.write(
                        CMSObjectIdentifiers.authEnvelopedData,
                        with(
                                envelope,
                                new RecipientInfo(new OtherRecipientInfo(other.getType(), new DERSequence(more))))),
                Reason.NOT_SUITE_1,
                null);
    }

    @Test
    void moreBytesThanAllowedBeforeAnyWork() {
        assertRefused(new byte[Opener.SEALED_BYTES_MAX + 1], Reason.TOO_LARGE, "sealed message of 196609 bytes");
    }

    @Test
    void nothing() {
        assertRefused(new byte[0], Reason.NOT_DER, "nothing at all");
    }

    private static ASN1Encodable recipient(AuthEnvelopedData envelope) {
        return RecipientInfo.getInstance(envelope.getRecipientInfos().getObjectAt(0))
                .getInfo();
    }

    private KeyAgreeRecipientIdentifier own() {
        return new KeyAgreeRecipientIdentifier(Castle.name(they.french.p256Certificate()));
    }

    private byte[] agreement(OriginatorIdentifierOrKey originator, KeyAgreeRecipientIdentifier recipient)
            throws Exception {
        AuthEnvelopedData envelope = read(they.sealInner(signed));
        KeyAgreeRecipientInfo real = (KeyAgreeRecipientInfo) recipient(envelope);
        ASN1OctetString key = RecipientEncryptedKey.getInstance(
                        real.getRecipientEncryptedKeys().getObjectAt(0))
                .getEncryptedKey();
        KeyAgreeRecipientInfo changed = new KeyAgreeRecipientInfo(
                originator,
                null,
                real.getKeyEncryptionAlgorithm(),
                new DERSequence(new RecipientEncryptedKey(recipient, key)));
        return Castle.write(CMSObjectIdentifiers.authEnvelopedData, with(envelope, new RecipientInfo(changed)));
    }

    private byte[] encapsulation(RecipientIdentifier recipient, byte[] ciphertext, int kekBytes) throws Exception {
        AuthEnvelopedData envelope = read(they.sealOuter(they.sealInner(signed)));
        KEMRecipientInfo changed = new KEMRecipientInfo(
                recipient,
                Castle.ML_KEM_768,
                new DEROctetString(ciphertext),
                Castle.HKDF_SHA256,
                new ASN1Integer(kekBytes),
                null,
                Castle.AES256_WRAP,
                new DEROctetString(new byte[40]));
        return Castle.write(
                CMSObjectIdentifiers.authEnvelopedData,
                with(envelope, new RecipientInfo(new OtherRecipientInfo(CMSObjectIdentifiers.id_ori_kem, changed))));
    }

    private static AuthEnvelopedData with(AuthEnvelopedData envelope, RecipientInfo recipient) {
        return new AuthEnvelopedData(
                null, new DERSet(recipient), envelope.getAuthEncryptedContentInfo(), null, envelope.getMac(), null);
    }

    private static byte[] change(byte[] inner, AlgorithmIdentifier encryption) throws Exception {
        AuthEnvelopedData envelope = read(inner);
        EncryptedContentInfo info = envelope.getAuthEncryptedContentInfo();
        AuthEnvelopedData changed = new AuthEnvelopedData(
                null,
                envelope.getRecipientInfos(),
                new EncryptedContentInfo(info.getContentType(), encryption, info.getEncryptedContent()),
                null,
                envelope.getMac(),
                null);
        return Castle.write(CMSObjectIdentifiers.authEnvelopedData, changed);
    }

    private static AuthEnvelopedData read(byte[] envelope) throws Exception {
        return AuthEnvelopedData.getInstance(
                ContentInfo.getInstance(ASN1Primitive.fromByteArray(envelope)).getContent());
    }

    private void assertBothRefuse(RecipientInfoGenerator recipient, Reason reason, String detail) throws Exception {
        assertRefused(Envelopes.auth(they.sealInner(signed), recipient), reason, detail);
        assertInnerRefused(Envelopes.auth(signed, recipient), reason, detail);
    }

    private void assertInnerRefused(byte[] inner, Reason reason, String detail) {
        assertRefused(they.sealOuter(inner), reason, detail);
    }

    private void assertRefused(byte[] sealed, Reason reason, String detail) {
        Opening.Refused refused = refused(they.open(sealed));
        assertThat(refused.reason()).as(refused.detail()).isEqualTo(reason);
        if (detail != null) {
            assertThat(refused.detail()).isEqualTo(detail);
        }
    }
}
