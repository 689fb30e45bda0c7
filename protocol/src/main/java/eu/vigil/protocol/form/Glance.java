package eu.vigil.protocol.form;

import build.buf.validate.FieldRules;
import build.buf.validate.MessageRules;
import build.buf.validate.OneofRules;
import build.buf.validate.RepeatedRules;
import build.buf.validate.Rule;
import build.buf.validate.ValidateProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Timestamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says of the bytes of most messages that keep their rules that they do, at a tenth of what it costs to ask the library. The bytes, since
 * a message's own fields are reached by reflection.
 *
 * <p>Invariant: it says yes only if the library would find nothing in the message, no field is unknown, every instant exists, and a parser
 * would have nothing to choose from: no field that has one value stands there twice, and one of a choice. No means only that the library must be asked: a rule that this class has no word for is never seen to be
 * kept. {@code GlanceTest} holds the two together over every rule of every kind.
 */
final class Glance {
    private static final Pattern OF_ONE_KIND = Pattern.compile("!has\\(this\\.([a-z_]+)\\) \\|\\| ");

    /** Of each type that was met; empty for one that has rules without a word here. */
    private final Map<Descriptor, Optional<Shape>> shapes = new HashMap<>();

    private final Set<Descriptor> begun = new HashSet<>();
    private final List<String> unfamiliar = new ArrayList<>();
    private final Optional<Shape> root;

    /** Reads the rules of that type of message and of all that stands in it. */
    Glance(Descriptor type) {
        root = shape(type);
    }

    /** True: these are the bytes of a message that keeps all rules. False: nobody knows yet. */
    boolean keeps(byte[] content) {
        try {
            return root.isPresent() && root.get().read(CodedInputStream.newInstance(content)) != null;
        } catch (IOException _) {
            return false; // whoever parses it says what is wrong
        }
    }

    /** The rules for which the library is always asked. */
    List<String> unfamiliar() {
        return List.copyOf(unfamiliar);
    }

    private Optional<Shape> shape(Descriptor type) {
        Optional<Shape> known = shapes.get(type);
        if (known != null) {
            return known;
        }
        Optional<Shape> made;
        try {
            made = Optional.of(read(type));
        } catch (Unfamiliar e) {
            unfamiliar.add("%s: %s".formatted(type.getFullName(), e.getMessage()));
            made = Optional.empty();
        }
        shapes.put(type, made);
        return made;
    }

    /** Fields before relations between them. */
    private Shape read(Descriptor type) {
        if (!begun.add(type) || type.getFile().getPackage().equals("google.protobuf")) {
            throw new Unfamiliar("a type that holds itself, or is Protobuf's own");
        }
        Map<Integer, Shape.Slot> slots = new HashMap<>();
        List<Predicate<Seen>> whole = new ArrayList<>();
        type.getRealOneofs().forEach(oneof -> whole.add(oneOf(oneof)));
        type.getFields().forEach(field -> slots.put(field.getNumber(), slot(field, whole)));
        MessageRules rules = Demand.only(type.getOptions()).getExtension(ValidateProto.message);
        Demand.only(rules, "cel");
        relations(type, rules.getCelList(), whole);
        return new Shape(type, slots, whole);
    }

    /** Most relations of a message concern one kind of body, {@code !has(this.kind) || ...}: the others are not asked. */
    private static void relations(Descriptor type, List<Rule> rules, List<Predicate<Seen>> whole) {
        Map<FieldDescriptor, List<Predicate<Object>>> ofKinds = new HashMap<>();
        for (Rule rule : rules) {
            Predicate<Object> relation = relation(rule, new Relation.Type.Body(type));
            Matcher concerns = OF_ONE_KIND.matcher(rule.getExpression());
            FieldDescriptor kind = concerns.lookingAt() ? type.findFieldByName(concerns.group(1)) : null;
            if (kind != null && kind.getRealContainingOneof() != null) {
                ofKinds.computeIfAbsent(kind, _ -> new ArrayList<>()).add(relation);
            } else {
                whole.add(relation::test);
            }
        }
        ofKinds.forEach((kind, concerning) ->
                whole.add(seen -> !seen.has(kind) || concerning.stream().allMatch(each -> each.test(seen))));
    }

