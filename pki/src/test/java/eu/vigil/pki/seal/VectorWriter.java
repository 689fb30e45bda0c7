package eu.vigil.pki.seal;

import static eu.vigil.pki.seal.Correspondents.CONTENT;
import static eu.vigil.pki.seal.Correspondents.NOW;

import eu.vigil.pki.key.DecryptionKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.CMSAttributes;

/**
 * Writes the vectors of suite 1 anew, with new keys: run its {@code main} with the folder, and commit what it wrote. {@link
 * VectorsTest} reads them; so should other implementations.
 */
final class VectorWriter {
    private final Correspondents they = new Correspondents();
    private final Path folder;
    private int number;

    private VectorWriter(Path folder) {
        this.folder = folder;
    }

    /** Writes to the folder that is the only argument. */
    public static void main(String[] arguments) throws Exception {
        new VectorWriter(Path.of(arguments[0])).write();
    }

    private void write() throws Exception {
        Files.createDirectories(folder);
        writeKeys();
        Sealer sealer = they.sealer();
        byte[] large = new byte[4096];
        Arrays.fill(large, (byte) 'x');

        opened("plain", CONTENT, they.sealed());
        opened("empty content", new byte[0], sealer.seal(sealer.sign(new byte[0], NOW), they.french.recipient()));
        opened("content of 4 KiB", large, sealer.seal(sealer.sign(large, NOW), they.french.recipient()));
        opened("with CMSAlgorithmProtection", CONTENT, they.seal(stranger().sign(CONTENT)));
        opened("signed 7 days ago", CONTENT, signedAt(NOW.minusSeconds(7 * 86_400)));
        opened("signed 5 minutes ahead", CONTENT, signedAt(NOW.plusSeconds(300)));

        refused(
                "signed 7 days and a second ago",
                Reason.SIGNED_TOO_LONG_AGO,
                signedAt(NOW.minusSeconds(7 * 86_400 + 1)));
        refused("signed 5 minutes and a second ahead", Reason.SIGNED_IN_THE_FUTURE, signedAt(NOW.plusSeconds(301)));
        byte[] sealed = they.sealed();
        refused("a byte after the end", Reason.NOT_DER, Arrays.copyOf(sealed, sealed.length + 1));
        refused("cut by a byte", Reason.NOT_DER, Arrays.copyOf(sealed, sealed.length - 1));
        byte[] changed = sealed.clone();
        changed[changed.length - 1] ^= 1;
        refused("a bit of the outer tag changed", Reason.UNDECIPHERABLE, changed);
        byte[] inner = they.sealInner(stranger().sign(CONTENT));
        inner[inner.length - 1] ^= 1;
        refused("a bit of the inner tag changed", Reason.UNDECIPHERABLE, they.sealOuter(inner));
        refused("signature in BER", Reason.NOT_DER, they.seal(stranger().ber().sign(CONTENT)));
        refused(
                "no signer",
                Reason.NOT_ONE_SIGNER,
                they.seal(stranger().signers(0).sign(CONTENT)));
        refused(
                "two signers",
                Reason.NOT_ONE_SIGNER,
                they.seal(stranger().signers(2).sign(CONTENT)));
        refused(
                "SHA-1",
                Reason.NOT_SUITE_1,
                they.seal(stranger().algorithm("SHA1withECDSA").sign(CONTENT)));
        refused("no signing-time", Reason.SIGNED_ATTRIBUTES, without(CMSAttributes.signingTime));
        refused(
                "no signing-certificate-v2",
                Reason.SIGNED_ATTRIBUTES,
                without(new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.2.47")));
        refused(
                "an unknown signed attribute",
                Reason.SIGNED_ATTRIBUTES,
                they.seal(stranger()
                        .with(new ASN1ObjectIdentifier("1.2.3.4"), new DERUTF8String("x"))
                        .sign(CONTENT)));
        refused(
                "signing-certificate-v2 names another certificate",
                Reason.SIGNER_CERTIFICATE,
                they.seal(
                        stranger().name(they.belgium.signing(NOW).certificate()).sign(CONTENT)));
        refused(
                "only the outer layer",
                Reason.NOT_SUITE_1,
                they.sealOuter(sealer.sign(CONTENT, NOW).signedData()));
        refused(
                "only the inner layer",
                Reason.NOT_SUITE_1,
                they.sealInner(sealer.sign(CONTENT, NOW).signedData()));
        DecryptionKey other = they.france.encryption(NOW);
        refused(
                "two recipients",
                Reason.NOT_ONE_RECIPIENT,
                Envelopes.auth(
                        they.sealInner(stranger().sign(CONTENT)),
                        Envelopes.toLattice(they.french.mlKem768Certificate()),
                        Envelopes.toLattice(other.mlKem768Certificate())));
        refused("sealed to another key", Reason.UNKNOWN_KEY, sealer.seal(sealer.sign(CONTENT, NOW), other.recipient()));
    }

    private Stranger stranger() throws Exception {
        return new Stranger(they.signing);
    }

    private byte[] without(ASN1ObjectIdentifier attribute) throws Exception {
        return they.seal(stranger().without(attribute).sign(CONTENT));
    }

    private byte[] signedAt(Instant at) {
        Sealer sealer = they.sealer();
        return sealer.seal(sealer.sign(CONTENT, at), they.french.recipient());
    }

    private void writeKeys() throws Exception {
        write(
                "keys",
                "# The recipient's keys (PKCS#8; ML-KEM in the expandedKey form of RFC 9935) and certificates; the sender's certificates.",
                "recipient.p256.key=" + base64(they.french.p256().getEncoded()),
                "recipient.p256.certificate="
                        + base64(they.french.p256Certificate().getEncoded()),
                "recipient.mlkem768.key=" + base64(they.french.mlKem768().getEncoded()),
                "recipient.mlkem768.certificate="
                        + base64(they.french.mlKem768Certificate().getEncoded()),
                "sender.certificate=" + base64(they.signing.certificate().getEncoded()),
                "sender.issuer=" + base64(they.signing.chain().getLast().getEncoded()),
                "sender.anchor=" + base64(they.belgianCa.certificate().getEncoded()));
    }

    private void opened(String what, byte[] content, byte[] sealed) throws IOException {
        vector(what, sealed, "opened", "content=" + base64(content));
    }

    private void refused(String what, Reason reason, byte[] sealed) throws IOException {
        vector(what, sealed, "refused", "reason=" + reason);
    }

    private void vector(String what, byte[] sealed, String outcome, String more) throws IOException {
        number++;
        write(
                "%02d-%s"
                        .formatted(number, what.replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(Locale.ROOT)),
                "# " + what,
                "now=" + NOW,
                "outcome=" + outcome,
                more,
                "sealed=" + base64(sealed));
    }

    private void write(String name, String... lines) throws IOException {
        Files.writeString(
                folder.resolve(name + ".properties"), String.join("\n", lines) + "\n", StandardCharsets.US_ASCII);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
