package eu.vigil.pki.directory;

import com.google.protobuf.ByteString;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.wire.BasisInForce;
import eu.vigil.protocol.wire.Directory;
import eu.vigil.protocol.wire.SignedDocument;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The directory as a signed document: made by the network's authority, verified by every node.
 *
 * <p>Verification is a pure function and asks in this order: size, form, network, the authority's two signatures, life,
 * version and hash of the previous one, each participant's own signatures and certificates, that no two share a key, the
 * bases. Nothing that an unsigned document says is believed, its version least of all: a false alarm of a fork must not be
 * for everyone to raise.
 */
public final class DirectoryDocument {
    /** The largest document that is looked at, in bytes. */
    public static final int BYTES_MAX = 4 * 1024 * 1024 + 64 * 1024;

    static final String DOCUMENT = "directory";

    private DirectoryDocument() {}

    /** The directory, or why it is not taken. */
    public sealed interface Verification {
        /** All holds. */
        record Verified(DirectoryView directory) implements Verification {}

        /**
         * It is not taken; the last good one stays in force.
         *
         * @param why for programs
         * @param reason for the operator: what is wrong, with the name of the participant or the field
         */
        record Rejected(Why why, String reason) implements Verification {}
    }

    /** Why a directory is not taken. */
    public enum Why {
        /** More bytes than any directory has. */
        TOO_LARGE,
        /** Not a directory's form. */
        MALFORMED,
        /** Another network's. */
        OTHER_NETWORK,
        /** Not signed by the authority with both algorithms. */
        NOT_SIGNED,
        /** Issued later than now. */
        FROM_THE_FUTURE,
        /** The authority no longer vouches for it. */
        EXPIRED,
        /** Older than the one in force. */
        ROLLBACK,
        /** The authority has signed two directories of one version. */
        FORK,
        /** Versions between are missing, or the hash of the previous one differs. */
        UNLINKED,
        /** An entry's form, signatures or certificates. */
        ENTRY,
        /** Two participants that share an id or a key. */
        SHARED,
        /** A basis between participants that are not there. */
        BASIS
    }

    /**
     * What an authority issues.
     *
     * @param network the network
     * @param entries the participants' notifications
     * @param bases which bases hold between whom
     * @param previous the directory before, if there is one
     * @param issuedAt now
     * @param fresh how long it is fresh
     * @param life how long it may be loaded
     */
    public record Issue(
            NetworkId network,
            List<SignedDocument> entries,
            List<BasisInForce> bases,
            Optional<DirectoryView> previous,
            Instant issuedAt,
            Duration fresh,
            Duration life) {
        /** Copies the lists. */
        public Issue {
            entries = List.copyOf(entries);
            bases = List.copyOf(bases);
        }
    }

    /** Signs a directory. Whether nodes would take it, {@link #verify} tells: ask before it is published. */
    public static ByteString sign(Issue issue, DocumentKeys authority, SecureRandom random) {
        Instant issuedAt = issue.issuedAt().truncatedTo(ChronoUnit.SECONDS);
        Directory.Builder directory = Directory.newBuilder()
                .setNetwork(issue.network().value())
                .setVersion(issue.previous().map(DirectoryView::version).orElse(0L) + 1)
                .setIssuedAt(Instants.of(issuedAt))
                .setFreshUntil(Instants.of(issuedAt.plus(issue.fresh())))
                .setExpiresAt(Instants.of(issuedAt.plus(issue.life())))
                .addAllEntries(issue.entries())
                .addAllBases(issue.bases());
        issue.previous().ifPresent(previous -> directory.setPrevious(previous.digest()));
        return DocumentSignature.sign(DOCUMENT, directory.build().toByteString(), authority, random)
                .toByteString();
    }

    /**
     * Verifies a document.
     *
     * @param bytes the file or what a peer sent
     * @param network the network whose directory it must be
     * @param authority the public keys of the network's authority
     * @param inForce the directory that it would replace; the same one again is verified
     * @param now the instant
     */
    public static Verification verify(
            ByteString bytes,
            NetworkId network,
            DocumentPublicKeys authority,
            Optional<DirectoryView> inForce,
            Instant now) {
        return DirectoryCheck.verify(bytes, network, authority, inForce, now);
    }

    /** Verifies a document as on the day of its issue, for the authority, who follows even an expired one with the next. */
    public static Verification verifyAsIssued(ByteString bytes, NetworkId network, DocumentPublicKeys authority) {
        return DirectoryCheck.verifyAsIssued(bytes, network, authority);
    }
}
