package eu.vigil.pki.log;

import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.protocol.id.ParticipantId;
import java.util.Locale;

/**
 * The name of one pair log in the whole world: {@code fr.eu-art13.vigil.internal/pair/be/1}. It is both the origin of its
 * checkpoints and the name of the key that signs them.
 *
 * @param keeper whose log it is
 * @param peer whose messages it tells of, and who alone sees it
 * @param epoch from 1; a log that lost leaves begins a new one
 */
public record LogOrigin(Named keeper, ParticipantId peer, int epoch) {
    /**
     * Checks the epoch.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public LogOrigin {
        if (epoch < 1) {
            throw new IllegalArgumentException("log origin: epoch %d is below 1".formatted(epoch));
        }
    }

    /** The origin line. */
    public String text() {
        return "%s/pair/%s/%d".formatted(keeper.dnsName(), peer.value().toLowerCase(Locale.ROOT), epoch);
    }

    @Override
    public String toString() {
        return text();
    }
}