    /** At most one of a choice may stand there, which a parser does not ask. */
    private static Predicate<Seen> oneOf(OneofDescriptor oneof) {
        OneofRules rules = Demand.only(oneof.getOptions()).getExtension(ValidateProto.oneof);
        Demand.only(rules, "required");
        FieldDescriptor[] fields = oneof.getFields().toArray(FieldDescriptor[]::new);
        int least = rules.getRequired() ? 1 : 0;
        return seen -> {
            int there = 0;
            for (FieldDescriptor field : fields) {
                there += seen.has(field) ? 1 : 0;
            }
            return there >= least && there <= 1;
        };
    }

    /** How a field is read, and what is asked of its value; adds what is asked of a message that does not have it. */
    private Shape.Slot slot(FieldDescriptor field, List<Predicate<Seen>> whole) {
        FieldRules rules = Demand.only(field.getOptions()).getExtension(ValidateProto.field);
        Demand.only(rules, "required", "ignore", "cel", "string", "bytes", "enum", "uint32", "uint64", "repeated");
        if (field.isRepeated()) {
            return repeated(field, rules, whole);
        }
        List<Predicate<Object>> demands = new ArrayList<>(Demand.of(field, rules));
        rules.getCelList().forEach(rule -> demands.add(relation(rule, Relation.typeOf(field))));
        Predicate<Object> right = every(demands);
        boolean mayBeAbsent = switch (rules.getIgnore()) {
            case IGNORE_UNSPECIFIED -> field.hasPresence() || right.test(Seen.absent(field));
            case IGNORE_IF_ZERO_VALUE -> true;
            case IGNORE_ALWAYS -> throw new Unfamiliar("a field that is not looked at");
        };
        if (rules.getRequired() || !mayBeAbsent) {
            if (field.getRealContainingOneof() != null) {
                throw new Unfamiliar("%s: one of a choice that is required by itself".formatted(field.getName()));
            }
            whole.add(seen -> seen.has(field));
        }
        return new Shape.Slot(field, reader(field), right);
    }

    private Shape.Reader reader(FieldDescriptor field) {
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            return Shape.reader(field);
        }
        return field.getMessageType().equals(Timestamp.getDescriptor())
                ? Shape::instant
                : shape(field.getMessageType()).map(Shape::inner).orElse(_ -> null);
    }

    private static Predicate<Object> every(List<Predicate<Object>> demands) {
        return demands.stream().reduce(Predicate::and).orElse(_ -> true);
    }

    private Shape.Slot repeated(FieldDescriptor field, FieldRules rules, List<Predicate<Seen>> whole) {
        RepeatedRules repeated = rules.getRepeated();
        Demand.only(rules, "repeated");
        Demand.only(repeated, "min_items", "max_items", "unique", "items");
        Demand.only(repeated.getItems(), "string", "bytes", "enum", "uint32", "uint64");
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && (field.isMapField() || repeated.getUnique())) {
            throw new Unfamiliar("%s: a map, or messages to be told apart".formatted(field.getName()));
        }
        long itemsMax = repeated.hasMaxItems() ? repeated.getMaxItems() : Long.MAX_VALUE;
        whole.add(seen -> {
            List<?> items = (List<?>) seen.get(field);
            return items.size() >= repeated.getMinItems()
                    && items.size() <= itemsMax
                    && (!repeated.getUnique() || items.size() <= 1 || new HashSet<>(items).size() == items.size());
        });
        return new Shape.Slot(field, reader(field), every(Demand.of(field, repeated.getItems())));
    }

    private static Predicate<Object> relation(Rule rule, Relation.Type self) {
        Demand.only(rule, "id", "message", "expression");
        return Relation.of(rule.getExpression(), self);
    }
}
