package eu.vigil.protocol.form;

import com.google.gson.JsonPrimitive;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The form of a kind of message as text to fill in: JSON with a note above each field. Written from the descriptor alone.
 *
 * <p>{@link #blank} is for work: it has no value that could be sent by mistake, and unfilled it names every field that is still
 * missing. {@link #example} is for learning and for tests: it can be read as it stands.
 */
public final class Template {
    private final StringBuilder text = new StringBuilder();
    private final boolean filled;
    private final Words words;

    private Template(boolean filled, Words words) {
        this.filled = filled;
        this.words = words;
    }

    /** The form with nothing filled in. */
    public static String blank(MessageKind kind) {
        return blank(kind, Words.english());
    }

    /** The same with its notes in another language; names of fields and codes stay, since they are what is read. */
    public static String blank(MessageKind kind, Words words) {
        return new Template(false, words).write(kind);
    }

    /** The form with an example in each field that has one. */
    public static String example(MessageKind kind) {
        return example(kind, Words.english());
    }

    /** The same with its notes in another language. */
    public static String example(MessageKind kind, Words words) {
        return new Template(true, words).write(kind);
    }

    /** The example as a draft's message. */
    static Message exampleOf(MessageKind kind) {
        Violations violations = new Violations();
        return DraftText.read(example(kind), violations)
                .filter(_ -> violations.all().isEmpty())
                .orElseThrow(() ->
                        new IllegalStateException("the example of %s is wrong: %s".formatted(kind, violations.all())));
    }

    private String write(MessageKind kind) {
        note(0, "%s, %s: %s.".formatted(kind.name(), words.label(kind), words.help(kind)));
        for (String note : List.of("note.leave", "note.mandatory", "note.empty", "note.node")) {
            note(0, words.say(note));
        }
        text.append("{\n");
        for (FieldDescriptor field : written(Header.getDescriptor())) {
            String name = field.getNumber() == Header.RECIPIENT_FIELD_NUMBER ? "to" : field.getName();
            field(1, name, field, ofKind(kind, field), false);
        }
        note(1, "* " + describe(FieldForm.of(kind.field())));
        indent(1).append(quoted(kind.field().getName())).append(": ");
        object(1, kind.body());
        text.append("\n}\n");
        return text.toString();
    }

    private void object(int depth, Descriptor type) {
        List<FieldDescriptor> fields = written(type);
        text.append("{\n");
        for (FieldDescriptor field : fields) {
            field(depth + 1, field.getName(), field, FieldForm.of(field).example(), field.equals(fields.getLast()));
        }
        indent(depth).append('}');
    }

    /** An example of the header that suits the kind. */
    private static String ofKind(MessageKind kind, FieldDescriptor field) {
        String right = switch (field.getNumber()) {
            case Header.URGENCY_FIELD_NUMBER -> kind.rule().getUrgency();
            case Header.LEGAL_BASIS_FIELD_NUMBER -> kind.rule().getExampleBasis();
            default -> "";
        };
        return right.isEmpty() ? FieldForm.of(field).example() : right;
    }

    private void field(int depth, String name, FieldDescriptor field, String example, boolean last) {
        FieldForm form = FieldForm.of(field);
        note(depth, (form.isMandatory() ? "* " : "") + describe(form));
        indent(depth).append(quoted(name)).append(": ");
        if (field.isRepeated()) {
            text.append('[');
        }
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !form.isInstant()) {
            object(depth, field.getMessageType());
        } else {
            text.append(value(form, example));
        }
        if (field.isRepeated()) {
            text.append(']');
        }
        text.append(last ? "\n" : ",\n");
    }

    private String value(FieldForm form, String example) {
        return switch (form.field().getJavaType()) {
            case BOOLEAN -> filled && !example.isEmpty() ? example : "false";
            case INT, LONG, FLOAT, DOUBLE -> filled && !example.isEmpty() ? example : "null";
            case STRING, ENUM, MESSAGE, BYTE_STRING -> quoted(filled ? example : "");
        };
    }

    private String describe(FieldForm form) {
        StringBuilder line = new StringBuilder(words.label(form.field()));
        String help = words.help(form.field());
        if (!help.isEmpty()) {
            line.append(": ").append(help);
        }
        line.append('.');
        if (form.field().getJavaType() == FieldDescriptor.JavaType.ENUM) {
            line.append(' ')
                    .append(words.say("note.oneOf"))
                    .append(' ')
                    .append(choices(form))
                    .append('.');
        } else if (!form.example().isEmpty() && form.field().getJavaType() != FieldDescriptor.JavaType.BOOLEAN) {
            line.append(' ').append(words.say("note.such")).append(": ").append(form.example());
        }
        return line.toString();
    }

    /** The codes; with what they mean wherever the codes' own English words do not say it. */
    private String choices(FieldForm form) {
        return form.codes().stream()
                .map(code ->
                        words.isContract() ? code.getName() : "%s (%s)".formatted(code.getName(), words.code(code)))
                .collect(Collectors.joining(", "));
    }

    private static List<FieldDescriptor> written(Descriptor type) {
        return type.getFields().stream()
                .filter(field -> FieldForm.of(field).setBy().isEmpty())
                .toList();
    }

    private void note(int depth, String words) {
        indent(depth).append("// ").append(words).append('\n');
    }

    private StringBuilder indent(int depth) {
        return text.repeat("  ", depth);
    }

    private static String quoted(String value) {
        return new JsonPrimitive(value).toString();
    }
}
