package eu.vigil.pki.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.CMSORIforKEMOtherInfo;
import org.bouncycastle.asn1.cms.ecc.ECCCMSSharedInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The names and limits of suite 1, in one place; there is nothing in it to choose. */
final class Suite1 {
    /** Message.proto's limit of 128 KiB. */
    static final int CONTENT_BYTES_MAX = 128 * 1024;

    /** Envelope.sealed's limit of 192 KiB: the largest content with four certificates of 8 KiB has room to spare. */
    static final int SEALED_BYTES_MAX = 192 * 1024;

    /** Signer, issuing CA, State CA and one to spare. */
    static final int CERTIFICATES_MAX = 4;

    static final int CERTIFICATE_BYTES_MAX = 8 * 1024;

    /** RFC 5754 section 2: without parameters, but a reader must take NULL as well. */
    static final AlgorithmIdentifier SHA256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);

    static final AlgorithmIdentifier SHA256_NULL =
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);

    /** RFC 5754 section 3.3. */
    static final AlgorithmIdentifier ECDSA_SHA256 = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

    /** RFC 3565 section 2.3.2. */
    static final AlgorithmIdentifier AES256_WRAP = new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_wrap);

    /** RFC 5084 section 3.2; its parameters are nonce and tag length. */
    static final ASN1ObjectIdentifier AES256_GCM = NISTObjectIdentifiers.id_aes256_GCM;

    /** RFC 5753 section 7.1.4: dhSinglePass-stdDH-sha256kdf-scheme, its parameter the key wrap. */
    static final AlgorithmIdentifier ECDH_X963_SHA256 =
            new AlgorithmIdentifier(SECObjectIdentifiers.dhSinglePass_stdDH_sha256kdf_scheme, AES256_WRAP);

    /** RFC 5753 section 7.1.2; the curve is the recipient's. */
    static final AlgorithmIdentifier EC_PUBLIC_KEY = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey);

    /** RFC 9936 section 2. */
    static final AlgorithmIdentifier ML_KEM_768 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_alg_ml_kem_768);

    /** RFC 8619. */
    static final AlgorithmIdentifier HKDF_SHA256 =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_alg_hkdf_with_sha256);

    static final int KEK_BYTES = 32;

    /** ECC-CMS-SharedInfo (RFC 5753 section 7.2), the same for all messages; the length is in bits. */
    static final byte[] ECDH_SHARED_INFO = der(new ECCCMSSharedInfo(AES256_WRAP, new byte[] {0, 0, 1, 0}));

    /** CMSORIforKEMOtherInfo (RFC 9629 section 5), the same for all messages. */
    static final byte[] KEM_OTHER_INFO = der(new CMSORIforKEMOtherInfo(AES256_WRAP, KEK_BYTES));

    private Suite1() {}

    /** Bouncy Castle's own default is BER. */
    static byte[] der(ASN1Object object) {
        try {
            return object.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }
}
