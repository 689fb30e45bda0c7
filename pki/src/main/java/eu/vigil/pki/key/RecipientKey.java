package eu.vigil.pki.key;

import java.security.cert.X509Certificate;

/**
 * The public halves of an encryption key: what is sealed for it needs both private halves to open.
 *
 * @param p256 certificate of the P-256 key, for key agreement
 * @param mlKem768 certificate of the ML-KEM-768 key (RFC 9935)
 */
public record RecipientKey(X509Certificate p256, X509Certificate mlKem768) {}
