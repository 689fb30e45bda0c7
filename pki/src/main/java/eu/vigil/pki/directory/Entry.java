package eu.vigil.pki.directory;

import com.google.protobuf.ByteString;
import eu.vigil.pki.key.RecipientKey;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.wire.Endpoint;
import eu.vigil.protocol.wire.Participant;
import eu.vigil.protocol.wire.SignedDocument;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * One participant as the directory knows it, verified.
 *
 * @param id its name
 * @param kind what it is
 * @param authorityName how people call it
 * @param endpoints where its node listens, in the order to try them
 * @param anchors its State CAs: what ends at them is its own, and nothing else is
 * @param issuing the issuing CAs below them
 * @param encryption what to seal to, newest first
 * @param logKeys Ed25519 public keys of its pair logs, 32 bytes each, newest first
 * @param notification the keys that signed the entry
 * @param sequence rises by one with each notification
 * @param telephones to call when the node is silent; in international form
 * @param email may be empty
 * @param languages BCP 47 tags of what is spoken there
 * @param zone its local time
 * @param hours when it is staffed, in words
 * @param schemaMax the newest schema of messages that it understands
 * @param validFrom when the entry begins to hold
 * @param reconfirmedOn when the State last said that all of this is still so
 * @param document the notification itself, as the State signed it
 */
public record Entry(
        ParticipantId id,
        Participant.Kind kind,
        String authorityName,
        List<Endpoint> endpoints,
        Set<X509Certificate> anchors,
        List<X509Certificate> issuing,
        List<RecipientKey> encryption,
        List<ByteString> logKeys,
        DocumentPublicKeys notification,
        long sequence,
        List<String> telephones,
        String email,
        List<String> languages,
        ZoneId zone,
        String hours,
        int schemaMax,
        Instant validFrom,
        Instant reconfirmedOn,
        SignedDocument document) {
    private static final Duration RECONFIRMED_EVERY = Duration.ofDays(90);

    /** Copies the collections. */
    public Entry {
        endpoints = List.copyOf(endpoints);
        anchors = Set.copyOf(anchors);
        issuing = List.copyOf(issuing);
        encryption = List.copyOf(encryption);
        logKeys = List.copyOf(logKeys);
        telephones = List.copyOf(telephones);
        languages = List.copyOf(languages);
    }

    /** What to seal to now. */
    public RecipientKey recipient() {
        return encryption.getFirst();
    }

    /** When the certificates of {@link #recipient} end. It is sealed to all the same: only its owner can renew it. */
    public Instant recipientUntil() {
        Instant p256 = recipient().p256().getNotAfter().toInstant();
        Instant mlKem768 = recipient().mlKem768().getNotAfter().toInstant();
        return p256.isBefore(mlKem768) ? p256 : mlKem768;
    }

    /** The endpoints as addresses that are yet to be looked up. */
    public List<InetSocketAddress> addresses() {
        return endpoints.stream()
                .map(endpoint -> InetSocketAddress.createUnresolved(endpoint.getHost(), endpoint.getPort()))
                .toList();
    }

    /** True once 90 days have passed since the State last confirmed the entry. */
    public boolean isStale(Instant now) {
        return now.isAfter(reconfirmedOn.plus(RECONFIRMED_EVERY));
    }
}
