package eu.vigil.protocol.form;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Timestamp;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A message as lines for a reader: what every field is called and every code means in the reader's language; only free text stays in
 * the writer's.
 */
public final class Shown {
    private final Words words;
    private final Function<Timestamp, String> times;

    /** Shows in these words; {@code times} says how an instant is written. */
    public Shown(Words words, Function<Timestamp, String> times) {
        this.words = words;
        this.times = times;
    }

    /**
     * One line of a message.
     *
     * @param depth how deep its part is nested
     * @param label what it is called
     * @param value empty for the head of a part
     */
    public record Line(int depth, String label, String value) {}

    /** What the message says, its body first and then the header as far as people wrote it. */
    public List<Line> lines(Message message) {
        List<Line> lines = new ArrayList<>();
        MessageKind.of(message).ifPresent(kind -> {
            lines.add(new Line(0, words.label(kind), ""));
            part(1, (com.google.protobuf.Message) message.getField(kind.field()), lines);
        });
        lines.add(new Line(0, words.say("form.header"), ""));
        for (Map.Entry<FieldDescriptor, Object> entry :
                message.getHeader().getAllFields().entrySet()) {
            if (FieldForm.of(entry.getKey()).setBy().isEmpty()
                    || entry.getKey().getNumber() == Header.CASE_REF_FIELD_NUMBER) {
                field(1, entry.getKey(), entry.getValue(), lines);
            }
        }
        return lines;
    }

    private void part(int depth, com.google.protobuf.Message part, List<Line> lines) {
        part.getAllFields().forEach((field, value) -> {
            if (FieldForm.of(field).setBy().isEmpty()) {
                field(depth, field, value, lines);
            }
        });
    }

    private void field(int depth, FieldDescriptor field, Object value, List<Line> lines) {
        if (value instanceof List<?> values) {
            values.forEach(one -> single(depth, field, one, lines));
        } else {
            single(depth, field, value, lines);
        }
    }

    private void single(int depth, FieldDescriptor field, Object value, List<Line> lines) {
        if (value instanceof Timestamp instant) {
            lines.add(new Line(depth, words.label(field), times.apply(instant)));
        } else if (value instanceof com.google.protobuf.Message part) {
            lines.add(new Line(depth, words.label(field), ""));
            part(depth + 1, part, lines);
        } else {
            lines.add(new Line(depth, words.label(field), text(value)));
        }
    }

    private String text(Object value) {
        return switch (value) {
            case EnumValueDescriptor code -> "%s (%s)".formatted(words.code(code), code.getName());
            case Boolean yes -> words.say(yes ? "form.yes" : "form.no");
            default -> value.toString();
        };
    }
}
