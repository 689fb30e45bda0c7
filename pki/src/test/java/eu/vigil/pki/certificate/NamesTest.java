package eu.vigil.pki.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.pki.certificate.Names.Named;
import eu.vigil.protocol.id.NetworkId;
import eu.vigil.protocol.id.ParticipantId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "BE, EU-ART13, be.eu-art13.vigil.internal",
        "EU-GSC, EU-ART13, eu-gsc.eu-art13.vigil.internal",
        "BE/BANK-1, EU-ART13, bank-1.be.eu-art13.vigil.internal",
        "US, G7-24-7, us.g7-24-7.vigil.internal"
    })
    void aParticipantHasOneNameInANetworkAndTheNameMeansHimAlone(String participant, String network, String dns) {
        Named named = new Named(new ParticipantId(participant), new NetworkId(network));
        assertThat(named.dnsName()).isEqualTo(dns);
        assertThat(Names.parse(dns)).contains(named);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "be.eu-art13",
                "BE.eu-art13.vigil.internal",
                "be.eu-art13.vigil.internal.",
                ".be.eu-art13.vigil.internal",
                "be..vigil.internal",
                "eu-art13.vigil.internal",
                "a.b.be.eu-art13.vigil.internal",
                "*.eu-art13.vigil.internal",
                "be.eu-art13.vigil.internal\u0000.example",
                "be/x.eu-art13.vigil.internal",
                "be.eu-art13.vigil.internal.example",
                "ſe.eu-art13.vigil.internal",
                "ıe.eu-art13.vigil.internal"
            })
    void anyOtherTextIsNobodysName(String dns) {
        assertThat(Names.parse(dns)).isEqualTo(Optional.empty());
    }

    @Test
    void aNameLongerThanAnyIsRefusedUnread() {
        assertThat(Names.parse("a".repeat(300) + ".eu-art13.vigil.internal")).isEmpty();
    }
}
