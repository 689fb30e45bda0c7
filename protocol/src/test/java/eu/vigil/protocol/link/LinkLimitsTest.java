package eu.vigil.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LinkLimitsTest {
    @Test
    void theDefaultsAreThoseOfTheDesignButForTheWindow() {
        assertThat(LinkLimits.DEFAULT)
                .isEqualTo(new LinkLimits(
                        16_384,
                        262_144,
                        256,
                        2_097_152,
                        32_768,
                        8,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(90),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        1024,
                        4,
                        8,
                        65_536));
    }

    @Test
    void aLimitThatCannotBeIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits(0, 256, Duration.ofSeconds(30)))
                .withMessageContaining("frameBytesMaxBeforeHello");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits(257, 256, Duration.ofSeconds(30)))
                .withMessageContaining("frameBytesMaxBeforeHello");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits(16, 256, Duration.ofSeconds(90)))
                .withMessageContaining("pingAfter");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits(16, 256, Duration.ZERO))
                .withMessageContaining("pingAfter");
    }

    private static LinkLimits limits(int beforeHello, int after, Duration pingAfter) {
        LinkLimits normal = LinkLimits.DEFAULT;
        return new LinkLimits(
                beforeHello,
                after,
                normal.unreceiptedMax(),
                normal.unansweredBytesMax(),
                normal.creditMax(),
                normal.consistencyRequestsMax(),
                normal.handshakeMax(),
                normal.frameMax(),
                pingAfter,
                normal.idleMax(),
                normal.finishMax(),
                normal.lingerMax(),
                normal.connectMax(),
                normal.linksMax(),
                normal.linksPerPeerMax(),
                normal.unauthenticatedPerAddressMax(),
                normal.unsentBytesMax());
    }
}
