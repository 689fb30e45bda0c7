package eu.vigil.node.operator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import eu.vigil.node.operator.desk.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A small JSON object of texts and lists of texts, read strictly: no unknown field, none twice, no other type.
 *
 * @param texts the fields that were there
 * @param lists the fields that were there and are lists
 */
record JsonBody(Map<String, String> texts, Map<String, List<String>> lists) {
    private static final int ITEMS_MAX = 64;
    private static final int DEPTH_MAX = 20;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH_MAX)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    JsonBody {
        texts = Map.copyOf(texts);
        lists = Map.copyOf(lists);
    }

    /** How reading ended. */
    sealed interface Reading {
        record Read(JsonBody body) implements Reading {}

        record Wrong(Reply reply) implements Reading {}
    }

    /**
     * A field that may be there.
     *
     * @param charactersMax of its text, or of each of its texts
     * @param list true if it is a list of texts
     */
    record Field(String name, int charactersMax, boolean list) {
        /** A text. */
        Field(String name, int charactersMax) {
            this(name, charactersMax, false);
        }

        /** A list of texts. */
        static Field list(String name, int charactersMax) {
            return new Field(name, charactersMax, true);
        }
    }

    /** Reads the object; no body at all is an empty one. */
    static Reading read(String body, Field... fields) {
        JsonNode root;
        try {
            root = body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JsonProcessingException malformed) {
            return wrong(Problem.of(Problem.Kind.MALFORMED, "the body is not JSON: " + malformed.getOriginalMessage()));
        }
        if (!root.isObject()) {
            return wrong(Problem.of(Problem.Kind.MALFORMED, "the body must be a JSON object"));
        }
        List<Violation> violations = new ArrayList<>();
        Map<String, String> texts = new java.util.HashMap<>();
        Map<String, List<String>> lists = new java.util.HashMap<>();
        root.properties().forEach(property -> {
            String name = property.getKey();
            Optional<Field> field = List.of(fields).stream()
                    .filter(known -> known.name().equals(name))
                    .findFirst();
            if (field.isEmpty()) {
                violations.add(new Violation(
                        name,
                        "unknown; there are "
                                + String.join(
                                        ", ",
                                        List.of(fields).stream()
                                                .map(Field::name)
                                                .toList())));
            } else if (field.get().list()) {
                list(property.getValue(), field.get())
                        .ifPresentOrElse(
                                list -> lists.put(name, list),
                                () -> violations.add(new Violation(
                                        name,
                                        "must be a list of at most %d texts of at most %d characters"
                                                .formatted(
                                                        ITEMS_MAX, field.get().charactersMax()))));
            } else if (!property.getValue().isTextual()) {
                violations.add(new Violation(name, "must be a text"));
            } else if (property.getValue().textValue().length() > field.get().charactersMax()) {
                violations.add(new Violation(
                        name,
                        "%d characters; at most %d"
                                .formatted(
                                        property.getValue().textValue().length(),
                                        field.get().charactersMax())));
            } else {
                texts.put(name, property.getValue().textValue());
            }
        });
        return violations.isEmpty()
                ? new Reading.Read(new JsonBody(texts, lists))
                : wrong(Problem.of(Problem.Kind.MALFORMED, violations));
    }

    /** A field's text without blanks at its ends; empty if it is not there or blank. */
    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** A field's texts; empty if it is not there. */
    List<String> list(String name) {
        return lists.getOrDefault(name, List.of());
    }

    private static Optional<List<String>> list(JsonNode node, Field field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : node) {
            if (!item.isTextual() || item.textValue().length() > field.charactersMax()) {
                return Optional.empty();
            }
            texts.add(item.textValue());
        }
        return node.isArray() && texts.size() <= ITEMS_MAX ? Optional.of(List.copyOf(texts)) : Optional.empty();
    }

    private static Reading wrong(Problem problem) {
        return new Reading.Wrong(Reply.problem(problem));
    }
}
