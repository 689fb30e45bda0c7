package eu.vigil.node.operator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.vigil.node.drill.Reach;
import eu.vigil.node.peers.PeerView;
import eu.vigil.pki.directory.Entry;
import eu.vigil.pki.key.RecipientKey;
import eu.vigil.protocol.wire.Endpoint;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;

/** Peers as JSON, in brief and whole. What is not known is left out; fingerprints are SHA-256 in hexadecimal. */
final class PeerJson {
    private PeerJson() {}

    static ObjectNode brief(PeerView peer, Instant now) {
        Entry entry = peer.entry();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("network", peer.network().value())
                .put("peer", entry.id().value())
                .put("kind", entry.kind().name())
                .put("authorityName", entry.authorityName());
        ObjectNode ours = json.putObject("link")
                .put("state", peer.standing().link().name())
                .put("open", peer.standing().isUp());
        peer.standing().since().ifPresent(since -> ours.put("since", since.toString()));
        peer.standing().clockAhead().ifPresent(ahead -> ours.put("clockAheadMillis", ahead.toMillis()));
        if (!peer.standing().trouble().isEmpty()) {
            ours.put("trouble", peer.standing().trouble());
        }
        ObjectNode theirs = json.putObject("peersLink")
                .put("open", peer.call().filter(call -> call.open()).isPresent());
        peer.call().ifPresent(call -> theirs.put("since", call.since().toString()));
        peer.reach().ifPresent(reach -> json.set("reachability", reachability(reach)));
        json.put("waiting", peer.waiting());
        peer.oldestWaiting().ifPresent(at -> json.put("oldestWaitingAt", at.toString()));
        peer.standing().lastReceiptAt().ifPresent(at -> json.put("lastReceiptAt", at.toString()));
        ArrayNode endpoints = json.putArray("endpoints");
        entry.endpoints().forEach(endpoint -> endpoints.add(text(endpoint)));
        ArrayNode telephones = json.putArray("telephones");
        entry.telephones().forEach(telephones::add);
        return json.put("timeZone", entry.zone().getId())
                .put("localTime", now.atZone(entry.zone()).toOffsetDateTime().toString())
                .put("reconfirmedOn", entry.reconfirmedOn().toString())
                .put("stale", entry.isStale(now));
    }

    private static ObjectNode reachability(Reach reach) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        reach.lastSuccessAt().ifPresent(at -> json.put("lastSuccessAt", at.toString()));
        reach.roundTrip().ifPresent(took -> json.put("roundTripMs", Math.round(took.toNanos() / 1_000.0) / 1_000.0));
        reach.failingSince().ifPresent(at -> json.put("failingSince", at.toString()));
        return json.put("failures", reach.failures())
                .put("nextTestAt", reach.nextTestAt().toString());
    }

    static ObjectNode whole(PeerView peer, Instant now) {
        Entry entry = peer.entry();
        ObjectNode json = brief(peer, now)
                .put("email", entry.email())
                .put("hours", entry.hours())
                .put("sequence", entry.sequence())
                .put("schemaMax", entry.schemaMax())
                .put("validFrom", entry.validFrom().toString())
                .put("notificationFingerprint", entry.notification().fingerprint());
        ArrayNode languages = json.putArray("languages");
        entry.languages().forEach(languages::add);
        ArrayNode logKeys = json.putArray("logKeys");
        entry.logKeys().forEach(key -> logKeys.add(HexFormat.of().formatHex(key.toByteArray())));
        ArrayNode certificates = json.putArray("certificates");
        for (RecipientKey key : entry.encryption()) {
            certificates.add(certificate("encryption P-256", key.p256()));
            certificates.add(certificate("encryption ML-KEM-768", key.mlKem768()));
        }
        entry.issuing().forEach(issuing -> certificates.add(certificate("issuing CA", issuing)));
        entry.anchors().forEach(anchor -> certificates.add(certificate("State CA", anchor)));
        return json;
    }

    private static ObjectNode certificate(String use, X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("use", use)
                    .put("subject", certificate.getSubjectX500Principal().getName())
                    .put("until", certificate.getNotAfter().toInstant().toString())
                    .put("sha256", HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("every JDK has SHA-256, and a certificate its encoding", e);
        }
    }

    private static String text(Endpoint endpoint) {
        return (endpoint.getHost().indexOf(':') < 0 ? "%s:%d" : "[%s]:%d")
                .formatted(endpoint.getHost(), endpoint.getPort());
    }
}
