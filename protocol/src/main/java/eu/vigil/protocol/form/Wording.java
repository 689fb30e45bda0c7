package eu.vigil.protocol.form;

import build.buf.validate.FieldPath;
import build.buf.validate.FieldPathElement;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says a broken rule so that a tired officer knows what to do. Never repeats the value: it may be a peer's. */
final class Wording {
    /** A rule of several fields begins with the one that would have to change. */
    private static final Pattern NAMES_ITS_FIELD =
            Pattern.compile("([a-z0-9_]+(?:\\.[a-z0-9_]+)*): (.*)", Pattern.DOTALL);

    private Wording() {}

    static Violation of(build.buf.validate.Violation raw, Message root) {
        Place place = Place.find(raw.getField(), root);
        FieldDescriptor field = place.field();
        Matcher named = NAMES_ITS_FIELD.matcher(raw.getMessage());
        if (named.matches()) {
            String path = place.path().isEmpty() ? named.group(1) : place.path() + "." + named.group(1);
            return new Violation(path, named.group(2), "");
        }
        if (field == null) {
            return new Violation(place.path(), raw.getMessage(), "");
        }
        FieldForm form = FieldForm.of(field);
        return new Violation(place.path(), place.empty() ? "is mandatory" : rule(raw, form), form.right());
    }

    private static String rule(build.buf.validate.Violation raw, FieldForm form) {
        String id = raw.getRuleId();
        if (id.startsWith("enum.")) {
            return "is none of the choices";
        }
        if (id.equals("string.pattern")) {
            return "has not the form of '%s'".formatted(form.label());
        }
        if (id.startsWith("string.email")) {
            return "is no e-mail address";
        }
        if (id.equals("repeated.unique")) {
            return "names the same twice";
        }
        return raw.getMessage();
    }

    /**
     * Where a rule is broken.
     *
     * @param field the last field of the path; null for the message itself
     * @param empty true if nothing stands there
     */
    private record Place(String path, @Nullable FieldDescriptor field, boolean empty) {
        static Place find(FieldPath fieldPath, Message root) {
            StringBuilder path = new StringBuilder();
            Message holder = root;
            FieldDescriptor field = null;
            boolean empty = false;
            for (FieldPathElement element : fieldPath.getElementsList()) {
                FieldDescriptor next = holder.getDescriptorForType().findFieldByName(element.getFieldName());
                path.append(path.isEmpty() ? "" : ".").append(element.getFieldName());
                if (next == null) {
                    // A oneof.
                    return new Place(path.toString(), null, true);
                }
                field = next;
                Object value = holder.getField(field);
                if (field.isRepeated() && element.hasIndex()) {
                    path.append('[').append(element.getIndex()).append(']');
                    value = ((List<?>) value).get(Math.toIntExact(element.getIndex()));
                    empty = false;
                } else {
                    empty = field.isRepeated()
                            ? ((List<?>) value).isEmpty()
                            : field.hasPresence() ? !holder.hasField(field) : value.equals(field.getDefaultValue());
                }
                if (value instanceof Message inner) {
                    holder = inner;
                }
            }
            return new Place(path.toString(), field, empty);
        }
    }
}
