package eu.vigil.node.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom: docs/ARCHITECTURE.md draws it, this holds it. No rule has a list of exceptions. */
class RoomsTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("eu.vigil");

    /** A rule and classes that break it. */
    record Law(String name, ArchRule rule, Map<String, String> broken) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Law> laws() {
        return Stream.of(
                only(
                        "Netty is seen in node.link alone",
                        "eu.vigil.node.link..",
                        "io.netty.channel.Channel",
                        "io.netty.."),
                only(
                        "the database is seen in node.store alone",
                        "eu.vigil.node.store..",
                        "org.sqlite.SQLiteDataSource",
                        "java.sql..",
                        "javax.sql..",
                        "org.flywaydb..",
                        "org.sqlite..",
                        "org.postgresql..",
                        "com.zaxxer.."),
                new Law(
                        "Vert.x is seen in node.operator, node.console and the webhook sender alone",
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(
                                        "eu.vigil.node.operator..",
                                        "eu.vigil.node.console..",
                                        "eu.vigil.node.escalation.webhook..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("io.vertx.."),
                        Map.of("eu.vigil.node.escalation.Broken", "class Broken { io.vertx.core.Vertx vertx; }")),
                only(
                        "Bouncy Castle and the fast arithmetic are seen in pki alone",
                        "eu.vigil.pki..",
                        "org.bouncycastle.cms.CMSSignedData",
                        "org.bouncycastle..",
                        "com.amazon.corretto.."),
                only(
                        "Commons Configuration and SnakeYAML are seen in config alone",
                        "eu.vigil.config..",
                        "org.yaml.snakeyaml.Yaml",
                        "org.apache.commons.configuration2..",
                        "org.yaml.."),
                only("picocli is seen in node.cli alone", "eu.vigil.node.cli..", "picocli.CommandLine", "picocli.."),
                only(
                        "Logback is seen in node.logging alone",
                        "eu.vigil.node.logging..",
                        "ch.qos.logback.classic.Logger",
                        "ch.qos.logback.."),
                never(
                        "protocol knows no other module",
                        "eu.vigil.protocol..",
                        "eu.vigil.pki..",
                        "eu.vigil.config..",
                        "eu.vigil.node.."),
                never("pki knows protocol alone", "eu.vigil.pki..", "eu.vigil.config..", "eu.vigil.node.."),
                never(
                        "config knows no other module",
                        "eu.vigil.config..",
                        "eu.vigil.protocol..",
                        "eu.vigil.pki..",
                        "eu.vigil.node.."),
                new Law(
                        "only the command line starts what node.boot wires; no room knows it",
                        noClasses()
                                .that()
                                .resideOutsideOfPackages("eu.vigil.node.boot..", "eu.vigil.node.cli..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("eu.vigil.node.boot..", "eu.vigil.node.cli.."),
                        Map.of(
                                "eu.vigil.node.cli.Known", "public class Known {}",
                                "eu.vigil.node.intake.Broken", "class Broken { eu.vigil.node.cli.Known known; }")),
                new Law(
                        "rooms have ports; only node.boot knows that node.store fills them",
                        noClasses()
                                .that()
                                .resideOutsideOfPackages(
                                        "eu.vigil.node.boot..", "eu.vigil.node.cli..", "eu.vigil.node.store..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage("eu.vigil.node.store.."),
                        Map.of(
                                "eu.vigil.node.store.Known", "public class Known {}",
                                "eu.vigil.node.intake.Broken", "class Broken { eu.vigil.node.store.Known known; }")),
                new Law(
                        "the journal knows no other room of the node",
                        noClasses()
                                .that()
                                .resideInAPackage("eu.vigil.node.journal..")
                                .should()
                                .dependOnClassesThat(resideInAPackage("eu.vigil.node..")
                                        .and(resideOutsideOfPackage("eu.vigil.node.journal.."))),
                        Map.of(
                                "eu.vigil.node.link.Known", "public class Known {}",
                                "eu.vigil.node.journal.Broken", "class Broken { eu.vigil.node.link.Known known; }")),
                new Law(
                        "the link knows no other room of the node",
                        noClasses()
                                .that()
                                .resideInAPackage("eu.vigil.node.link..")
                                .should()
                                .dependOnClassesThat(resideInAPackage("eu.vigil.node..")
                                        .and(resideOutsideOfPackage("eu.vigil.node.link.."))),
                        Map.of(
                                "eu.vigil.node.journal.Known", "public class Known {}",
                                "eu.vigil.node.link.Broken", "class Broken { eu.vigil.node.journal.Known known; }")),
                new Law(
                        "packages have no cycles",
                        slices().matching("eu.vigil.(**)").should().beFreeOfCycles(),
                        Map.of(
                                "eu.vigil.node.one.A", "public class A { eu.vigil.node.two.B b; }",
                                "eu.vigil.node.two.B", "public class B { eu.vigil.node.one.A a; }")));
    }

    private static Law only(String name, String room, String sample, String... library) {
        return new Law(
                name,
                noClasses()
                        .that()
                        .resideOutsideOfPackage(room)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(library),
                Map.of("eu.vigil.node.drill.Broken", "class Broken { %s sample; }".formatted(sample)));
    }

    private static Law never(String name, String room, String... others) {
        String module = room.substring(0, room.length() - 2);
        String other = others[others.length - 1].substring(0, others[others.length - 1].length() - 2);
        return new Law(
                name,
                noClasses()
                        .that()
                        .resideInAPackage(room)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(others),
                Map.of(
                        other + ".specimen.Known",
                        "public class Known {}",
                        module + ".specimen.Broken",
                        "class Broken { %s.specimen.Known known; }".formatted(other)));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theHouseKeeps(Law law) {
        law.rule().allowEmptyShould(true).check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theRuleFailsWhereItIsBroken(Law law) {
        JavaClasses specimen = Specimen.of(law.broken());

        assertThat(law.rule().allowEmptyShould(true).evaluate(specimen).hasViolation())
                .isTrue();
    }

    @Test
    void allModulesAreLookedAt() {
        assertThat(HOUSE.stream()
                        .map(type -> type.getPackageName().split("\\.", -1)[2])
                        .distinct())
                .containsExactlyInAnyOrder("protocol", "pki", "config", "node");
    }
}
