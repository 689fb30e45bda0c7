package eu.vigil.pki.arithmetic;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.security.Security;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Everything that suite 1 and the logs compute, each job with a provider of its own; immutable and safe for many threads.
 *
 * <p>Providers are used directly. The one that the JDK's own checks of certificates must find by its name is registered with
 * {@link Security} behind all others, where it serves nobody who does not ask for it: nothing else in the process changes its behaviour.
 */
public final class Arithmetic {
    private final Map<Job, Provider> providers;
    private final P256 p256;
    private final Ed25519 ed25519;
    private final MlKem768 mlKem768;
    private final Gcm gcm;
    private final KeyWrap keyWrap;
    private final Hash hash;

    private Arithmetic(Map<Job, Provider> providers, Provider edwardsKeys) {
        this.providers = Collections.unmodifiableMap(new EnumMap<>(providers));
        this.p256 = new P256(provider(Job.P256));
        this.ed25519 = new Ed25519(provider(Job.ED25519), edwardsKeys);
        this.mlKem768 = new MlKem768(provider(Job.ML_KEM_768));
        this.gcm = new Gcm(provider(Job.AES_256_GCM));
        this.keyWrap = new KeyWrap(provider(Job.AES_256_WRAP));
        this.hash = new Hash(provider(Job.SHA_256), provider(Job.HKDF_SHA_256));
    }

    /**
     * The fastest: Amazon Corretto for P-256, Ed25519 and AES-GCM where its native library loads, Bouncy Castle for these where not; the JDK
     * for the rest.
     */
    public static Arithmetic fastest() {
        return Fastest.FASTEST;
    }

    /** All by Bouncy Castle: slower, and the measure that the fast ones must meet. */
    public static Arithmetic bouncyCastle() {
        Provider castle = new BouncyCastleProvider();
        Map<Job, Provider> providers = new EnumMap<>(Job.class);
        for (Job job : Job.values()) {
            providers.put(job, castle);
        }
        return new Arithmetic(providers, castle);
    }

    static Arithmetic fastest(boolean nativeLibraryLoads) {
        Provider jdk = jdk("SunJCE");
        Provider nativeOrCastle =
                nativeLibraryLoads ? AmazonCorrettoCryptoProvider.INSTANCE : new BouncyCastleProvider();
        Map<Job, Provider> providers = new EnumMap<>(Job.class);
        providers.put(Job.P256, nativeOrCastle);
        // Half of Bouncy Castle's time, and that is a fifteenth of the JDK's.
        providers.put(Job.ED25519, nativeOrCastle);
        // The JDK's GCM is a fifth of Corretto's speed on 2 KiB and thirty times Bouncy Castle's on 128 KiB.
        providers.put(Job.AES_256_GCM, nativeLibraryLoads ? nativeOrCastle : jdk);
        providers.put(Job.AES_256_WRAP, jdk);
        providers.put(Job.ML_KEM_768, jdk);
        providers.put(Job.HKDF_SHA_256, jdk);
        providers.put(Job.SHA_256, jdk("SUN"));
        // Corretto signs with the JDK's keys; it has none of its own unless a system property says so.
        return new Arithmetic(providers, nativeLibraryLoads ? jdk("SunEC") : nativeOrCastle);
    }

    /** Under which name the JDK finds who computes on P-256; empty where it has to do so itself. */
    public Optional<String> registered() {
        return Optional.of(provider(Job.P256).getName()).filter(name -> Security.getProvider(name) != null);
    }

    private static Provider jdk(String name) {
        return Objects.requireNonNull(Security.getProvider(name), () -> "this JDK has no provider " + name);
    }

    /** The name of the provider that serves each job, for {@code vigil doctor} and {@code vigil version}. */
    public Map<Job, String> served() {
        Map<Job, String> served = new EnumMap<>(Job.class);
        providers.forEach((job, provider) -> served.put(job, provider.getName() + " " + provider.getVersionStr()));
        return served;
    }

    /** The curve. */
    public P256 p256() {
        return p256;
    }

    /** What signs the heads of logs. */
    public Ed25519 ed25519() {
        return ed25519;
    }

    /** The lattice. */
    public MlKem768 mlKem768() {
        return mlKem768;
    }

    /** Authenticated encryption. */
    public Gcm gcm() {
        return gcm;
    }

    /** Keys under keys. */
    public KeyWrap keyWrap() {
        return keyWrap;
    }

    /** Digests and what is derived by them. */
    public Hash hash() {
        return hash;
    }

    private Provider provider(Job job) {
        return Objects.requireNonNull(providers.get(job), job::title);
    }

    /** Loaded with its first use: the native library takes a moment. */
    private static final class Fastest {
        static final Arithmetic FASTEST = fastest(nativeLibraryLoads());

        private static boolean nativeLibraryLoads() {
            try {
                boolean loads = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null;
                if (loads) {
                    Security.addProvider(AmazonCorrettoCryptoProvider.INSTANCE); // behind all others
                }
                return loads;
            } catch (LinkageError _) {
                // The JAR for this kind of machine is not there at all.
                return false;
            }
        }
    }
}
