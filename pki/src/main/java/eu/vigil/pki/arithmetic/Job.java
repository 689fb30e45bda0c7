package eu.vigil.pki.arithmetic;

/** What suite 1 (security.md section 1) and the logs have to compute. */
public enum Job {
    /** ECDSA with SHA-256 (FIPS 186-5) and ECDH (SP 800-56A) on P-256. */
    P256("ECDSA and ECDH P-256"),
    /** Ed25519 (RFC 8032), for the heads of logs. */
    ED25519("Ed25519"),
    /** ML-KEM-768 (FIPS 203). */
    ML_KEM_768("ML-KEM-768"),
    /** AES-256-GCM (SP 800-38D). */
    AES_256_GCM("AES-256-GCM"),
    /** AES-256 key wrap (RFC 3394). */
    AES_256_WRAP("AES-256 key wrap"),
    /** SHA-256 (FIPS 180-4). */
    SHA_256("SHA-256"),
    /** HKDF with SHA-256 (RFC 5869). */
    HKDF_SHA_256("HKDF SHA-256");

    private final String title;

    Job(String title) {
        this.title = title;
    }

    /** Its usual name, for people. */
    public String title() {
        return title;
    }
}
