package eu.vigil.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Timestamp;
import eu.vigil.protocol.form.MessageKind;
import java.util.ArrayList;
import java.util.List;

/** A message's body written as {@code field=value} on the command line, {@code conditions.condition=PURPOSE} for a part of it. */
final class BodyFields {
    private BodyFields() {}

    sealed interface Reading {
        record Read(ObjectNode message) implements Reading {}

        record Wrong(List<String> sentences) implements Reading {}
    }

    static Reading read(MessageKind kind, List<String> assignments) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        ObjectNode body = message.putObject(kind.field().getName());
        List<String> wrong = new ArrayList<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                wrong.add("--set: '%s' is not FIELD=VALUE".formatted(assignment));
            } else {
                String path = assignment.substring(0, equals);
                put(
                        body,
                        kind.field().getMessageType(),
                        List.of(path.split("\\.", -1)),
                        assignment.substring(equals + 1),
                        path,
                        wrong);
            }
        }
        return wrong.isEmpty() ? new Reading.Read(message) : new Reading.Wrong(wrong);
    }

    private static void put(
            ObjectNode holder, Descriptor type, List<String> path, String value, String whole, List<String> wrong) {
        FieldDescriptor field = type.findFieldByName(path.getFirst());
        boolean last = path.size() == 1;
        if (field == null || last == isPart(field)) {
            wrong.add("--set: there is no field '%s'; there are %s"
                    .formatted(
                            whole,
                            String.join(
                                    ", ",
                                    type.getFields().stream()
                                            .map(FieldDescriptor::getName)
                                            .toList())));
        } else if (!last) {
            ObjectNode part = field.isRepeated()
                    ? holder.withArray(field.getName()).isEmpty()
                            ? holder.withArray(field.getName()).addObject()
                            : (ObjectNode) holder.withArray(field.getName()).get(0)
                    : holder.withObject("/" + field.getName());
            put(part, field.getMessageType(), path.subList(1, path.size()), value, whole, wrong);
        } else if (field.isRepeated()) {
            holder.withArray(field.getName()).add(value);
        } else if (field.getJavaType() == FieldDescriptor.JavaType.BOOLEAN) {
            // What is neither stays text, and the node says what is wrong with it.
            if (value.equals("true") || value.equals("false")) {
                holder.put(field.getName(), value.equals("true"));
            } else {
                holder.put(field.getName(), value);
            }
        } else {
            holder.put(field.getName(), value);
        }
    }

    private static boolean isPart(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && !field.getMessageType().equals(Timestamp.getDescriptor());
    }
}
