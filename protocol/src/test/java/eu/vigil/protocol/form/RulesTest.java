package eu.vigil.protocol.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RulesTest {
    @Test
    void templatesAndKindsDoWithoutTheLibraryThatCarriesOutTheRules() throws Exception {
        try (URLClassLoader without = withoutCel()) {
            Class<?> kind = without.loadClass(MessageKind.class.getName());
            Object first = ((java.util.List<?>) kind.getMethod("all").invoke(null)).getFirst();
            Object text = without.loadClass(Template.class.getName())
                    .getMethod("blank", kind)
                    .invoke(null, first);
            assertThat((String) text).contains("\"preservation_request\"");
            without.loadClass(Form.class.getName())
                    .getConstructor(without.loadClass(Rules.class.getName()))
                    .newInstance(without.loadClass(Rules.class.getName())
                            .getConstructor()
                            .newInstance());
        }
    }

    @Test
    void thatTestWouldNoticeIfTheyLoadedIt() throws Exception {
        try (URLClassLoader without = withoutCel()) {
            Class<?> rules = without.loadClass(Rules.class.getName());
            Object fresh = rules.getConstructor().newInstance();
            assertThatExceptionOfType(InvocationTargetException.class)
                    .isThrownBy(() -> rules.getMethod("warm").invoke(fresh))
                    .withCauseInstanceOf(NoClassDefFoundError.class);
        }
    }

    @Test
    void warmingUpChecksAnExampleOfEveryKind() {
        Rules rules = new Rules();
        rules.warm();
        assertThat(rules.check(Samples.message())).isEmpty();
    }

    @Test
    void whoeverFillsInATemplateRightlyNeverWaitsForTheLibrary() {
        Rules rules = new Rules();
        assertThat(MessageKind.all())
                .filteredOn(kind ->
                        !rules.keeps(Form.standingIn(Template.exampleOf(kind)).toByteArray()))
                .map(MessageKind::name)
                // Nodes write two of them, and one says what was sent before it was written: the instant that stands in
                // is the first.
                .containsExactlyInAnyOrder("MlaFollowUp", "ReachabilityTest", "ReachabilityResponse");
    }

    private static URLClassLoader withoutCel() throws IOException {
        URL[] urls = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains(File.separator + "dev" + File.separator + "cel"))
                .map(entry -> Path.of(entry).toUri())
                .map(RulesTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(URI uri) {
        try {
            return uri.toURL();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
