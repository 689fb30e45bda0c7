package eu.vigil.node.boot;

import eu.vigil.node.directory.Directories;
import eu.vigil.pki.certificate.LinkTrust;
import eu.vigil.pki.certificate.Use;
import eu.vigil.pki.certificate.Verdict;
import eu.vigil.pki.key.DecryptionKey;
import eu.vigil.pki.key.NodeKeys;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/** The key file as it was and as it is: links, signatures and encryption can change while the node runs; log and store cannot. */
record KeyChange(NodeKeys before, NodeKeys after) {
    /**
     * Why a running node may not take the new keys; empty if it may. A certificate that nothing changed in is not judged: a node that has
     * run out of one must still be able to read its configuration.
     */
    List<String> faults(Directories directories, InstantSource clock) {
        List<String> faults = new ArrayList<>();
        if (!same(before.kek(), after.kek())) {
            faults.add("keys.file: holds another key-encryption key: what the store holds could not be read with it");
        }
        if (!same(before.search(), after.search())) {
            faults.add("keys.file: holds another search key: what the store holds could not be found with it");
        }
        if (tlsChanged()) {
            LinkTrust trust = new LinkTrust(directories::anchors, clock);
            if (trust.judge(after.tls().chain(), Use.TLS_SERVER) instanceof Verdict.Distrusted objection) {
                faults.add("keys.file: peers would not believe the TLS certificate: " + objection.text());
            }
        }
        if (signingChanged()) {
            timely("signing", after.signing().certificate(), clock.instant()).ifPresent(faults::add);
        }
        return faults;
    }

    private static Optional<String> timely(String use, X509Certificate certificate, Instant now) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        return now.isBefore(from) || now.isAfter(until)
                ? Optional.of(
                        "keys.file: the %s certificate holds from %s to %s, and not now".formatted(use, from, until))
                : Optional.empty();
    }

    /** What changes, a line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (tlsChanged()) {
            lines.add(line("TLS", before.tls().certificate(), after.tls().certificate()));
        }
        if (signingChanged()) {
            lines.add(line(
                    "signing", before.signing().certificate(), after.signing().certificate()));
        }
        if (!newest(before).equals(newest(after))) {
            lines.add(line("encryption", newest(before), newest(after)));
        } else if (before.decryption().size() != after.decryption().size()) {
            lines.add("encryption keys: %d -> %d"
                    .formatted(before.decryption().size(), after.decryption().size()));
        }
        return lines;
    }

    /** What takes effect at the next start. */
    Optional<String> waiting() {
        return logChanged() ? Optional.of("keys.file: another key for the logs") : Optional.empty();
    }

    /** The keys to work with from now on: all new ones, but the log's. */
    NodeKeys taken() {
        return logChanged()
                ? new NodeKeys(
                        after.signing(), after.decryption(), after.tls(), before.log(), after.kek(), after.search())
                : after;
    }

    private boolean logChanged() {
        return !before.log().publicKey32().equals(after.log().publicKey32());
    }

    private boolean tlsChanged() {
        return !before.tls().chain().equals(after.tls().chain());
    }

    private boolean signingChanged() {
        return !before.signing().chain().equals(after.signing().chain());
    }

    private static X509Certificate newest(NodeKeys keys) {
        DecryptionKey newest = keys.decryption().getFirst();
        return newest.p256Certificate();
    }

    private static String line(String use, X509Certificate before, X509Certificate after) {
        return "%s certificate: %s -> %s".formatted(use, told(before), told(after));
    }

    private static String told(X509Certificate certificate) {
        return "%s until %s"
                .formatted(
                        certificate.getSerialNumber().toString(16),
                        certificate.getNotAfter().toInstant());
    }

    private static boolean same(SecretKey one, SecretKey other) {
        return Arrays.equals(one.getEncoded(), other.getEncoded());
    }
}
