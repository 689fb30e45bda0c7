package eu.vigil.config.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
    private static Object read(Class<?> type, String text) {
        return switch (Form.of(type).parser().apply(text)) {
            case Parsed.Value<?>(Object value) -> value;
            case Parsed.Wrong<?>(String why) -> "wrong: " + why;
        };
    }

    @ParameterizedTest
    @CsvSource({"512B,512", "0B,0", "256KiB,262144", "4MiB,4194304", "16GiB,17179869184", "1TiB,1099511627776"})
    void aSizeIsANumberAndAPowerOf1024(String text, long bytes) {
        assertThat(read(ByteSize.class, text)).isEqualTo(new ByteSize(bytes)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "256KB", "256 KiB", "-1B", "1.5MiB", "kib", "256kib", "999999999999999TiB"})
    void aSizeWithoutAClearUnitIsRefused(String text) {
        assertThat(read(ByteSize.class, text)).asString().startsWith("wrong: '" + text + "' is not a size");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0:7413,0.0.0.0,7413,false",
        "[::1]:8413,::1,8413,true",
        "localhost:0,localhost,0,true",
        "127.8.9.1:1,127.8.9.1,1,true",
        "contact.example:65535,contact.example,65535,false"
    })
    void aHostAndPortIsWrittenAsEverywhere(String text, String host, int port, boolean loopback) {
        assertThat(read(HostPort.class, text))
                .isEqualTo(new HostPort(host, port))
                .hasToString(text)
                .isInstanceOfSatisfying(
                        HostPort.class, read -> assertThat(read.isLoopback()).isEqualTo(loopback));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7413", "host", "host:", ":7413", "host:65536", "::1:8413", "ho st:1", "-a:1", "a/b:1"})
    void anythingElseIsNoHostAndPort(String text) {
        assertThat(read(HostPort.class, text)).asString().startsWith("wrong: '" + text + "' is not a host and a port");
    }

    @ParameterizedTest
    @CsvSource({
        "https://desk.example/hook,desk.example:443,false",
        "https://Desk.Example:8443,desk.example:8443,false",
        "http://127.0.0.1:9000/x,127.0.0.1:9000,true",
        "http://localhost,localhost:80,true",
        "http://[::1]:9000/,[::1]:9000,true"
    })
    void aWebAddressIsHttpsOrOfThisMachine(String text, String hostPort, boolean loopback) {
        assertThat(read(WebAddress.class, text)).hasToString(text).isInstanceOfSatisfying(WebAddress.class, read -> {
            assertThat(read.hostPort()).hasToString(hostPort);
            assertThat(read.isLoopback()).isEqualTo(loopback);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://desk.example/hook | leaves this machine unencrypted",
                "http://127.0.0.1.example/ | leaves this machine unencrypted",
                "https://user:password@desk.example/ | does not belong into an address",
                "https://desk.example/#x | never sent",
                "desk.example | not a web address",
                "ftp://desk.example/ | not a web address",
                "https:///x | not a web address",
                "https://a b/ | not a web address"
            })
    void anAddressThatWouldLeakOrLeadNowhereIsRefused(String text, String why) {
        assertThat(read(WebAddress.class, text))
                .asString()
                .startsWith("wrong: ")
                .contains(why);
    }

    @Test
    void aPasswordInAnAddressIsNotRepeated() {
        assertThat(read(WebAddress.class, "https://user:hunter2@desk.example/"))
                .asString()
                .doesNotContain("hunter2");
        assertThat(read(StoreLocation.class, "jdbc:postgresql://u:hunter2@db/vigil"))
                .asString()
                .contains("a password does not belong")
                .doesNotContain("hunter2");
        assertThat(read(StoreLocation.class, "jdbc:postgresql://db/vigil?password=hunter2"))
                .asString()
                .contains("a password does not belong")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:keys.secret", "file:/etc/vigil/secrets/pd", "env:VIGIL_KEYS", "systemd-credential:keys"})
    void aSecretIsAReference(String text) {
        assertThat(read(SecretReference.class, text))
                .isInstanceOf(SecretReference.class)
                .hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "file:", "env:1X", "env:A B", "systemd-credential:../x", "vault:x", "whsec_abc"})
    void aSecretItselfIsNot(String text) {
        assertThat(read(SecretReference.class, text))
                .asString()
                .startsWith("wrong: a secret is never written here")
                .doesNotContain("'" + text);
    }

    @Test
    void aStoreIsAFileOrAPostgresql() {
        assertThat(read(StoreLocation.class, "sqlite:store.db"))
                .isEqualTo(new StoreLocation.Sqlite(Path.of("store.db")))
                .hasToString("sqlite:store.db");
        assertThat(read(StoreLocation.class, "jdbc:postgresql://db.example/vigil"))
                .isEqualTo(new StoreLocation.Postgresql("jdbc:postgresql://db.example/vigil"));
        assertThat(List.of("sqlite:", "store.db", "jdbc:h2:x"))
                .allSatisfy(text ->
                        assertThat(read(StoreLocation.class, text)).asString().contains("is not a store"));
    }

    @Test
    void aRangeOfAddressesHoldsWhatSharesItsFirstBits() {
        AddressRange range = (AddressRange) read(AddressRange.class, "10.20.128.0/17");

        assertThat(range.contains(InetAddress.ofLiteral("10.20.129.1"))).isTrue();
        assertThat(range.contains(InetAddress.ofLiteral("10.20.127.1"))).isFalse();
        assertThat(range.contains(InetAddress.ofLiteral("fd00::1"))).isFalse();
        assertThat(read(AddressRange.class, "10.1.2.3")).hasToString("10.1.2.3/32");
        assertThat(List.of("10.0.0.0/33", "ten/8", "host.example", "10.0.0.0/-1", "10.0.0.0/x"))
                .allSatisfy(text ->
                        assertThat(read(AddressRange.class, text)).asString().contains("is not a range of addresses"));
    }

    @Test
    void aTargetSaysWhatItNames() {
        assertThat(read(Target.class, "rota:duty")).isEqualTo(new Target(Target.Kind.ROTA, "duty"));
        assertThat(List.of("duty", "rota:", "team:duty", "Rota:duty"))
                .allSatisfy(
                        text -> assertThat(read(Target.class, text)).asString().contains("write rota:NAME"));
    }

    @Test
    void timesAreIso8601AndZonesIana() {
        assertThat(read(Duration.class, "PT15M")).isEqualTo(Duration.ofMinutes(15));
        assertThat(List.of(
                        read(Duration.class, "15m"),
                        read(java.time.LocalTime.class, "25:00"),
                        read(java.time.LocalDate.class, "2026-02-30"),
                        read(java.time.OffsetDateTime.class, "2026-03-29T08:00:00"),
                        read(java.time.ZoneId.class, "CEST"),
                        read(java.time.ZoneId.class, "+02:00")))
                .allSatisfy(read -> assertThat(read).asString().startsWith("wrong: '"));
    }

    @Test
    void aChoiceIsWrittenExactly() {
        assertThat(read(ChannelFormat.class, "standard-webhooks")).isEqualTo(ChannelFormat.STANDARD_WEBHOOKS);
        assertThat(read(Urgency.class, "EMERGENCY")).isEqualTo(Urgency.EMERGENCY);
        assertThat(read(Urgency.class, "emergency"))
                .isEqualTo("wrong: 'emergency' is none of EMERGENCY, URGENT, ROUTINE");
        assertThat(read(boolean.class, "yes")).isEqualTo("wrong: 'yes' is neither true nor false");
        assertThat(read(int.class, "1e3")).isEqualTo("wrong: '1e3' is not a whole number like 64");
    }

    @Test
    void formsDoNotDependOnTheMachinesLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(read(SecretReference.class, "file:x")).hasToString("file:x");
            assertThat(read(ChannelFormat.class, "slack")).hasToString("slack");
        } finally {
            Locale.setDefault(before);
        }
    }
}
