package eu.vigil.protocol.form;

import build.buf.validate.FieldRules;
import build.buf.validate.MessageRules;
import build.buf.validate.OneofRules;
import build.buf.validate.RepeatedRules;
import build.buf.validate.Rule;
import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says of most messages that keep their rules that they do, at a tenth of what it costs to ask the library.
 *
 * <p>Invariant: it says yes only if the library would find nothing, no field is unknown and every instant exists. No means only
 * that the library must be asked: a rule that this class has no word for is never seen to be kept. {@code GlanceTest} holds the
 * two together over every rule of every kind.
 */
final class Glance {
    private static final Pattern OF_ONE_KIND = Pattern.compile("!has\\(this\\.([a-z_]+)\\) \\|\\| ");

    private final Map<Descriptor, Predicate<Message>> seen = new HashMap<>();
    private final Set<Descriptor> begun = new HashSet<>();
    private final List<String> unfamiliar = new ArrayList<>();
    private final Predicate<Message> root;

    /** Reads the rules of that type of message and of all that stands in it. */
    Glance(Descriptor type) {
        root = message(type);
    }

    /** True: keeps all rules. False: nobody knows yet. */
    boolean keeps(Message message) {
        return root.test(message);
    }

    /** The rules for which the library is always asked. */
    List<String> unfamiliar() {
        return List.copyOf(unfamiliar);
    }

    private Predicate<Message> message(Descriptor type) {
        Predicate<Message> known = seen.get(type);
        if (known != null) {
            return known;
        }
        Predicate<Message> made;
        try {
            made = all(looks(type));
        } catch (Unfamiliar e) {
            unfamiliar.add("%s: %s".formatted(type.getFullName(), e.getMessage()));
            made = _ -> false;
        }
        seen.put(type, made);
        return made;
    }

    /** Fields before relations between them: a relation may then count with every instant. */
    private List<Predicate<Message>> looks(Descriptor type) {
        if (type.equals(Timestamp.getDescriptor())) {
            return List.of(instant -> Instants.inRange((Timestamp) instant));
        }
        if (!begun.add(type) || type.getFile().getPackage().equals("google.protobuf")) {
            throw new Unfamiliar("a type that holds itself, or is Protobuf's own");
        }
        List<Predicate<Message>> looks = new ArrayList<>();
        type.getRealOneofs().forEach(oneof -> looks.add(oneof(oneof)));
        type.getFields().stream()
                .filter(field -> field.getRealContainingOneof() == null)
                .forEach(field -> look(field, looks));
        MessageRules rules = Demand.only(type.getOptions()).getExtension(ValidateProto.message);
        Demand.only(rules, "cel");
        relations(type, rules.getCelList(), looks);
        return looks;
    }

    /** Most relations of a message concern one kind of body, {@code !has(this.kind) || ...}: the others are not asked. */
    private static void relations(Descriptor type, List<Rule> rules, List<Predicate<Message>> looks) {
        Map<FieldDescriptor, List<Predicate<Message>>> ofKinds = new HashMap<>();
        for (Rule rule : rules) {
            Predicate<Message> relation = relation(rule, new Relation.Type.Body(type))::test;
            Matcher concerns = OF_ONE_KIND.matcher(rule.getExpression());
            FieldDescriptor kind = concerns.lookingAt() ? type.findFieldByName(concerns.group(1)) : null;
            if (kind != null && kind.getRealContainingOneof() != null) {
                ofKinds.computeIfAbsent(kind, _ -> new ArrayList<>()).add(relation);
            } else {
                looks.add(relation);
            }
        }
        ofKinds.keySet().stream()
                .map(FieldDescriptor::getRealContainingOneof)
                .distinct()
                .forEach(oneof -> looks.add(message -> {
                    FieldDescriptor set = message.getOneofFieldDescriptor(oneof);
                    return set == null
                            || ofKinds.getOrDefault(set, List.of()).stream().allMatch(look -> look.test(message));
                }));
    }

    private static Predicate<Message> all(List<Predicate<Message>> looks) {
        List<Predicate<Message>> each = List.copyOf(looks);
        return message -> {
            if (!message.getUnknownFields().isEmpty()) {
                return false;
            }
            for (Predicate<Message> look : each) {
                if (!look.test(message)) {
                    return false;
                }
            }
            return true;
        };
    }

