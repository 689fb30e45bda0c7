package eu.vigil.node.house;

import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time and chance come in through constructors, from two doors: node.boot, and the command line's entry. */
class AmbienceTest {
    private static final Set<String> CLOCKS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.time.InstantSource.system",
            "java.time.Clock.system",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.Clock.tickMillis",
            "java.time.Clock.tickSeconds",
            "java.time.Clock.tickMinutes");

    private static final Set<String> CHANCES = Set.of(
            "java.lang.Math.random",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.util.random.RandomGenerator.getDefault",
            "java.util.random.RandomGenerator.of",
            "java.security.SecureRandom.getInstance",
            "java.security.SecureRandom.getInstanceStrong");

    /** Without arguments these ask the system. */
    private static final Set<String> ASKING_CONSTRUCTORS =
            Set.of("java.util.Date", "java.util.Random", "java.util.SplittableRandom", "java.security.SecureRandom");

    private static final ArchRule RULE = classes()
            .that()
            .resideOutsideOfPackage("eu.vigil.node.boot..")
            .and()
            .doNotHaveFullyQualifiedName("eu.vigil.node.cli.Vigil")
            .should(not(askTheSystem()));

    @Test
    void onlyBootAndTheCommandLinesEntryAskTheSystemForTimeOrChance() {
        JavaClasses house = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("eu.vigil");

        RULE.check(house);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.time.Instant.now()",
                "java.time.LocalDate.now(java.time.ZoneOffset.UTC)",
                "java.time.InstantSource.system()",
                "java.time.Clock.systemUTC()",
                "System.nanoTime()",
                "System.currentTimeMillis()",
                "new java.util.Date()",
                "new java.security.SecureRandom()",
                "new java.util.Random()",
                "java.util.UUID.randomUUID()",
                "java.util.concurrent.ThreadLocalRandom.current()",
                "(java.util.function.LongSupplier) System::nanoTime",
                "(java.util.function.Supplier<?>) java.security.SecureRandom::new"
            })
    void theRuleFailsWhereItIsBroken(String expression) {
        JavaClasses specimen = Specimen.of(
                Map.of("eu.vigil.node.intake.Broken", "class Broken { Object x = %s; }".formatted(expression)));

        assertThat(RULE.evaluate(specimen).hasViolation()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.time.Instant.now(java.time.Clock.fixed(null, null))",
                "new java.util.Random(7)",
                "new java.util.Date(0)",
                "java.time.Instant.EPOCH"
            })
    void whatIsHandedInMayBeUsed(String expression) {
        JavaClasses specimen = Specimen.of(
                Map.of("eu.vigil.node.intake.Sound", "class Sound { Object x = %s; }".formatted(expression)));

        assertThat(RULE.evaluate(specimen).hasViolation()).isFalse();
    }

    private static ArchCondition<JavaClass> askTheSystem() {
        return new ArchCondition<>("ask the system for time or chance") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    if (asks(access)) {
                        events.add(SimpleConditionEvent.satisfied(access, access.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean asks(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getFullName();
        String name = access.getTarget().getName();
        String arguments = access.getTarget().getFullName().replaceFirst("^[^(]*", "");
        boolean nowWithoutClock =
                owner.startsWith("java.time.") && name.equals("now") && !arguments.equals("(java.time.Clock)");
        boolean constructor = name.equals("<init>") && arguments.equals("()") && ASKING_CONSTRUCTORS.contains(owner);
        String method = owner + "." + name;
        return nowWithoutClock || constructor || CLOCKS.contains(method) || CHANCES.contains(method);
    }
}
