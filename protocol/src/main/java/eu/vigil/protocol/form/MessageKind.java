package eu.vigil.protocol.form;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import eu.vigil.protocol.wire.FormOptions;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.KindRule;
import eu.vigil.protocol.wire.Message;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A kind of message: one body of {@link Message}'s oneof. There is no list of kinds but the descriptor's.
 *
 * @param field the body's field in {@link Message}
 * @param name that of the field in other letters: {@code PreservationRequest}
 */
public record MessageKind(FieldDescriptor field, String name) {
    /** The contract does not change while a program runs, and each message asks for its kind several times. */
    private static final Map<FieldDescriptor, MessageKind> BY_FIELD = bodies().getFields().stream()
            .collect(Collectors.toUnmodifiableMap(field -> field, field -> new MessageKind(field, name(field))));

    private static final Map<String, MessageKind> BY_NAME = Collections.unmodifiableMap(byName());

    /** @throws IllegalArgumentException if the field is no body */
    public MessageKind {
        if (!bodies().equals(field.getContainingOneof())) {
            throw new IllegalArgumentException("%s is no body of a message".formatted(field.getFullName()));
        }
    }

    /** All kinds, in the order of the contract. */
    public static List<MessageKind> all() {
        return List.copyOf(BY_NAME.values());
    }

    /** The kind of that name, {@code PreservationRequest}. */
    public static Optional<MessageKind> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The kind of a message; empty if it has no body. */
    public static Optional<MessageKind> of(Message message) {
        return Optional.ofNullable(message.getOneofFieldDescriptor(bodies())).map(BY_FIELD::get);
    }

    private static String name(FieldDescriptor field) {
        StringBuilder name = new StringBuilder();
        for (String word : field.getName().split("_", -1)) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return name.toString();
    }

    /** What it is to a case: request, answer or notice. */
    public KindRule.Sort sort() {
        return rule().getSort();
    }

    /** True if it opens a case of its own, so that it is neither an answer nor a test of the line. */
    public boolean opensCase() {
        return sort() != KindRule.Sort.ANSWER && !rule().getNoCase();
    }

    /** True if the requested State must say whether, in which form and when it will answer. */
    public boolean isRequest() {
        return sort() == KindRule.Sort.REQUEST;
    }

    /** How long its content is kept. */
    public Header.RetentionClass retention() {
        String named = rule().getRetention();
        return named.isEmpty() ? Header.RetentionClass.CASE : Header.RetentionClass.valueOf(named);
    }

    /** All that the contract says of the kind beside its fields. */
    public KindRule rule() {
        return field.getOptions().getExtension(FormOptions.kindRule);
    }

    /** What it is for, in a sentence without a full stop. */
    public String help() {
        return FieldForm.of(field).help();
    }

    Descriptor body() {
        return field.getMessageType();
    }

    @Override
    public String toString() {
        return name();
    }

    private static Map<String, MessageKind> byName() {
        Map<String, MessageKind> kinds = new LinkedHashMap<>();
        for (FieldDescriptor field : bodies().getFields()) {
            kinds.put(name(field), BY_FIELD.get(field));
        }
        return kinds;
    }

    private static OneofDescriptor bodies() {
        return Message.getDescriptor().getOneofs().getFirst();
    }
}
