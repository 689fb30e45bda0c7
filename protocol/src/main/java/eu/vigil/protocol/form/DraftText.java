package eu.vigil.protocol.form;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import eu.vigil.protocol.wire.Header;
import eu.vigil.protocol.wire.Message;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a draft into a message, following the descriptor, and notes everything in which the text is wrong.
 *
 * <p>The text is Protobuf's JSON mapping of {@link Message} with the header's fields on the top level and its recipient called
 * {@code to}. Stricter than the mapping: no field twice under any of its names, names of codes only, instants in UTC. Milder: what
 * is empty ({@code ""}, {@code []}, an object of empty things) counts as not written.
 */
final class DraftText {
    private static final String TO = "to";
    private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+) path (\\S+)");

    /** What an answer takes from its request. */
    private static final Set<Integer> OF_THE_REQUEST = Set.of(
            Header.RECIPIENT_FIELD_NUMBER,
            Header.NETWORK_FIELD_NUMBER,
            Header.LEGAL_BASIS_FIELD_NUMBER,
            Header.URGENCY_FIELD_NUMBER,
            Header.URGENCY_REASON_FIELD_NUMBER,
            Header.DRILL_FIELD_NUMBER);

    private final Violations violations;
    private final FieldValues values;
    private final boolean answer;
    private final JsonReader in;

    private DraftText(String json, boolean answer, Violations violations) {
        this.violations = violations;
        this.answer = answer;
        this.values = new FieldValues(violations);
        this.in = new JsonReader(new StringReader(json));
        in.setStrictness(Strictness.STRICT);
        in.setNestingLimit(Limits.DEPTH_MAX);
    }

    /** The message without what is wrong in it; empty if the text is not JSON to its end, which is then the only violation. */
    static Optional<Message> read(String text, Violations violations) {
        return read(text, false, violations);
    }

    /** The same of an answer, which takes the rest of its header from its request. */
    static Optional<Message> readAnswer(String text, Violations violations) {
        return read(text, true, violations);
    }

    private static Optional<Message> read(String text, boolean answer, Violations violations) {
        Message.Builder message = Message.newBuilder();
        if (text.length() > Limits.DRAFT_CHARS_MAX) {
            violations.add(
                    "", "is too long: %d characters".formatted(text.length()), "at most " + Limits.DRAFT_CHARS_MAX);
            return Optional.empty();
        }
        Violations found = new Violations();
        DraftText draft = new DraftText(withoutNotes(text), answer, found);
        try {
            if (draft.in.peek() != JsonToken.BEGIN_OBJECT) {
                violations.add("", "is no JSON object", "{ \"to\": ..., \"network\": ..., ... }");
                return Optional.empty();
            }
            draft.top(message);
            if (draft.in.peek() != JsonToken.END_DOCUMENT) {
                throw new MalformedJsonException(draft.in.toString());
            }
        } catch (MalformedJsonException | EOFException e) {
            violations.add("", notJson(Objects.requireNonNullElse(e.getMessage(), "")), "see the kind's template");
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
        violations.addAll(found);
        return Optional.of(message.build());
    }

    /** Lines that begin with // become empty, so that line numbers stay. No JSON text goes over a line's end: none is cut. */
    static String withoutNotes(String text) {
        return text.lines()
                .map(line -> line.stripLeading().startsWith("//") ? "" : line)
                .collect(Collectors.joining("\n"));
    }

    private static String notJson(String message) {
        Matcher place = PLACE.matcher(message);
        return place.find()
                ? "is not JSON at line %s, column %s (at %s): a comma, quote or bracket is missing or too many, or a note stands beside a value instead of on its own line"
                        .formatted(place.group(1), place.group(2), place.group(3))
                : "is not JSON: it ends too early or nests too deep";
    }

    private void top(Message.Builder message) throws IOException {
        Map<String, FieldDescriptor> headerFields = names(Header.getDescriptor().getFields());
        headerFields.remove("recipient");
        headerFields.put(TO, field(Header.RECIPIENT_FIELD_NUMBER));
        Map<String, FieldDescriptor> bodies =
                names(MessageKind.all().stream().map(MessageKind::field).toList());
        Map<String, FieldDescriptor> known = new LinkedHashMap<>(headerFields);
        known.putAll(bodies);
        Header.Builder header = Header.newBuilder();
        List<FieldDescriptor> seen = new ArrayList<>();
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            if (answer
                    && headerFields.containsKey(name)
                    && OF_THE_REQUEST.contains(headerFields.get(name).getNumber())) {
                ofTheRequest(name);
                continue;
            }
            FieldDescriptor field = accept(name, name, known, seen);
            if (field == null) {
                in.skipValue();
            } else if (bodies.containsKey(name)) {
                value(message, field, name);
                if (!message.hasField(field)) {
                    // Named and empty: it is this body, and its rules say what is missing in it.
                    message.setField(field, message.newBuilderForField(field).build());
                }
            } else {
                value(header, field, name);
            }
        }
        in.endObject();
        message.setHeader(header);
        onlyOneBody(bodies, seen);
    }

    private void onlyOneBody(Map<String, FieldDescriptor> bodies, List<FieldDescriptor> seen) {
        List<String> written = seen.stream()
                .filter(bodies::containsValue)
                .map(FieldDescriptor::getName)
                .toList();
        if (written.size() != 1) {
            violations.add(
                    "",
                    written.isEmpty()
                            ? "says nothing: the message itself is missing"
                            : "says more than one thing: " + String.join(", ", written),
                    "exactly one message, such as preservation_request; see vigil request kinds");
        }
    }

    /** The field of that name, or null with the reason noted. */
    private @Nullable FieldDescriptor accept(
            String name, String path, Map<String, FieldDescriptor> known, List<FieldDescriptor> seen) {
        FieldDescriptor field = known.get(name);
        if (field == null) {
            violations.add(
                    path,
                    "is no field here",
                    Nearest.to(name, known.keySet())
                            .map(near -> near + "?")
                            .orElseGet(() -> "one of " + writable(known)));
            return null;
        }
        if (seen.contains(field)) {
            violations.add(path, "stands twice", "once");
            return null;
        }
        seen.add(field);
        String setBy = FieldForm.of(field).setBy().orElse("");
        if (!setBy.isEmpty()) {
            violations.add(path, "is set by " + setBy, "leave it out");
            return null;
        }
        return field;
    }

    /** What an answer's form has and nobody has filled in is left to the request. */
    private void ofTheRequest(String path) throws IOException {
        boolean empty = switch (in.peek()) {
            case STRING -> in.nextString().isBlank();
            case BOOLEAN -> !in.nextBoolean();
            case NULL -> {
                in.nextNull();
                yield true;
            }
            case NUMBER, BEGIN_ARRAY, BEGIN_OBJECT, END_ARRAY, END_OBJECT, NAME, END_DOCUMENT -> {
                in.skipValue();
                yield false;
            }
        };
        if (!empty) {
            violations.add(path, "is the request's own", "leave it out");
        }
    }

    private static String writable(Map<String, FieldDescriptor> known) {
        return known.entrySet().stream()
                .filter(entry -> entry.getKey().equals(TO)
                        || entry.getKey().equals(entry.getValue().getName()))
                .filter(entry -> FieldForm.of(entry.getValue()).setBy().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
    }

    private void value(com.google.protobuf.Message.Builder target, FieldDescriptor field, String path)
            throws IOException {
        if (field.isRepeated()) {
            list(target, field, path);
            return;
        }
        Object value = single(target, field, path);
        if (value != null) {
            target.setField(field, value);
        }
    }

    private void list(com.google.protobuf.Message.Builder target, FieldDescriptor field, String path)
            throws IOException {
        if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return;
        }
        if (in.peek() != JsonToken.BEGIN_ARRAY) {
            violations.add(path, "is a list", "[ ... ], also around a single one");
            in.skipValue();
            return;
        }
        in.beginArray();
        for (int index = 0; in.hasNext(); index++) {
            Object value = single(target, field, "%s[%d]".formatted(path, index));
            if (value != null) {
                target.addRepeatedField(field, value);
            }
        }
        in.endArray();
    }

    /** One value; null if nothing is written there, or if what is written is wrong and noted. */
    private @Nullable Object single(com.google.protobuf.Message.Builder target, FieldDescriptor field, String path)
            throws IOException {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && !FieldForm.of(field).isInstant()) {
            return object(target.newBuilderForField(field), path);
        }
        return switch (in.peek()) {
            case NULL -> {
                in.nextNull();
                yield null;
            }
            case STRING -> values.fromText(field, path, in.nextString());
            case NUMBER -> values.fromNumber(field, path, in.nextString());
            case BOOLEAN -> values.fromBoolean(field, path, in.nextBoolean());
            case BEGIN_ARRAY, BEGIN_OBJECT -> {
                in.skipValue();
                violations.add(
                        path,
                        "is one value, no list and no object",
                        FieldForm.of(field).right());
                yield null;
            }
            case END_ARRAY, END_OBJECT, NAME, END_DOCUMENT -> throw new MalformedJsonException(in.toString());
        };
    }

    private @Nullable Object object(com.google.protobuf.Message.Builder builder, String path) throws IOException {
        if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return null;
        }
        if (in.peek() != JsonToken.BEGIN_OBJECT) {
            violations.add(path, "is an object", "{ ... }");
            in.skipValue();
            return null;
        }
        Map<String, FieldDescriptor> known =
                names(builder.getDescriptorForType().getFields());
        List<FieldDescriptor> seen = new ArrayList<>();
        in.beginObject();
        while (in.hasNext()) {
            String name = in.nextName();
            String inner = path + "." + name;
            FieldDescriptor field = accept(name, inner, known, seen);
            if (field == null) {
                in.skipValue();
            } else {
                value(builder, field, inner);
            }
        }
        in.endObject();
        com.google.protobuf.Message built = builder.build();
        return built.equals(built.getDefaultInstanceForType()) ? null : built;
    }

    /** Fields by the names that Protobuf's JSON mapping accepts: as in the contract, and in lowerCamelCase. */
    private static Map<String, FieldDescriptor> names(List<FieldDescriptor> fields) {
        Map<String, FieldDescriptor> names = new LinkedHashMap<>();
        for (FieldDescriptor field : fields) {
            names.put(field.getName(), field);
            names.put(field.getJsonName(), field);
        }
        return names;
    }

    private static FieldDescriptor field(int number) {
        return Objects.requireNonNull(Header.getDescriptor().findFieldByNumber(number));
    }
}
