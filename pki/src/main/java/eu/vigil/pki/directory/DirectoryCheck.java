package eu.vigil.pki.directory;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import eu.vigil.pki.directory.DirectoryDocument.Verification;
import eu.vigil.pki.directory.DirectoryDocument.Why;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.BasisInForce;
import eu.vigil.protocol.wire.Directory;
import eu.vigil.protocol.wire.LegalBasis;
import eu.vigil.protocol.wire.SignedDocument;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The steps of {@link DirectoryDocument#verify}, each of which either passes or says what is wrong. */
final class DirectoryCheck {
    private static final int ENTRIES_MAX = 512;
    private static final int BASES_MAX = 65_536;
    private static final int DIGEST_BYTES = 32;
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private DirectoryCheck() {}

    static Verification verify(
            ByteString bytes,
            NetworkId network,
            DocumentPublicKeys authority,
            Optional<DirectoryView> inForce,
            Instant now) {
        try {
            return new Verification.Verified(view(bytes, network, authority, inForce, now));
        } catch (Rejection rejection) {
            return new Verification.Rejected(rejection.why, rejection.text);
        }
    }

    static Verification verifyAsIssued(ByteString bytes, NetworkId network, DocumentPublicKeys authority) {
        try {
            require(bytes.size() <= DirectoryDocument.BYTES_MAX, Why.TOO_LARGE, "%d bytes".formatted(bytes.size()));
            Instant issuedAt = instant("issued_at", content(document(bytes)).getIssuedAt());
            return verify(bytes, network, authority, Optional.empty(), issuedAt);
        } catch (Rejection rejection) {
            return new Verification.Rejected(rejection.why, rejection.text);
        }
    }

    /** How a rejection gets out of the steps; never leaves this class. */
    private static final class Rejection extends Exception {
        private static final long serialVersionUID = 1L;

        private final Why why;
        private final String text;

        Rejection(Why why, String text) {
            super(text);
            this.why = why;
            this.text = text;
        }
    }

    private static DirectoryView view(
            ByteString bytes,
            NetworkId network,
            DocumentPublicKeys authority,
            Optional<DirectoryView> inForce,
            Instant now)
            throws Rejection {
        require(
                bytes.size() <= DirectoryDocument.BYTES_MAX,
                Why.TOO_LARGE,
                "%d bytes are more than the %d of a directory".formatted(bytes.size(), DirectoryDocument.BYTES_MAX));
        SignedDocument document = document(bytes);
        Directory directory = content(document);
        require(
                directory.getNetwork().equals(network.value()),
                Why.OTHER_NETWORK,
                "it is the directory of '%s', not of %s".formatted(directory.getNetwork(), network));
        Optional<String> objection = DocumentSignature.objection(document, authority);
        require(objection.isEmpty(), Why.NOT_SIGNED, "the authority has not signed it: " + objection.orElse(""));

        Instant issuedAt = instant("issued_at", directory.getIssuedAt());
        Instant freshUntil = instant("fresh_until", directory.getFreshUntil());
        Instant expiresAt = instant("expires_at", directory.getExpiresAt());
        require(
                !freshUntil.isBefore(issuedAt) && !expiresAt.isBefore(freshUntil),
                Why.MALFORMED,
                "issued_at, fresh_until and expires_at are not in this order");
        require(
                !issuedAt.isAfter(now.plus(CLOCK_TOLERANCE)),
                Why.FROM_THE_FUTURE,
                "issued_at is %s, later than now, %s: look at both clocks".formatted(issuedAt, now));
        require(
                !now.isAfter(expiresAt),
                Why.EXPIRED,
                "version %d expired at %s: the authority issues a newer one with vigil directory assemble"
                        .formatted(directory.getVersion(), expiresAt));

        ByteString digest = Sha256.of(document.getContent());
        succession(directory, digest, inForce);
        Map<ParticipantId, Entry> entries = entries(directory, network, issuedAt);
        notRolledBack(entries, inForce);
        return new DirectoryView(
                network,
                directory.getVersion(),
                digest,
                issuedAt,
                freshUntil,
                expiresAt,
                entries,
                bases(directory.getBasesList(), entries));
    }

    private static SignedDocument document(ByteString bytes) throws Rejection {
        try {
            SignedDocument document = SignedDocument.parseFrom(bytes);
            require(
                    document.getDocument().equals(DirectoryDocument.DOCUMENT),
                    Why.MALFORMED,
                    "document is '%s', not 'directory'".formatted(document.getDocument()));
            return document;
        } catch (InvalidProtocolBufferException e) {
            throw new Rejection(Why.MALFORMED, "no signed document: " + e.getMessage());
        }
    }

    private static Directory content(SignedDocument document) throws Rejection {
        try {
            Directory directory = Directory.parseFrom(document.getContent());
            require(directory.getVersion() >= 1, Why.MALFORMED, "version is not 1 or more");
            require(
                    directory.getPrevious().size() == (directory.getVersion() == 1 ? 0 : DIGEST_BYTES),
                    Why.MALFORMED,
                    "previous: only version 1 has no hash of %d bytes here".formatted(DIGEST_BYTES));
            require(
                    directory.getEntriesCount() >= 1 && directory.getEntriesCount() <= ENTRIES_MAX,
                    Why.MALFORMED,
                    "entries: %d instead of 1 to %d".formatted(directory.getEntriesCount(), ENTRIES_MAX));
            require(
                    directory.getBasesCount() <= BASES_MAX,
                    Why.MALFORMED,
                    "bases: %d are more than %d".formatted(directory.getBasesCount(), BASES_MAX));
            return directory;
        } catch (InvalidProtocolBufferException e) {
            throw new Rejection(Why.MALFORMED, "content is no directory: " + e.getMessage());
        }
    }

    private static Instant instant(String field, com.google.protobuf.Timestamp timestamp) throws Rejection {
        return Instants.of(timestamp)
                .filter(instant -> instant.getEpochSecond() > 0)
                .orElseThrow(() -> new Rejection(Why.MALFORMED, field + " is missing or no instant"));
    }

    private static void succession(Directory directory, ByteString digest, Optional<DirectoryView> inForce)
            throws Rejection {
        if (inForce.isEmpty()) {
            return;
        }
        long version = directory.getVersion();
        long known = inForce.get().version();
        require(
                version >= known,
                Why.ROLLBACK,
                "version %d is older than version %d, which is in force".formatted(version, known));
        if (version == known) {
            require(
                    digest.equals(inForce.get().digest()),
                    Why.FORK,
                    "the authority has signed two different directories of version %d: call it".formatted(version));
            return;
        }
        require(
                version == known + 1,
                Why.UNLINKED,
                "version %d does not follow version %d: fetch what lies between".formatted(version, known));
        require(
                directory.getPrevious().equals(inForce.get().digest()),
                Why.UNLINKED,
                "version %d names another version %d as the previous one".formatted(version, known));
    }

    private static Map<ParticipantId, Entry> entries(Directory directory, NetworkId network, Instant issuedAt)
            throws Rejection {
        EntryCheck check = new EntryCheck(network, issuedAt);
        Map<ParticipantId, Entry> entries = new TreeMap<>();
        Map<ByteString, ParticipantId> owners = new HashMap<>();
        for (SignedDocument signed : directory.getEntriesList()) {
            switch (check.check(signed)) {
                case EntryCheck.Result.Refused(var text) -> throw new Rejection(Why.ENTRY, text);
                case EntryCheck.Result.Accepted(var entry) -> {
                    require(
                            entries.putIfAbsent(entry.id(), entry) == null,
                            Why.SHARED,
                            "%s has two entries".formatted(entry.id()));
                    ownKeys(entry, owners);
                }
            }
        }
        for (Entry entry : entries.values()) {
            Optional<ParticipantId> sponsor = entry.id().sponsor();
            require(
                    sponsor.map(entries::containsKey).orElse(true),
                    Why.ENTRY,
                    "the entry of %s: its State has none".formatted(entry.id()));
        }
        return entries;
    }

    private static void ownKeys(Entry entry, Map<ByteString, ParticipantId> owners) throws Rejection {
        List<ByteString> keys = new ArrayList<>(entry.logKeys());
        List<X509Certificate> certificates = new ArrayList<>(entry.anchors());
        certificates.addAll(entry.issuing());
        entry.encryption().forEach(key -> certificates.addAll(List.of(key.p256(), key.mlKem768())));
        certificates.forEach(certificate ->
                keys.add(ByteString.copyFrom(certificate.getPublicKey().getEncoded())));
        keys.add(ByteString.copyFrom(entry.notification().p256().getEncoded()));
        keys.add(ByteString.copyFrom(entry.notification().mlDsa65().getEncoded()));
        for (ByteString key : keys) {
            ParticipantId owner = owners.putIfAbsent(key, entry.id());
            require(
                    owner == null || owner.equals(entry.id()),
                    Why.SHARED,
                    "%s and %s share a key or a State CA".formatted(owner, entry.id()));
        }
    }

    private static void notRolledBack(Map<ParticipantId, Entry> entries, Optional<DirectoryView> inForce)
            throws Rejection {
        for (Entry entry : entries.values()) {
            Optional<Entry> before = inForce.flatMap(directory -> directory.entry(entry.id()));
            boolean sameKeys = before.map(Entry::notification)
                    .map(keys -> keys.equals(entry.notification()))
                    .orElse(false);
            require(
                    !sameKeys || entry.sequence() >= before.get().sequence(),
                    Why.ROLLBACK,
                    "the entry of %s is older than the one in force".formatted(entry.id()));
        }
    }

    private static BasisTable bases(List<BasisInForce> bases, Map<ParticipantId, Entry> entries) throws Rejection {
        Map<Set<ParticipantId>, List<BasisTable.Period>> table = new HashMap<>();
        for (BasisInForce basis : bases) {
            Optional<ParticipantId> first = known(basis.getFirst(), entries);
            Optional<ParticipantId> second = known(basis.getSecond(), entries);
            require(
                    first.isPresent() && second.isPresent() && !first.equals(second),
                    Why.BASIS,
                    "%s between '%s' and '%s': not two participants of this directory"
                            .formatted(basis.getBasis(), basis.getFirst(), basis.getSecond()));
            require(
                    basis.getBasis() != LegalBasis.UNRECOGNIZED
                            && basis.getBasis() != LegalBasis.LEGAL_BASIS_UNSPECIFIED,
                    Why.BASIS,
                    "an unknown basis between %s and %s".formatted(first.get(), second.get()));
            Instant from = instant("bases.from", basis.getFrom());
            Optional<Instant> until =
                    basis.hasUntil() ? Optional.of(instant("bases.until", basis.getUntil())) : Optional.empty();
            table.computeIfAbsent(Set.of(first.get(), second.get()), _ -> new ArrayList<>())
                    .add(new BasisTable.Period(basis.getBasis(), from, until));
        }
        return new BasisTable(table);
    }

    private static Optional<ParticipantId> known(String id, Map<ParticipantId, Entry> entries) {
        return entries.keySet().stream()
                .filter(participant -> participant.value().equals(id))
                .findFirst();
    }

    private static void require(boolean holds, Why why, String text) throws Rejection {
        if (!holds) {
            throw new Rejection(why, text);
        }
    }
}