    /** Asks only the field that is set: a message has forty kinds of bodies and one of them. */
    private Predicate<Message> oneof(OneofDescriptor oneof) {
        OneofRules rules = Demand.only(oneof.getOptions()).getExtension(ValidateProto.oneof);
        Demand.only(rules, "required");
        Map<FieldDescriptor, Predicate<Message>> fields = new HashMap<>();
        for (FieldDescriptor field : oneof.getFields()) {
            List<Predicate<Message>> looks = new ArrayList<>();
            look(field, looks);
            fields.put(field, looks.isEmpty() ? _ -> true : looks.getFirst());
        }
        return message -> {
            FieldDescriptor set = message.getOneofFieldDescriptor(oneof);
            return set == null
                    ? !rules.getRequired()
                    : fields.getOrDefault(set, _ -> false).test(message);
        };
    }

    /** Adds what a field must be looked at for; nothing if nothing is asked of it. */
    private void look(FieldDescriptor field, List<Predicate<Message>> looks) {
        FieldRules rules = Demand.only(field.getOptions()).getExtension(ValidateProto.field);
        Demand.only(rules, "required", "ignore", "cel", "string", "bytes", "enum", "uint32", "uint64", "repeated");
        if (field.isRepeated()) {
            looks.add(repeated(field, rules));
            return;
        }
        List<Predicate<Object>> demands = demands(field, rules);
        rules.getCelList().forEach(rule -> demands.add(relation(rule, Relation.typeOf(field))));
        boolean mayBeAbsent = switch (rules.getIgnore()) {
            case IGNORE_UNSPECIFIED -> field.hasPresence();
            case IGNORE_IF_ZERO_VALUE -> true;
            case IGNORE_ALWAYS -> throw new Unfamiliar("a field that is not looked at");
        };
        Predicate<Object> demand = every(demands);
        if (rules.getRequired()) {
            looks.add(message -> message.hasField(field) && demand.test(message.getField(field)));
        } else if (mayBeAbsent && !demands.isEmpty()) {
            looks.add(message -> !message.hasField(field) || demand.test(message.getField(field)));
        } else if (!demands.isEmpty()) {
            looks.add(message -> demand.test(message.getField(field)));
        }
    }

    /** What is asked of one value of a field. */
    private List<Predicate<Object>> demands(FieldDescriptor field, FieldRules rules) {
        List<Predicate<Object>> demands = new ArrayList<>(Demand.of(field, rules));
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            Predicate<Message> inner = message(field.getMessageType());
            demands.add(value -> inner.test((Message) value));
        }
        return demands;
    }

    private static Predicate<Object> every(List<Predicate<Object>> demands) {
        return demands.stream().reduce(Predicate::and).orElse(_ -> true);
    }

    private Predicate<Message> repeated(FieldDescriptor field, FieldRules rules) {
        RepeatedRules repeated = rules.getRepeated();
        Demand.only(rules, "repeated");
        Demand.only(repeated, "min_items", "max_items", "unique", "items");
        Demand.only(repeated.getItems(), "string", "bytes", "enum", "uint32", "uint64");
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && (field.isMapField() || repeated.getUnique())) {
            throw new Unfamiliar("%s: a map, or messages to be told apart".formatted(field.getName()));
        }
        Predicate<Object> demand = every(demands(field, repeated.getItems()));
        long itemsMax = repeated.hasMaxItems() ? repeated.getMaxItems() : Long.MAX_VALUE;
        return message -> {
            int items = message.getRepeatedFieldCount(field);
            if (items < repeated.getMinItems() || items > itemsMax) {
                return false;
            }
            if (items == 0) {
                return true;
            }
            List<?> values = (List<?>) message.getField(field);
            for (Object value : values) {
                if (!demand.test(value)) {
                    return false;
                }
            }
            return !repeated.getUnique() || items == 1 || new HashSet<>(values).size() == items;
        };
    }

    private static Predicate<Object> relation(Rule rule, Relation.Type self) {
        Demand.only(rule, "id", "message", "expression");
        return Relation.of(rule.getExpression(), self);
    }
}
