package eu.vigil.node.doctor;

import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.directory.Entry;
import eu.vigil.pki.key.NodeKeys;
import eu.vigil.pki.seal.Opener;
import eu.vigil.pki.seal.Opening;
import eu.vigil.pki.seal.Sealer;
import eu.vigil.pki.seal.SenderCheck;
import eu.vigil.protocol.id.ParticipantId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The key file opens, its keys fit their certificates, and they are the ones by which the directory tells peers to seal and to
 * verify receipts.
 */
public record KeysCheck(
        HeldKeys keys, ParticipantId self, Collection<DirectoryView> directories, Instant now, SecureRandom random)
        implements Check {
    private static final String RESTORE = "bring the key file back from its backup";

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public List<Finding> look() {
        return switch (keys) {
            case HeldKeys.Shut(var why) -> List.of(Finding.failed(why, remedy(why)));
            case HeldKeys.Elsewhere(var credential) ->
                List.of(Finding.warning(
                        "the secret of the key file is handed to the service alone, so nothing in it was looked at",
                        "sudo systemd-run --pipe --wait -p LoadCredential=%s:/etc/credstore/%s vigil doctor"
                                .formatted(credential, credential)));
            case HeldKeys.Open open -> open(open.node());
        };
    }

    private static String remedy(String why) {
        if (why.contains("chmod ")) {
            return why.substring(why.indexOf("chmod "));
        }
        if (why.contains("keys.secret: ")) {
            return "put the secret back where keys.secret says, from its backup; without it no case can be read";
        }
        return why.contains("lacks")
                ? "bring the whole key file back from its backup"
                : "bring the key file and its secret back from the same backup";
    }

    private List<Finding> open(NodeKeys node) {
        List<Finding> findings = new ArrayList<>();
        misfit(node).ifPresent(findings::add);
        if (!fits("SHA256withECDSA", node.tls().key(), node.tls().certificate().getPublicKey())) {
            findings.add(Finding.failed("the key for links does not fit its certificate: no link opens", RESTORE));
        }
        if (!fits("Ed25519", node.log().ed25519(), node.log().publicKey())) {
            findings.add(Finding.failed("the log key does not fit its public half: no receipt holds", RESTORE));
        }
        for (DirectoryView directory : directories) {
            directory.entry(self).ifPresent(entry -> published(node, directory, entry, findings));
        }
        if (findings.isEmpty()) {
            findings.add(
                    Finding.ok("the key file opens, its keys fit together and are those that the directory publishes"));
        }
        return findings;
    }

    /** A message to ourselves goes through all four private keys of a message. */
    private Optional<Finding> misfit(NodeKeys node) {
        SenderCheck ourselves = (_, _) -> new SenderCheck.Verdict.Accepted();
        String why;
        try {
            Sealer sealer = new Sealer(node.signing(), random);
            byte[] sealed = sealer.seal(
                    sealer.sign("to ourselves".getBytes(StandardCharsets.US_ASCII), now),
                    node.decryption().getFirst().recipient());
            if (!(new Opener(node.decryption()).open(sealed, ourselves, now) instanceof Opening.Refused refused)) {
                return Optional.empty();
            }
            why = refused.detail();
        } catch (IllegalStateException | IllegalArgumentException e) {
            why = String.valueOf(e.getMessage());
        }
        return Optional.of(Finding.failed(
                "the node cannot open what it seals for itself, so a key does not fit its certificate: " + why,
                RESTORE));
    }

    private static boolean fits(String algorithm, PrivateKey key, PublicKey publicKey) {
        byte[] text = "to ourselves".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(text);
            byte[] signature = signing.sign();
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(publicKey);
            verifying.update(text);
            return verifying.verify(signature);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static void published(NodeKeys node, DirectoryView directory, Entry entry, List<Finding> findings) {
        boolean encryption =
                node.decryption().stream().anyMatch(own -> own.recipient().equals(entry.recipient()));
        if (!encryption) {
            findings.add(
                    Finding.failed(
                            "the directory of %s publishes an encryption key of which this node has no private half: nothing that peers send can be opened"
                                    .formatted(directory.network()),
                            "bring back the key file that belongs to it, or send entry.pb to the authority for the next directory"));
        }
        if (!entry.logKeys().contains(node.log().publicKey32())) {
            findings.add(
                    Finding.failed(
                            "the directory of %s publishes another log key: peers reject every receipt of this node"
                                    .formatted(directory.network()),
                            "bring back the key file that belongs to it, or send entry.pb to the authority for the next directory"));
        }
    }
}
