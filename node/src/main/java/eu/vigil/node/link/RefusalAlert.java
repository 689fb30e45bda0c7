package eu.vigil.node.link;

import io.netty.handler.ssl.OpenSslCertificateException;
import io.netty.internal.tcnative.CertificateVerifier;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The same trust, but whoever is refused hears {@code bad_certificate} (RFC 8446 section 6.2): BoringSSL would make an
 * {@code internal_error} of it, and the peer's operator would look for the fault at the wrong end.
 */
final class RefusalAlert extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager trust;

    RefusalAlert(X509ExtendedTrustManager trust) {
        this.trust = trust;
    }

    @FunctionalInterface
    private interface Check {
        void run() throws CertificateException;
    }

    private static void alerting(Check check) throws CertificateException {
        try {
            check.run();
        } catch (CertificateException e) {
            throw new OpenSslCertificateException(e.getMessage(), e, CertificateVerifier.X509_V_ERR_CERT_REJECTED);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        alerting(() -> trust.checkClientTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        alerting(() -> trust.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        alerting(() -> trust.checkClientTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        alerting(() -> trust.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        alerting(() -> trust.checkClientTrusted(chain, type));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        alerting(() -> trust.checkServerTrusted(chain, type));
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }
}
