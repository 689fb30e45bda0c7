package eu.vigil.protocol.form;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.Timestamp;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A type of message: how its bytes are read, and what is asked of them. Whatever is odd is not seen: a field that the type does not have,
 * one that stands there twice, a second one of a choice, a default that is written out.
 */
final class Shape {
    /** Fields are found by their numbers in an array, which must not be a large one. */
    private static final int NUMBER_MAX = 1024;

    /** Reads one value; null if it is not seen to be right. */
    @FunctionalInterface
    interface Reader {
        @Nullable
        Object read(CodedInputStream in) throws IOException;
    }

    /** A field, with what its descriptor would be asked for each value. */
    static final class Slot {
        private final FieldDescriptor field;
        private final Reader reader;
        private final Predicate<Object> right;
        private final int tag;
        private final int packedTag;
        private final @Nullable Object needless;

        /**
         * Of a field.
         *
         * @param reader of one value
         * @param right asked of one value
         */
        Slot(FieldDescriptor field, Reader reader, Predicate<Object> right) {
            this.field = field;
            this.reader = reader;
            this.right = right;
            this.tag = tag(field, field.getLiteType().getWireType());
            this.packedTag = field.isPackable() ? tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED) : tag;
            this.needless = field.hasPresence() || field.isRepeated() ? null : Seen.absent(field);
        }

        private static int tag(FieldDescriptor field, int wireType) {
            return (field.getNumber() << 3) | wireType;
        }

        /** Reads what stands under {@code tag} into {@code seen}; false if it is not seen to be right. */
        boolean take(CodedInputStream in, int tag, Seen seen) throws IOException {
            if (field.isRepeated()) {
                return tag == this.tag ? add(one(in), seen) : tag == packedTag && addAll(in, seen);
            }
            Object value = tag == this.tag ? one(in) : null;
            return value != null && !value.equals(needless) && seen.enter(field, value);
        }

        private @Nullable Object one(CodedInputStream in) throws IOException {
            Object value = reader.read(in);
            return value != null && right.test(value) ? value : null;
        }

        private boolean add(@Nullable Object value, Seen seen) {
            return value != null && seen.add(field, value);
        }

        private boolean addAll(CodedInputStream in, Seen seen) throws IOException {
            int outer = in.pushLimit(in.readRawVarint32());
            while (in.getBytesUntilLimit() > 0) {
                if (!add(one(in), seen)) {
                    return false;
                }
            }
            in.popLimit(outer);
            return true;
        }
    }

    private final Descriptor type;
    private final Slot[] slots;
    private final List<Predicate<Seen>> whole;

    /**
     * Of a type.
     *
     * @param slots one for each of its fields
     * @param whole asked of a message when all of it is read, in this order
     */
    Shape(Descriptor type, Map<Integer, Slot> slots, List<Predicate<Seen>> whole) {
        this.type = type;
        int most = slots.keySet().stream().max(Integer::compare).orElse(0);
        if (most > NUMBER_MAX) {
            throw new Unfamiliar("the field number %d".formatted(most));
        }
        this.slots = new Slot[most + 1];
        slots.forEach((number, slot) -> this.slots[number] = slot);
        this.whole = List.copyOf(whole);
    }

    /** Reads a message to the end of {@code in}, or of the limit in it; null if it is not seen to be right. */
    @Nullable
    Seen read(CodedInputStream in) throws IOException {
        Seen seen = new Seen(type.getFields().size());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            int number = WireFormat.getTagFieldNumber(tag);
            Slot slot = number < slots.length ? slots[number] : null;
            if (slot == null || !slot.take(in, tag, seen)) {
                return null;
            }
        }
        for (Predicate<Seen> each : whole) {
            if (!each.test(seen)) {
                return null;
            }
        }
        return seen;
    }

    /** How one value of a field is read that holds no message. */
    static Reader reader(FieldDescriptor field) {
        return switch (field.getType()) {
            case STRING -> CodedInputStream::readStringRequireUtf8;
            case BYTES -> CodedInputStream::readBytes;
            case BOOL -> CodedInputStream::readBool;
            case ENUM -> in -> (long) in.readEnum();
            case INT32 -> in -> (long) in.readInt32();
            case UINT32 -> in -> Integer.toUnsignedLong(in.readUInt32());
            case INT64 -> CodedInputStream::readInt64;
            case UINT64 -> CodedInputStream::readUInt64;
            case MESSAGE, DOUBLE, FLOAT, FIXED32, FIXED64, GROUP, SFIXED32, SFIXED64, SINT32, SINT64 ->
                throw new Unfamiliar("the type of " + field.getName());
        };
    }

    /** How a message in a message is read. */
    static Reader inner(Shape shape) {
        return in -> {
            int outer = in.pushLimit(in.readRawVarint32());
            Seen seen = shape.read(in);
            in.popLimit(outer);
            return seen;
        };
    }

    /** Reads an instant, if it exists. */
    static @Nullable Object instant(CodedInputStream in) throws IOException {
        Timestamp instant = in.readMessage(Timestamp.parser(), ExtensionRegistryLite.getEmptyRegistry());
        return Instants.inRange(instant) && instant.getUnknownFields().isEmpty()
                ? Instant.ofEpochSecond(instant.getSeconds(), instant.getNanos())
                : null;
    }
}
