package eu.vigil.node.directory;

import com.google.protobuf.ByteString;
import eu.vigil.pki.directory.DirectoryDocument;
import eu.vigil.pki.directory.DirectoryDocument.Verification;
import eu.vigil.pki.directory.DirectoryView;
import eu.vigil.pki.directory.DocumentPublicKeys;
import eu.vigil.protocol.id.NetworkId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Reads and verifies the directory of a network from its file. */
public final class DirectoryFile {
    private static final int KEY_BYTES_MAX = 64 * 1024;

    private DirectoryFile() {}

    /** The directory, or why it cannot be used. */
    public sealed interface Loading {
        /** It is verified; whether it is stale, it says itself. */
        record Loaded(DirectoryView directory) implements Loading {}

        /** What is wrong, naming the file. */
        record Problem(String text) implements Loading {}
    }

    /** The public keys of an authority, or why they cannot be used. */
    public sealed interface KeyLoading {
        /** A P-256 and an ML-DSA-65 key. */
        record Loaded(DocumentPublicKeys keys) implements KeyLoading {}

        /** What is wrong, naming the file. */
        record Problem(String text) implements KeyLoading {}
    }

    /**
     * Loads a directory.
     *
     * @param file the signed document
     * @param authorityKey PEM with both public keys of the network's authority
     * @param network whose directory it must be
     * @param now the instant
     */
    public static Loading load(Path file, Path authorityKey, NetworkId network, Instant now) {
        return load(file, authorityKey, network, Optional.empty(), now);
    }

    /**
     * Loads a directory that would replace another: it is that one again, or the next.
     *
     * @param inForce the directory of the network that is in force
     */
    public static Loading load(
            Path file, Path authorityKey, NetworkId network, Optional<DirectoryView> inForce, Instant now) {
        return switch (keys(authorityKey)) {
            case KeyLoading.Problem(var text) -> new Loading.Problem(text);
            case KeyLoading.Loaded(var keys) ->
                switch (WholeFile.read(file, DirectoryDocument.BYTES_MAX)) {
                    case WholeFile.Reading.Problem(var text) -> new Loading.Problem("directory: " + text);
                    case WholeFile.Reading.Read(var bytes) -> verified(file, bytes, network, keys, inForce, now);
                };
        };
    }

    private static Loading verified(
            Path file,
            ByteString bytes,
            NetworkId network,
            DocumentPublicKeys keys,
            Optional<DirectoryView> inForce,
            Instant now) {
        return switch (DirectoryDocument.verify(bytes, network, keys, inForce, now)) {
            case Verification.Verified(var directory) -> new Loading.Loaded(directory);
            case Verification.Rejected rejected ->
                new Loading.Problem("directory: %s: %s".formatted(file, rejected.reason()));
        };
    }

    /** Loads an authority's public keys. */
    public static KeyLoading keys(Path authorityKey) {
        return switch (WholeFile.read(authorityKey, KEY_BYTES_MAX)) {
            case WholeFile.Reading.Problem(var text) -> new KeyLoading.Problem("authority-key: " + text);
            case WholeFile.Reading.Read(var bytes) ->
                DocumentPublicKeys.parse(bytes.toStringUtf8())
                        .<KeyLoading>map(KeyLoading.Loaded::new)
                        .orElseGet(() -> new KeyLoading.Problem(
                                "authority-key: %s does not hold a P-256 and an ML-DSA-65 public key in PEM"
                                        .formatted(authorityKey)));
        };
    }
}
