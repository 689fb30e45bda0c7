package eu.vigil.pki.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSORIforKEMOtherInfo;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ecc.ECCCMSSharedInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * The names and limits of suite 1, in one place; there is nothing in it to choose. The names are Bouncy Castle's, written as DER once.
 */
final class Suite1 {
    /** Message.proto's limit of 128 KiB. */
    static final int CONTENT_BYTES_MAX = 128 * 1024;

    /** Envelope.sealed's limit of 192 KiB: the largest content with four certificates of 8 KiB has room to spare. */
    static final int SEALED_BYTES_MAX = 192 * 1024;

    /** Signer, issuing CA, State CA and one to spare. */
    static final int CERTIFICATES_MAX = 4;

    static final int CERTIFICATE_BYTES_MAX = 8 * 1024;

    static final DerElement DATA = element(CMSObjectIdentifiers.data);

    static final DerElement SIGNED_DATA = element(CMSObjectIdentifiers.signedData);

    static final DerElement AUTH_ENVELOPED_DATA = element(CMSObjectIdentifiers.authEnvelopedData);

    /** RFC 9629 section 3. */
    static final DerElement KEM_RECIPIENT = element(CMSObjectIdentifiers.id_ori_kem);

    static final DerElement CONTENT_TYPE = element(CMSAttributes.contentType);

    static final DerElement MESSAGE_DIGEST = element(CMSAttributes.messageDigest);

    static final DerElement SIGNING_TIME = element(CMSAttributes.signingTime);

    /** RFC 5035 section 3. */
    static final DerElement SIGNING_CERTIFICATE = element(PKCSObjectIdentifiers.id_aa_signingCertificateV2);

    /** RFC 6211. */
    static final DerElement ALGORITHM_PROTECTION = element(CMSAttributes.cmsAlgorithmProtect);

    /** RFC 5754 section 2: without parameters, but a reader must take NULL as well. */
    static final DerElement SHA256 = element(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256));

    static final DerElement SHA256_NULL =
            element(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE));

    /** RFC 5754 section 3.3. */
    static final DerElement ECDSA_SHA256 = element(new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256));

    private static final AlgorithmIdentifier WRAP = new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_wrap);

    /** RFC 3565 section 2.3.2. */
    static final DerElement AES256_WRAP = element(WRAP);

    /** RFC 5084 section 3.2; its parameters are nonce and tag length. */
    static final DerElement AES256_GCM = element(NISTObjectIdentifiers.id_aes256_GCM);

    /** RFC 5753 section 7.1.4: dhSinglePass-stdDH-sha256kdf-scheme, its parameter the key wrap. */
    static final DerElement ECDH_X963_SHA256 =
            element(new AlgorithmIdentifier(SECObjectIdentifiers.dhSinglePass_stdDH_sha256kdf_scheme, WRAP));

    /** RFC 5753 section 7.1.2; the curve is the recipient's. */
    static final DerElement EC_PUBLIC_KEY = element(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey));

    /** The same with NULL for the recipient's curve, as Bouncy Castle writes it. */
    static final DerElement EC_PUBLIC_KEY_NULL =
            element(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, DERNull.INSTANCE));

    static final DerElement EC_PUBLIC_KEY_P256 =
            element(new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1));

    /** RFC 9936 section 2. */
    static final DerElement ML_KEM_768 = element(new AlgorithmIdentifier(NISTObjectIdentifiers.id_alg_ml_kem_768));

    /** RFC 8619. */
    static final DerElement HKDF_SHA256 =
            element(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_alg_hkdf_with_sha256));

    private static final int KEK_BYTES_NUMBER = 32;

    static final DerElement KEK_BYTES = integer(KEK_BYTES_NUMBER);

    /** ECC-CMS-SharedInfo (RFC 5753 section 7.2), the same for all messages; the length is in bits. */
    static final byte[] ECDH_SHARED_INFO = der(new ECCCMSSharedInfo(WRAP, new byte[] {0, 0, 1, 0}));

    /** CMSORIforKEMOtherInfo (RFC 9629 section 5), the same for all messages. */
    static final byte[] KEM_OTHER_INFO = der(new CMSORIforKEMOtherInfo(WRAP, KEK_BYTES_NUMBER));

    private Suite1() {}

    static DerElement integer(int value) {
        return element(new ASN1Integer(value));
    }

    private static DerElement element(ASN1Object object) {
        return new DerElement(der(object));
    }

    /** Bouncy Castle's own default is BER. */
    private static byte[] der(ASN1Object object) {
        try {
            return object.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }
}
