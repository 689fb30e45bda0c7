package eu.vigil.node.link;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.protocol.link.LinkLimits;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress TWO = InetAddress.ofLiteral("192.0.2.2");
    private final Admission admission = new Admission(LinkLimits.DEFAULT);

    @Test
    void anAddressHasEightConnectionsUntilTlsHasNamedOne() {
        List<Admission.Ticket> tickets = admitted(ONE, 8);
        assertThat(admission.admit(ONE)).isEmpty();
        assertThat(admission.admit(TWO)).isPresent();

        tickets.getFirst().known();
        tickets.getFirst().known();
        assertThat(admission.admit(ONE)).isPresent();
        assertThat(admission.admit(ONE)).isEmpty();

        tickets.get(1).gone();
        tickets.get(1).gone();
        assertThat(admission.admit(ONE)).isPresent();
        assertThat(admission.admit(ONE)).isEmpty();
    }

    @Test
    void anIpv6AddressCountsAsItsNetwork() {
        for (int host = 1; host <= 8; host++) {
            assertThat(admission.admit(InetAddress.ofLiteral("2001:db8::" + host)))
                    .isPresent();
        }
        assertThat(admission.admit(InetAddress.ofLiteral("2001:db8::ffff"))).isEmpty();
        assertThat(admission.admit(InetAddress.ofLiteral("2001:db8:0:1::1"))).isPresent();
    }

    @Test
    void thereAreOneThousandAndTwentyFourLinksInAll() {
        List<Admission.Ticket> all = new ArrayList<>();
        for (int link = 0; link < 1024; link++) {
            Admission.Ticket ticket = admission.admit(ONE).orElseThrow();
            ticket.known();
            all.add(ticket);
        }
        assertThat(admission.admit(TWO)).isEmpty();
        all.getFirst().gone();
        assertThat(admission.admit(TWO)).isPresent();
        assertThat(admission.admit(TWO)).isEmpty();
    }

    private List<Admission.Ticket> admitted(InetAddress from, int count) {
        List<Admission.Ticket> tickets = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            tickets.add(admission.admit(from).orElseThrow());
        }
        return tickets;
    }
}
