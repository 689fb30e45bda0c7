package eu.vigil.protocol.form;

import build.buf.validate.FieldRules;
import build.buf.validate.Ignore;
import build.buf.validate.StringRules;
import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Timestamp;
import eu.vigil.protocol.wire.FormField;
import eu.vigil.protocol.wire.FormOptions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a field is shown and what it asks for, read from its options. Reads rules; does not load what carries them out. */
record FieldForm(FieldDescriptor field, FormField form, FieldRules rules) {
    static FieldForm of(FieldDescriptor field) {
        return new FieldForm(
                field,
                field.getOptions().getExtension(FormOptions.form),
                field.getOptions().getExtension(ValidateProto.field));
    }

    String label() {
        return form.getLabel().isEmpty() ? field.getName() : form.getLabel();
    }

    String help() {
        return form.getHelp();
    }

    String example() {
        return form.getExample();
    }

    /** Who sets the field, if not the officer. */
    Optional<String> setBy() {
        return Optional.of(form.getSetBy()).filter(who -> !who.isEmpty());
    }

    boolean isInstant() {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && field.getMessageType().equals(Timestamp.getDescriptor());
    }

    /** The codes from which a coded field chooses. */
    List<EnumValueDescriptor> codes() {
        return field.getEnumType().getValues().stream()
                .filter(value -> value.getNumber() != 0)
                .toList();
    }

    /** Their names. */
    List<String> choices() {
        return codes().stream().map(EnumValueDescriptor::getName).toList();
    }

    /** True if a message without the field breaks the field's own rules. */
    boolean isMandatory() {
        if (rules.getRequired()) {
            return true;
        }
        if (rules.getIgnore() != Ignore.IGNORE_UNSPECIFIED) {
            return false;
        }
        if (field.isRepeated()) {
            return rules.getRepeated().getMinItems() > 0;
        }
        return switch (field.getJavaType()) {
            case ENUM -> rules.getEnum().getNotInList().contains(0);
            case STRING -> asksForText(rules.getString());
            case INT, LONG, FLOAT, DOUBLE, BOOLEAN, BYTE_STRING, MESSAGE -> false;
        };
    }

    private static boolean asksForText(StringRules text) {
        return text.getMinLen() > 0
                || text.getEmail()
                || (text.hasPattern()
                        && !Pattern.compile(text.getPattern()).matcher("").find());
    }

    /** What would be right, in words; empty if the form says nothing about it. */
    String right() {
        if (field.getJavaType() == FieldDescriptor.JavaType.ENUM) {
            return "one of " + String.join(", ", choices());
        }
        String such = example().isEmpty() ? "" : "such as " + example();
        if (isInstant()) {
            return ("an instant in UTC " + such).strip();
        }
        return help().isEmpty() || such.isEmpty() ? help() + such : help() + ", " + such;
    }
}
