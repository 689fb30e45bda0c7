package eu.vigil.protocol.form;

import com.google.gson.JsonPrimitive;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import java.util.List;

/**
 * The form of a kind of message as text to fill in: JSON with a note above each field. Written from the descriptor alone.
 *
 * <p>{@link #blank} is for work: it has no value that could be sent by mistake, and unfilled it names every field that is still
 * missing. {@link #example} is for learning and for tests: it can be read as it stands.
 */
public final class Template {
    private final StringBuilder text = new StringBuilder();
    private final boolean filled;

    private Template(boolean filled) {
        this.filled = filled;
    }

    /** The form with nothing filled in. */
    public static String blank(MessageKind kind) {
        return new Template(false).write(kind);
    }

    /** The form with an example in each field that has one. */
    public static String example(MessageKind kind) {
        return new Template(true).write(kind);
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
        note(0, "%s: %s.".formatted(kind.name(), kind.help()));
        note(0, "Lines like this one are notes; leave or delete them.");
        note(0, "Fields with * are mandatory; in a part without *, only once something of that part is filled in.");
        note(0, "What is left empty counts as not written. Times are in UTC, like 2026-03-29T01:10:00Z.");
        note(0, "Officer, approver, case number, time of writing and the like are set by the node.");
        text.append("{\n");
        for (FieldDescriptor field : written(Header.getDescriptor())) {
            String name = field.getNumber() == Header.RECIPIENT_FIELD_NUMBER ? "to" : field.getName();
            field(1, name, field, false);
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
            field(depth + 1, field.getName(), field, field.equals(fields.getLast()));
        }
        indent(depth).append('}');
    }

    private void field(int depth, String name, FieldDescriptor field, boolean last) {
        FieldForm form = FieldForm.of(field);
        note(depth, (form.isMandatory() ? "* " : "") + describe(form));
        indent(depth).append(quoted(name)).append(": ");
        if (field.isRepeated()) {
            text.append('[');
        }
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !form.isInstant()) {
            object(depth, field.getMessageType());
        } else {
            text.append(value(form));
        }
        if (field.isRepeated()) {
            text.append(']');
        }
        text.append(last ? "\n" : ",\n");
    }

    private String value(FieldForm form) {
        return switch (form.field().getJavaType()) {
            case BOOLEAN -> filled && !form.example().isEmpty() ? form.example() : "false";
            case INT, LONG, FLOAT, DOUBLE -> filled && !form.example().isEmpty() ? form.example() : "null";
            case STRING, ENUM, MESSAGE, BYTE_STRING -> quoted(filled ? form.example() : "");
        };
    }

    private static String describe(FieldForm form) {
        StringBuilder words = new StringBuilder(form.label());
        if (!form.help().isEmpty()) {
            words.append(": ").append(form.help());
        }
        words.append('.');
        if (form.field().getJavaType() == FieldDescriptor.JavaType.ENUM) {
            words.append(" One of ").append(String.join(", ", form.choices())).append('.');
        } else if (!form.example().isEmpty() && form.field().getJavaType() != FieldDescriptor.JavaType.BOOLEAN) {
            words.append(" Such as: ").append(form.example());
        }
        return words.toString();
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
