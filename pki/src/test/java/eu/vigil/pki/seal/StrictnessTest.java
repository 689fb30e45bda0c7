package eu.vigil.pki.seal;

import static eu.vigil.pki.seal.Correspondents.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.pki.arithmetic.Arithmetic;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Nothing has the form of suite 1 that is not DER by the measure of another implementation, at any layer. */
class StrictnessTest {
    private static final int BITS = 8;

    private final Correspondents they = new Correspondents();
    private final CertificateReading certificates = new CertificateReading(Arithmetic.fastest());
    private final Sealer sealer = they.sealer();
    private final byte[] small = sealer.sign(new byte[0], NOW).signedData();
    private final byte[] large = sealer.sign(new byte[4096], NOW).signedData();

    @Test
    void theOuterLayer() {
        Layer outer = new Layer(this::readOuter, CastleReading::readsOuter);

        outer.compare(they.seal(small), BITS);
        outer.compare(they.seal(large), 1);
    }

    @Test
    void theInnerLayer() {
        Layer inner = new Layer(this::readInner, CastleReading::readsInner);

        inner.compare(they.sealInner(small), BITS);
        inner.compare(they.sealInner(large), 1);
    }

    @Test
    void theSignature() throws Exception {
        Layer signature = new Layer(this::readSigned, CastleReading::readsSigned);

        signature.compare(small, BITS);
        signature.compare(large, 1);
        signature.compare(new Stranger(they.signing).sign(new byte[200]), 1);
    }

    /** All that {@link Opener} does before it computes with a key. */
    private void readOuter(byte[] bytes) throws Unacceptable {
        known(LatticeLayer.read(bytes).name(), they.french.mlKem768Certificate());
    }

    private void readInner(byte[] bytes) throws Unacceptable {
        known(CurveLayer.read(bytes).name(), they.french.p256Certificate());
    }

    private void readSigned(byte[] bytes) throws Unacceptable {
        SignedForm form = SignedForm.read(bytes);
        SignedAttributes attributes = SignedAttributes.read(form.attributes());
        attributes.checkCertificate(
                certificates.chain(form.certificates(), form.signer()).getFirst());
        attributes.contentDigest();
        attributes.signingTime();
    }

    private static void known(CertificateName name, X509Certificate certificate) throws Unacceptable {
        Unacceptable.unless(name.equals(CertificateName.of(certificate)), Reason.UNKNOWN_KEY, "another");
    }

    private interface Reading {
        void read(byte[] bytes) throws Unacceptable;
    }

    private record Layer(Reading ours, Predicate<byte[]> castle) {
        void compare(byte[] good, int bits) {
            assertThat(reads(good)).isTrue();
            assertThat(castle.test(good)).isTrue();
            int[] count = {0, 0};
            Consumer<byte[]> check = bytes -> {
                boolean read = reads(bytes);
                count[read ? 1 : 0]++;
                if (read && !castle.test(bytes)) {
                    throw new AssertionError("laxer than Bouncy Castle, first at byte " + Arrays.mismatch(good, bytes)
                            + ": " + HexFormat.of().formatHex(bytes));
                }
            };
            Mutations.turned(good, bits, check);
            Mutations.restructured(good, check);
            // What is not looked at (ciphertext, digests) may change; the rest of thousands of changes may not.
            assertThat(count[0]).isGreaterThan(1000);
            assertThat(count[1]).isGreaterThan(100);
            Mutations.cut(good, bytes -> assertThat(reads(bytes)).isFalse());
        }

        private boolean reads(byte[] bytes) {
            try {
                ours.read(bytes);
                return true;
            } catch (Unacceptable _) {
                return false;
            }
        }
    }
}
