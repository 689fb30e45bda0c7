package eu.vigil.node.doctor;

/**
 * What computes, and how fast.
 *
 * @param curve the provider of P-256
 * @param fast whether that is native code
 * @param tls what protects links
 * @param hybrid whether it agrees keys with X25519MLKEM768
 * @param io the kernel's interface for links
 * @param java the JDK
 * @param javaFeature its major version
 */
public record ProviderFacts(
        String curve, boolean fast, String tls, boolean hybrid, String io, String java, int javaFeature) {}
