package eu.vigil.pki.directory;

import com.google.protobuf.ByteString;
import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.LegalBasis;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A network's directory, verified and unchangeable. Only {@link DirectoryDocument} makes one. */
public final class DirectoryView {
    private final NetworkId network;
    private final long version;
    private final ByteString digest;
    private final Instant issuedAt;
    private final Instant freshUntil;
    private final Instant expiresAt;
    private final Map<ParticipantId, Entry> entries;
    private final BasisTable bases;

    /** How far the directory may be relied on. */
    public enum Standing {
        /** The authority vouches for it today. */
        FRESH,
        /** A newer one is due. It is shown, and everything goes on. */
        STALE,
        /** The authority no longer vouches for it. */
        EXPIRED
    }

    DirectoryView(
            NetworkId network,
            long version,
            ByteString digest,
            Instant issuedAt,
            Instant freshUntil,
            Instant expiresAt,
            Map<ParticipantId, Entry> entries,
            BasisTable bases) {
        this.network = network;
        this.version = version;
        this.digest = digest;
        this.issuedAt = issuedAt;
        this.freshUntil = freshUntil;
        this.expiresAt = expiresAt;
        this.entries = Collections.unmodifiableMap(new TreeMap<>(entries));
        this.bases = bases;
    }

    /** The network whose directory it is. */
    public NetworkId network() {
        return network;
    }

    /** Rises by one with each issue. */
    public long version() {
        return version;
    }

    /** SHA-256 of the exact bytes of the content, 32 bytes. */
    public ByteString digest() {
        return digest;
    }

    /** When the authority signed it. */
    public Instant issuedAt() {
        return issuedAt;
    }

    /** Until when it is fresh. */
    public Instant freshUntil() {
        return freshUntil;
    }

    /** Until when it may be loaded. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** How far it may be relied on at this instant. */
    public Standing standing(Instant now) {
        if (now.isAfter(expiresAt)) {
            return Standing.EXPIRED;
        }
        return now.isAfter(freshUntil) ? Standing.STALE : Standing.FRESH;
    }

    /** The entry of exactly this participant. */
    public Optional<Entry> entry(ParticipantId id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** All entries, by id. */
    public Collection<Entry> entries() {
        return entries.values();
    }

    /** The State CAs of whom a certificate claims to be; none if this directory does not know him. */
    public Set<X509Certificate> anchors(Named named) {
        return named.network().equals(network)
                ? entry(named.participant()).map(Entry::anchors).orElse(Set.of())
                : Set.of();
    }

    /** True if the basis holds between the two, in whichever order they are named. */
    public boolean inForce(LegalBasis basis, ParticipantId a, ParticipantId b, Instant at) {
        return bases.inForce(basis, a, b, at);
    }

    /** The bases that hold between the two. */
    public Set<LegalBasis> basesInForce(ParticipantId a, ParticipantId b, Instant at) {
        return bases.inForce(a, b, at);
    }
}
