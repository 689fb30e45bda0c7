package eu.vigil.protocol.form;

import build.buf.validate.FieldRules;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import eu.vigil.protocol.wire.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The form of a kind of message as a screen needs it: sections with their fields in order, each with what it asks for. Written from the
 * descriptor and the words of a language alone.
 *
 * @param sections the header first; a section follows the field that holds it
 */
public record FormPage(MessageKind kind, String label, String help, List<Section> sections) {
    /** Copies the list. */
    public FormPage {
        sections = List.copyOf(sections);
    }

    /** What a field is filled in with. */
    public enum Input {
        TEXT,
        LONG_TEXT,
        CODE,
        INSTANT,
        NUMBER,
        YES_OR_NO
    }

    /**
     * A part of the form.
     *
     * @param path where it stands in a draft, {@code preservation_request.custodian}; empty for the header
     * @param mandatory false if the whole part may be left empty
     * @param manyMax how often it may stand; 1 unless it is a list
     */
    public record Section(String path, String label, String help, boolean mandatory, int manyMax, List<Field> fields) {
        /** Copies the list. */
        public Section {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A field.
     *
     * @param path where it stands in a draft
     * @param mandatory true if its section cannot do without it
     * @param manyMax how many values it may have; 1 unless it is a list
     * @param charsMax how long a text may be; empty if nothing but the message's size limits it
     * @param choices of a coded field
     */
    public record Field(
            String path,
            String label,
            String help,
            Input input,
            boolean mandatory,
            int manyMax,
            Optional<Integer> charsMax,
            String example,
            List<Choice> choices) {
        /** Copies the list. */
        public Field {
            choices = List.copyOf(choices);
        }
    }

    /** One of the codes of a field. */
    public record Choice(String code, String label) {}

    private static final int LONG_TEXT_FROM_CHARS = 1001;

    /** The form of {@code kind} in the words of a language. */
    public static FormPage of(MessageKind kind, Words words) {
        List<Section> sections = new ArrayList<>();
        List<Field> header = Header.getDescriptor().getFields().stream()
                .filter(field -> FieldForm.of(field).setBy().isEmpty())
                .map(field -> field(
                        field.getNumber() == Header.RECIPIENT_FIELD_NUMBER ? "to" : field.getName(), field, words))
                .toList();
        sections.add(new Section("", words.say("form.header"), "", true, 1, header));
        section(kind.field().getName(), kind.field(), true, words, sections);
        return new FormPage(kind, words.label(kind), words.help(kind), sections);
    }

    private static void section(
            String path, FieldDescriptor holder, boolean mandatory, Words words, List<Section> sections) {
        List<Field> fields = new ArrayList<>();
        List<FieldDescriptor> parts = new ArrayList<>();
        for (FieldDescriptor field : writable(holder.getMessageType())) {
            if (isPart(field)) {
                parts.add(field);
            } else {
                fields.add(field(path + "." + field.getName(), field, words));
            }
        }
        sections.add(new Section(path, words.label(holder), words.help(holder), mandatory, manyMax(holder), fields));
        parts.forEach(part ->
                section(path + "." + part.getName(), part, FieldForm.of(part).isMandatory(), words, sections));
    }

    private static boolean isPart(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && !FieldForm.of(field).isInstant();
    }

    private static List<FieldDescriptor> writable(Descriptor type) {
        return type.getFields().stream()
                .filter(field -> FieldForm.of(field).setBy().isEmpty())
                .toList();
    }

    private static Field field(String path, FieldDescriptor field, Words words) {
        FieldForm form = FieldForm.of(field);
        Optional<Integer> charsMax = charsMax(form);
        return new Field(
                path,
                words.label(field),
                words.help(field),
                input(form, charsMax),
                form.isMandatory(),
                manyMax(field),
                charsMax,
                form.example(),
                field.getJavaType() == FieldDescriptor.JavaType.ENUM
                        ? form.codes().stream().map(code -> choice(code, words)).toList()
                        : List.of());
    }

    private static Choice choice(EnumValueDescriptor code, Words words) {
        return new Choice(code.getName(), words.code(code));
    }

    private static Input input(FieldForm form, Optional<Integer> charsMax) {
        return switch (form.field().getJavaType()) {
            case ENUM -> Input.CODE;
            case BOOLEAN -> Input.YES_OR_NO;
            case INT, LONG, FLOAT, DOUBLE -> Input.NUMBER;
            case MESSAGE -> Input.INSTANT;
            case STRING, BYTE_STRING ->
                charsMax.filter(most -> most >= LONG_TEXT_FROM_CHARS).isPresent() ? Input.LONG_TEXT : Input.TEXT;
        };
    }

    private static Optional<Integer> charsMax(FieldForm form) {
        FieldRules rules =
                form.field().isRepeated() ? form.rules().getRepeated().getItems() : form.rules();
        return Optional.of(Math.toIntExact(rules.getString().getMaxLen())).filter(most -> most > 0);
    }

    private static int manyMax(FieldDescriptor field) {
        return field.isRepeated()
                ? Math.toIntExact(FieldForm.of(field).rules().getRepeated().getMaxItems())
                : 1;
    }
}
