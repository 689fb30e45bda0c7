package eu.vigil.node.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class NodeLogTest {
    private static final String FORGED =
            "peer said \"hi\"\n03:10:00.000 INFO  all is well \u202Egnp.exe\u001b[2J\u0085\u2028 é";
    private static final String SHOWN =
            "peer said \"hi\"\\u000a03:10:00.000 INFO  all is well \\u202egnp.exe\\u001b[2J\\u0085\\u2028 é";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @AfterEach
    void quiet() {
        NodeLog.quiet();
    }

    @Test
    void untilANodeRunsNothingIsLogged() {
        assertThat(LoggerFactory.getLogger("io.netty").isErrorEnabled()).isFalse();
        assertThat(LoggerFactory.getLogger("eu.vigil.node.intake").isErrorEnabled())
                .isFalse();
    }

    @Test
    void aLineOfTextCannotBeForged() {
        NodeLog.to(out, true, ZoneId.of("Europe/Paris"), Level.INFO);
        LoggerFactory.getLogger("eu.vigil.node.intake.Intake")
                .atInfo()
                .addKeyValue("peer", "B\nE")
                .log(FORGED);
        assertThat(text().lines()).singleElement().asString().endsWith("INFO  intake  " + SHOWN + " peer=B\\u000aE");
    }

    @Test
    void aTraceIsIndentedBehindItsEvent() {
        NodeLog.to(out, true, ZoneId.of("Europe/Paris"), Level.INFO);
        LoggerFactory.getLogger("eu.vigil.node.intake.Intake").error("broken", new IllegalStateException("why\u001b"));
        assertThat(text().lines().skip(1))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("    "))
                .first()
                .asString()
                .endsWith("IllegalStateException: why\\u001b");
    }

    @Test
    void aValueStandsInJsonAsItStandsInText() {
        record Peer(String id) {
            @Override
            public String toString() {
                return id;
            }
        }
        NodeLog.to(out, false, ZoneId.of("Europe/Paris"), Level.INFO);
        LoggerFactory.getLogger("eu.vigil.node.intake.Intake")
                .atInfo()
                .addKeyValue("peer", new Peer("BE"))
                .log("heard");
        assertThat(text()).contains("\"peer\":\"BE\"");
    }

    @Test
    void anEventIsOneLineOfJsonWithItsFields() throws Exception {
        NodeLog.to(out, false, ZoneId.of("Europe/Paris"), Level.INFO);
        LoggerFactory.getLogger("eu.vigil.node.intake.Intake")
                .atWarn()
                .addKeyValue("peer", "B\u202eE")
                .addKeyValue("size", 12)
                .log(FORGED);
        assertThat(text().lines()).hasSize(1);
        JsonNode event = new ObjectMapper().readTree(text());
        assertThat(event.get("message").asText()).isEqualTo(SHOWN);
        assertThat(event.get("peer").asText()).isEqualTo("B\\u202eE");
        assertThat(event.get("size").asInt()).isEqualTo(12);
        assertThat(event.get("level").asText()).isEqualTo("WARN");
        assertThat(Instant.parse(event.get("@timestamp").asText())).isNotNull();
    }

    @Test
    void librariesSpeakFromWarnAndTheJdkIsHeardToo() {
        NodeLog.to(out, true, ZoneId.of("Europe/Paris"), Level.DEBUG);
        LoggerFactory.getLogger("io.netty.channel").info("chatter");
        LoggerFactory.getLogger("eu.vigil.node.link.Links").debug("detail");
        java.util.logging.Logger.getLogger("jdk.example").warning("from the JDK");
        assertThat(text()).doesNotContain("chatter").contains("detail", "from the JDK");
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
