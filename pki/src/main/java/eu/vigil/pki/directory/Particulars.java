package eu.vigil.pki.directory;

import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import eu.vigil.protocol.policy.Policy;
import eu.vigil.protocol.wire.Endpoint;
import eu.vigil.protocol.wire.Participant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What a participant says of itself besides its keys.
 *
 * @param named who it is and in which network
 * @param kind what it is
 * @param authorityName how people call it
 * @param endpoints where its node listens
 * @param telephones to call when the node is silent
 * @param email may be empty
 * @param languages BCP 47 tags
 * @param zone its local time
 * @param hours when it is staffed, in words
 */
public record Particulars(
        Named named,
        Participant.Kind kind,
        String authorityName,
        List<Endpoint> endpoints,
        List<String> telephones,
        String email,
        List<String> languages,
        ZoneId zone,
        String hours) {
    /** Copies the lists. */
    public Particulars {
        endpoints = List.copyOf(endpoints);
        telephones = List.copyOf(telephones);
        languages = List.copyOf(languages);
    }

    /** The least that an entry needs: who, and one endpoint; staffed at all hours. */
    public static Particulars of(ParticipantId participant, NetworkId network, String host, int port) {
        return new Particulars(
                new Named(participant, network),
                Policy.builtIn().kindOf(participant),
                "Contact point of " + participant,
                List.of(Endpoint.newBuilder().setHost(host).setPort(port).build()),
                List.of(),
                "",
                List.of("en"),
                ZoneOffset.UTC,
                "24/7");
    }
}
