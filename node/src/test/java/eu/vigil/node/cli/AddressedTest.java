package eu.vigil.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eu.vigil.protocol.form.Form;
import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.form.Rules;
import eu.vigil.protocol.form.Template;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A warning goes to several, a message each. */
class AddressedTest {
    private static String example(String kind) {
        return Template.example(MessageKind.named(kind).orElseThrow());
    }

    @Test
    void aNoticeIsWrittenToEachWithNothingElseChanged() {
        if (!(Addressed.to(List.of("LV", "FI"), example("EarlyWarning")) instanceof Addressed.Texts(var texts))) {
            throw new AssertionError();
        }
        Form form = new Form(new Rules());
        assertThat(texts).hasSize(2);
        assertThat(form.read(texts.get(0)))
                .isEqualTo(form.read(example("EarlyWarning").replaceFirst("\"to\": \"[^\"]*\"", "\"to\": \"LV\"")))
                .isInstanceOf(Form.Drafted.class);
        assertThat(form.read(texts.get(1)))
                .isNotEqualTo(form.read(texts.get(0)))
                .isInstanceOf(Form.Drafted.class);
    }

    @Test
    void aRequestIsWrittenToOneOther() {
        assertThat(Addressed.to(List.of("LV", "FI"), example("PreservationRequest")))
                .isInstanceOfSatisfying(
                        Addressed.Not.class,
                        not -> assertThat(not.why()).startsWith("--to: only a notice goes to several"));
        assertThat(Addressed.to(List.of("LV"), example("PreservationRequest"))).isInstanceOf(Addressed.Texts.class);
    }

    @Test
    void whatIsNoJsonIsSaid() {
        assertThat(Addressed.to(List.of("LV"), "{\"to\": }")).isInstanceOf(Addressed.Not.class);
        assertThat(Addressed.to(List.of("LV"), "[]")).isInstanceOf(Addressed.Not.class);
    }
}
