package eu.vigil.pki.certificate;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;

/** The curve of suite 1 (FIPS 186-5, SP 800-186 section 3.2.1.3). */
final class P256 {
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private P256() {}

    static boolean isKeyOf(X509Certificate certificate) {
        return certificate.getPublicKey() instanceof ECPublicKey key
                && key.getParams().getOrder().equals(ORDER);
    }
}
