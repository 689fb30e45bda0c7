package eu.vigil.protocol.form;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a message, by the place of each field: texts, bytes and truths as they are, whole numbers and the numbers of choices as
 * {@link Long}, instants as {@link Instant}, messages as this class, and lists of all these.
 */
final class Seen {
    /** A message that is not there, or empty. */
    private static final Seen NOTHING = new Seen(0);

    private final @Nullable Object[] values;

    /** Of a message with so many fields. */
    Seen(int fields) {
        this.values = new Object[fields];
    }

    /** Enters what stands in the field; false if something stands there already. */
    boolean enter(FieldDescriptor field, Object value) {
        if (values[field.getIndex()] != null) {
            return false;
        }
        values[field.getIndex()] = value;
        return true;
    }

    /** Adds to the list that stands in the field. */
    @SuppressWarnings("unchecked") // nothing else is entered for what is repeated
    boolean add(FieldDescriptor field, Object value) {
        if (!has(field)) {
            enter(field, new ArrayList<>());
        }
        return ((List<Object>) get(field)).add(value);
    }

    boolean has(FieldDescriptor field) {
        return at(field) != null;
    }

    /** The field's value, or its default, as everywhere in Protobuf. */
    Object get(FieldDescriptor field) {
        Object value = at(field);
        return value == null ? absent(field) : value;
    }

    private @Nullable Object at(FieldDescriptor field) {
        return field.getIndex() < values.length ? values[field.getIndex()] : null;
    }

    /** What a field means that is not there. */
    static Object absent(FieldDescriptor field) {
        if (field.isRepeated()) {
            return List.of();
        }
        return switch (field.getJavaType()) {
            case MESSAGE -> field.getMessageType().equals(Timestamp.getDescriptor()) ? Instant.EPOCH : NOTHING;
            case ENUM -> (long) ((EnumValueDescriptor) field.getDefaultValue()).getNumber();
            case INT, LONG -> 0L;
            case BOOLEAN, STRING, BYTE_STRING, FLOAT, DOUBLE -> field.getDefaultValue();
        };
    }
}
