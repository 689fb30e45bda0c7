package eu.vigil.protocol.form;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import eu.vigil.protocol.id.MessageId;
import eu.vigil.protocol.wire.Message;
import java.io.IOException;
import java.util.List;

/**
 * Reads the content of a verified signature into a message that keeps all rules of the contract, or says in which it does not.
 *
 * <p>Stricter than a Protobuf parser, because what is signed must mean the same to whoever reads it: nesting is limited, fields
 * that this schema does not know are refused, and so is an encoding that says something twice or writes out a default.
 */
public final class ReceivedMessage {
    /** The newest schema that this software knows: what a node announces at most. */
    public static final int SCHEMA_MAX = 1;

    private ReceivedMessage() {}

    /** What became of the bytes. */
    public sealed interface Reading {}

    /** Keeps all rules; whether it may be said, and to this case, is for others to judge. */
    public record Read(Message message) implements Reading {}

    /**
     * Refused as {@code SCHEMA}.
     *
     * @param violations at least one; for the operator, without any value of the message
     */
    public record Unreadable(List<Violation> violations) implements Reading {}

    /**
     * Reads a message.
     *
     * @param content what was signed
     * @param schemaMax what this node announced; at most {@link #SCHEMA_MAX}
     */
    public static Reading read(byte[] content, int schemaMax, Rules rules) {
        if (content.length > Limits.MESSAGE_BYTES_MAX) {
            return unreadable(
                    "is too large: %d bytes".formatted(content.length), "at most " + Limits.MESSAGE_BYTES_MAX);
        }
        Message message;
        try {
            CodedInputStream in = CodedInputStream.newInstance(content);
            in.setRecursionLimit(Limits.DEPTH_MAX);
            message = Message.parseFrom(in, ExtensionRegistryLite.getEmptyRegistry());
            in.checkLastTagWas(0);
        } catch (InvalidProtocolBufferException e) {
            return unreadable("is no message: " + e.getMessage(), "a serialized vigil.v1.Message");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("reading from memory", e);
        }
        Violations violations = new Violations();
        int schema = message.getHeader().getSchema();
        if (Integer.compareUnsigned(schema, schemaMax) > 0) {
            violations.add("header.schema", "is newer than was announced here", "at most " + schemaMax);
        }
        boolean kept = rules.keeps(content);
        if (!kept) {
            walk("", message, violations);
        }
        if (!violations.all().isEmpty()) {
            return new Unreadable(violations.all());
        }
        if (message.getSerializedSize() != content.length) {
            return unreadable("is not encoded in the shortest way", "each field once, and none with its default value");
        }
        (kept ? SortRules.check(message) : rules.check(message)).forEach(violations::add);
        messageId(message, violations);
        return violations.all().isEmpty() ? new Read(message) : new Unreadable(violations.all());
    }

    /** What the rules of the contract presuppose: nothing unknown anywhere, and instants that exist. */
    private static void walk(String path, com.google.protobuf.Message message, Violations violations) {
        if (!message.getUnknownFields().asMap().isEmpty()) {
            violations.add(
                    path,
                    "has fields that are not in the schema announced here: numbers %s"
                            .formatted(message.getUnknownFields().asMap().keySet()),
                    "");
        }
        if (message instanceof Timestamp timestamp && !Instants.inRange(timestamp)) {
            violations.add(path, "is no instant between the years 1 and 9999", "");
        }
        // Not all fields: a map of them would be made, and most hold no message.
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
                continue;
            }
            if (field.isRepeated()) {
                for (int index = 0; index < message.getRepeatedFieldCount(field); index++) {
                    inside(
                            "%s[%d]".formatted(inner(path, field), index),
                            message.getRepeatedField(field, index),
                            violations);
                }
            } else if (message.hasField(field)) {
                inside(inner(path, field), message.getField(field), violations);
            }
        }
    }

    private static String inner(String path, FieldDescriptor field) {
        return path.isEmpty() ? field.getName() : path + "." + field.getName();
    }

    private static void inside(String path, Object value, Violations violations) {
        if (value instanceof com.google.protobuf.Message nested) {
            walk(path, nested, violations);
        }
    }

    private static void messageId(Message message, Violations violations) {
        try {
            MessageId.of(message.getHeader().getMessageId());
        } catch (IllegalArgumentException _) {
            violations.add("header.message_id", "is no UUID of version 7", "");
        }
    }

    private static Unreadable unreadable(String rule, String right) {
        return new Unreadable(List.of(new Violation("", rule, right)));
    }
}
