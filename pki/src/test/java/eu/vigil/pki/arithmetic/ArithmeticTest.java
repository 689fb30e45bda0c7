package eu.vigil.pki.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.vigil.pki.key.KeyMaking;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever computes, the results are the same: Corretto where it loads, and what takes its place where not. */
class ArithmeticTest {
    private static final HexFormat HEX = HexFormat.of();

    private final SecureRandom random = new SecureRandom();

    /** Who makes, who reads. */
    record Pairing(String name, Arithmetic maker, Arithmetic reader) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Pairing[] pairings() {
        Arithmetic fastest = Arithmetic.fastest();
        Arithmetic withoutNative = Arithmetic.fastest(false);
        Arithmetic castle = Arithmetic.bouncyCastle();
        return new Pairing[] {
            new Pairing("fastest to Bouncy Castle", fastest, castle),
            new Pairing("Bouncy Castle to fastest", castle, fastest),
            new Pairing("fastest to JDK and Bouncy Castle", fastest, withoutNative),
            new Pairing("JDK and Bouncy Castle to fastest", withoutNative, fastest),
        };
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void whatOneSignsTheOtherVerifies(Pairing they) {
        KeyPair pair = KeyMaking.p256(random);
        byte[] data = bytes(100);
        byte[] signature = they.maker.p256().sign(they.maker.p256().ours(pair.getPrivate()), data, random);
        P256 reader = they.reader.p256();
        PublicKey key = reader.publicKey(pair.getPublic().getEncoded()).orElseThrow();

        assertThat(reader.verifies(key, data, signature)).isTrue();
        data[50] ^= 1;
        assertThat(reader.verifies(key, data, signature)).isFalse();
        assertThat(reader.verifies(key, data, new byte[0])).isFalse();
        assertThat(reader.verifies(key, data, new byte[72])).isFalse();
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void headsAreSignedTheSameByteForByte(Pairing they) {
        KeyPair pair = KeyMaking.ed25519(random);
        byte[] info = pair.getPublic().getEncoded();
        byte[] point = Arrays.copyOfRange(info, info.length - Ed25519.KEY_BYTES, info.length);
        byte[] data = bytes(100);
        Ed25519 maker = they.maker.ed25519();
        Ed25519 reader = they.reader.ed25519();
        byte[] signature = maker.sign(maker.ours(pair.getPrivate()), data);
        PublicKey key = reader.publicKey(point).orElseThrow();

        assertThat(reader.sign(reader.ours(pair.getPrivate()), data)).isEqualTo(signature);
        assertThat(reader.verifies(key, data, signature)).isTrue();
        data[50] ^= 1;
        assertThat(reader.verifies(key, data, signature)).isFalse();
        for (int length : new int[] {0, 63, 65}) {
            assertThat(reader.verifies(key, data, Arrays.copyOf(signature, length)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void whatIsNoPointOfTheEdwardsCurveIsNoKey(Pairing they) {
        byte[] tooLarge = new byte[Ed25519.KEY_BYTES];
        Arrays.fill(tooLarge, (byte) 0xff);
        byte[] off = new byte[Ed25519.KEY_BYTES];
        off[0] = 2;

        for (byte[] point : new byte[][] {tooLarge, off, new byte[31], new byte[33], new byte[0]}) {
            assertThat(they.reader.ed25519().publicKey(point)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void bothAgreeOnOneSecret(Pairing they) {
        KeyPair fixed = KeyMaking.p256(random);
        KeyPair ephemeral = they.maker.p256().ephemeral(random);
        PublicKey fixedOfMaker =
                they.maker.p256().publicKey(fixed.getPublic().getEncoded()).orElseThrow();
        PublicKey ephemeralOfReader = they.reader
                .p256()
                .publicKeyOfPoint(they.maker.p256().point(ephemeral.getPublic()))
                .orElseThrow();

        assertThat(they.reader.p256().agree(they.reader.p256().ours(fixed.getPrivate()), ephemeralOfReader))
                .hasSize(32)
                .isEqualTo(they.maker.p256().agree(ephemeral.getPrivate(), fixedOfMaker));
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void whatIsNoPointOfP256IsNoKey(Pairing they) {
        byte[] off = they.maker.p256().point(KeyMaking.p256(random).getPublic());
        off[64] ^= 1;
        byte[] compressed = new byte[33];
        compressed[0] = 2;

        for (byte[] point : new byte[][] {off, compressed, new byte[65], new byte[0]}) {
            assertThat(they.maker.p256().publicKeyOfPoint(point)).isEmpty();
        }
        assertThat(they.maker
                        .p256()
                        .publicKey(KeyMaking.ed25519(random).getPublic().getEncoded()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void whatOneEncapsulatesTheOtherDecapsulates(Pairing they) {
        KeyPair pair = KeyMaking.mlKem768(random);
        MlKem768.Encapsulated made = they.maker
                .mlKem768()
                .encapsulate(
                        they.maker
                                .mlKem768()
                                .publicKey(pair.getPublic().getEncoded())
                                .orElseThrow(),
                        random);
        MlKem768 reader = they.reader.mlKem768();
        MlKem768.Own own = reader.ours(pair.getPrivate());

        assertThat(made.secret()).hasSize(32);
        assertThat(own.decapsulate(made.encapsulation())).contains(made.secret());
        byte[] forged = made.encapsulation();
        forged[7] ^= 1;
        // Implicit rejection (FIPS 203 section 6.3): another secret, and the same one from everybody.
        byte[] rejected = own.decapsulate(forged).orElseThrow();
        assertThat(rejected).isNotEqualTo(made.secret());
        assertThat(they.maker.mlKem768().ours(pair.getPrivate()).decapsulate(forged))
                .contains(rejected);
        assertThat(own.decapsulate(new byte[1087])).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void oneKeyDecapsulatesForManyThreads(Pairing they) throws Exception {
        KeyPair pair = KeyMaking.mlKem768(random);
        MlKem768 maker = they.maker.mlKem768();
        PublicKey key = maker.publicKey(pair.getPublic().getEncoded()).orElseThrow();
        MlKem768.Own own = they.reader.mlKem768().ours(pair.getPrivate());
        List<Callable<Boolean>> jobs = Collections.nCopies(200, () -> {
            MlKem768.Encapsulated made = maker.encapsulate(key, random);
            return Arrays.equals(own.decapsulate(made.encapsulation()).orElseThrow(), made.secret());
        });

        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> right : pool.invokeAll(jobs)) {
                assertThat(right.get()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void encryptionIsTheSameByteForByte(Pairing they) {
        for (int size : new int[] {0, 1, 16, 2048, 131072}) {
            SecretKey key = Gcm.key(bytes(32));
            byte[] nonce = bytes(12);
            byte[] additional = bytes(size % 40);
            byte[] plain = bytes(size);
            byte[] encrypted = they.maker.gcm().encrypt(key, nonce, additional, plain);

            assertThat(they.reader.gcm().encrypt(key, nonce, additional, plain)).isEqualTo(encrypted);
            assertThat(they.reader.gcm().decrypt(key, nonce, additional, encrypted))
                    .contains(plain);
            encrypted[encrypted.length - 1] ^= 1;
            assertThat(they.reader.gcm().decrypt(key, nonce, additional, encrypted))
                    .isEmpty();
            assertThat(they.reader.gcm().decrypt(key, nonce, additional, new byte[15]))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void keysAreWrappedTheSameByteForByte(Pairing they) {
        SecretKey kek = Gcm.key(bytes(32));
        SecretKey key = Gcm.key(bytes(32));
        byte[] wrapped = they.maker.keyWrap().wrap(kek, key);

        assertThat(they.reader.keyWrap().wrap(kek, key)).isEqualTo(wrapped);
        assertThat(they.reader.keyWrap().unwrap(kek, wrapped).orElseThrow().getEncoded())
                .isEqualTo(key.getEncoded());
        wrapped[39] ^= 1;
        assertThat(they.reader.keyWrap().unwrap(kek, wrapped)).isEmpty();
        assertThat(they.reader.keyWrap().unwrap(kek, new byte[24])).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pairings")
    void digestsAndDerivationsAreTheKnownOnes(Pairing they) {
        Hash hash = they.maker.hash();
        // FIPS 180-4, "abc".
        assertThat(HEX.formatHex(hash.sha256(text("a"), text("bc"))))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        // RFC 5869 appendix A.3: neither salt nor info; the first 32 of its 42 bytes.
        assertThat(HEX.formatHex(hash.hkdf(HEX.parseHex("0b".repeat(22)), new byte[0])))
                .isEqualTo("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
        // NIST CAVS 12.0, ANSI X9.63-2001, SHA-256, no shared info: the first 16 of 32 bytes.
        byte[] derived = hash.x963(HEX.parseHex("96c05619d56c328ab95fe84b18264b08725b85e33fd34f08"), new byte[0]);
        assertThat(HEX.formatHex(derived, 0, 16)).isEqualTo("443024c3dae66b95e6f5670601558f71");
    }

    @Test
    void everyJobIsServedAndNamed() {
        assertThat(Arithmetic.fastest(false).served())
                .containsOnlyKeys(Job.values())
                .hasEntrySatisfying(Job.P256, name -> assertThat(name).startsWith("BC "))
                .hasEntrySatisfying(Job.AES_256_GCM, name -> assertThat(name).startsWith("SunJCE "))
                .hasEntrySatisfying(Job.ML_KEM_768, name -> assertThat(name).startsWith("SunJCE "));
        assertThat(Arithmetic.bouncyCastle().served().values()).allMatch(name -> name.startsWith("BC "));
    }

    @Test
    void correttoServesTheCurveWhereItsNativeLibraryLoads() {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "built for x86-64 only");

        assertThat(Arithmetic.fastest().served().get(Job.P256)).startsWith("AmazonCorrettoCryptoProvider ");
        assertThat(Arithmetic.fastest().served().get(Job.AES_256_GCM)).startsWith("AmazonCorrettoCryptoProvider ");
    }

    @Test
    void whoAsksTheJdkForNobodyByNameGetsTheJdksOwn() throws GeneralSecurityException {
        Arithmetic.fastest();
        Arithmetic.bouncyCastle();

        assertThat(Signature.getInstance("SHA256withECDSA").getProvider().getName())
                .isEqualTo("SunEC");
        assertThat(Cipher.getInstance("AES/GCM/NoPadding").getProvider().getName())
                .isEqualTo("SunJCE");
        assertThat(Security.getProviders()).extracting(Provider::getName).doesNotContain("BC");
    }

    @Test
    void theProviderThatChecksOfCertificatesFindByNameStandsBehindAllOthers() {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "built for x86-64 only");

        assertThat(Arithmetic.fastest().registered()).contains("AmazonCorrettoCryptoProvider");
        assertThat(Security.getProviders())
                .extracting(Provider::getName)
                .last()
                .isEqualTo("AmazonCorrettoCryptoProvider");
        assertThat(Arithmetic.bouncyCastle().registered()).isEmpty();
    }

    @Test
    void keysOfAnotherKindAreRefused() {
        Arithmetic fastest = Arithmetic.fastest();

        assertThatThrownBy(() -> fastest.p256().ours(KeyMaking.mlKem768(random).getPrivate()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fastest.mlKem768().ours(KeyMaking.p256(random).getPrivate()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fastest.ed25519().ours(KeyMaking.p256(random).getPrivate()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Gcm.key(new byte[16])).isInstanceOf(IllegalArgumentException.class);
    }

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
