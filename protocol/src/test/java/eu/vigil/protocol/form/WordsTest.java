package eu.vigil.protocol.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import eu.vigil.protocol.wire.FormOptions;
import eu.vigil.protocol.wire.Header;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be shown, by the name under which a language must say it, with what English says. */
class WordsTest {
    /** Words that are spelt alike in English and in the other language. */
    private static final Map<String, Set<String>> ALIKE = Map.of(
            "fr",
            Set.of(
                    "Question",
                    "Condition",
                    "Conditions",
                    "Date",
                    "Version",
                    "Type",
                    "Interpol",
                    "Information",
                    "Suspect",
                    "Urgent",
                    "Extension"),
            "de",
            Set.of("Name", "Form", "Interpol", "Information"));

    /** Words that hardly any phrase of another language has. */
    private static final Pattern ENGLISH = Pattern.compile("\\b(the|of|which|with|and|that|who|has|been|from)\\b");

    private static final Map<String, String> SAID = said();

    private static Map<String, String> said() {
        Map<String, String> said = new LinkedHashMap<>();
        Set<Descriptor> seen = new LinkedHashSet<>();
        MessageKind.all().forEach(kind -> {
            field(kind.field(), said);
            type(kind.body(), said, seen);
        });
        type(Header.getDescriptor(), said, seen);
        return said;
    }

    private static void type(Descriptor type, Map<String, String> said, Set<Descriptor> seen) {
        if (!seen.add(type) || type.getFullName().startsWith("google.")) {
            return;
        }
        for (FieldDescriptor field : type.getFields()) {
            FieldForm form = FieldForm.of(field);
            if (form.setBy().isEmpty() || !form.form().getLabel().isEmpty()) {
                field(field, said);
            }
            if (field.getJavaType() == FieldDescriptor.JavaType.ENUM) {
                form.codes()
                        .forEach(code ->
                                said.put(Words.key(code), code.getOptions().getExtension(FormOptions.code)));
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                    && form.setBy().isEmpty()) {
                type(field.getMessageType(), said, seen);
            }
        }
    }

    private static void field(FieldDescriptor field, Map<String, String> said) {
        FieldForm form = FieldForm.of(field);
        said.put(Words.key(field), form.form().getLabel());
        if (!form.help().isEmpty()) {
            said.put(Words.key(field) + ".help", form.help());
        }
    }

    @Test
    void everyFieldThatPeopleWriteAndEveryCodeIsNamedInEnglishInTheContractItself() {
        assertThat(SAID).hasSizeGreaterThan(600);
        assertThat(SAID).allSatisfy((key, words) -> assertThat(words).as(key).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "de"})
    void noLanguageLacksAWordOrHasOneTooMany(String language) {
        Set<String> wanted = new TreeSet<>(SAID.keySet());
        wanted.addAll(Words.english().keys());
        assertThat(new TreeSet<>(Words.in(language).orElseThrow().keys())).isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "de"})
    void nothingWasLeftInEnglishByAccident(String language) {
        Words words = Words.in(language).orElseThrow();
        List<String> left = new ArrayList<>();
        SAID.forEach((key, english) -> {
            String there = words.under(key).orElse("");
            if (there.isBlank()
                    || ENGLISH.matcher(there.replaceAll("`[^`]*`", "").replace("from", ""))
                            .find()
                    || (there.equals(english)
                            && !ALIKE.getOrDefault(language, Set.of()).contains(english))) {
                left.add(key + "=" + there);
            }
        });
        Words.english().keys().stream()
                .filter(key -> words.say(key).equals(Words.english().say(key)))
                .forEach(left::add);
        assertThat(left).isEmpty();
    }

    @Test
    void aCodeAndAFieldAreCalledWhatTheLawCallsThem() {
        Words french = Words.in("fr").orElseThrow();
        FieldDescriptor urgency = Header.getDescriptor().findFieldByNumber(Header.URGENCY_FIELD_NUMBER);
        assertThat(french.label(urgency)).isEqualTo("Urgence");
        EnumValueDescriptor emergency = urgency.getEnumType().findValueByName("EMERGENCY");
        assertThat(french.code(emergency)).startsWith("Situation d'urgence");
        assertThat(Words.in("de")
                        .orElseThrow()
                        .label(MessageKind.named("PreservationRequest").orElseThrow()))
                .isEqualTo("Sicherungsersuchen");
        assertThat(Words.in("xx")).isEmpty();
    }
}
