package eu.vigil.node.directory;

import com.google.protobuf.ByteString;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.pki.directory.DirectoryDocument;
import eu.vigil.pki.directory.DirectoryDocument.Verification;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.directory.DocumentPublicKeys;
import eu.vigil.protocol.id.NetworkId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The directory in force in each network that this node takes part in. */
public final class Directories {
    private final Map<NetworkId, DirectoryView> views;

    /** These and no others. */
    public Directories(Map<NetworkId, DirectoryView> views) {
        this.views = Map.copyOf(views);
    }

    /** What reading a directory gave. */
    public sealed interface Reading {
        /** It is verified. */
        record Verified(DirectoryView directory) implements Reading {}

        /** It is not; {@code why} names the file and what would help. */
        record Refused(String why) implements Reading {}
    }

    /** Reads and verifies the directory of a network. */
    public static Reading read(NetworkId network, Path file, Path authorityKey, Instant now) {
        try {
            if (!Files.exists(file) || !Files.exists(authorityKey)) {
                return new Reading.Refused(
                        "%s: not there yet; the authority of %s makes it with 'vigil directory assemble'"
                                .formatted(Files.exists(file) ? authorityKey : file, network));
            }
            if (Files.size(file) > DirectoryDocument.BYTES_MAX) {
                return new Reading.Refused("%s: more than %d bytes".formatted(file, DirectoryDocument.BYTES_MAX));
            }
            Optional<DocumentPublicKeys> authority =
                    DocumentPublicKeys.parse(Files.readString(authorityKey, StandardCharsets.US_ASCII));
            if (authority.isEmpty()) {
                return new Reading.Refused(
                        "%s: not the authority's two public keys in PEM, P-256 and ML-DSA-65".formatted(authorityKey));
            }
            ByteString bytes = ByteString.copyFrom(Files.readAllBytes(file));
            return switch (DirectoryDocument.verify(bytes, network, authority.get(), Optional.empty(), now)) {
                case Verification.Verified(var directory) -> new Reading.Verified(directory);
                case Verification.Rejected(var _, var reason) -> new Reading.Refused("%s: %s".formatted(file, reason));
            };
        } catch (IOException e) {
            return new Reading.Refused("%s: cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    /** The directory of a network; empty if this node is not in it. */
    public Optional<DirectoryView> of(NetworkId network) {
        return Optional.ofNullable(views.get(network));
    }

    /** All of them. */
    public Collection<DirectoryView> all() {
        return views.values();
    }

    /** The anchors of whom a certificate claims to be, and of nobody else. */
    public Set<X509Certificate> anchors(Named named) {
        return of(named.network()).map(directory -> directory.anchors(named)).orElse(Set.of());
    }
}
