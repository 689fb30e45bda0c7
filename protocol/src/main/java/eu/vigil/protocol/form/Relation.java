package eu.vigil.protocol.form;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * A rule in CEL as closures over descriptors: the words that our contract uses, with their types checked beforehand, so that nothing can
 * fail when it is asked. The language is the library's own to read; what stands here is only what its words mean.
 */
final class Relation {
    /** Macros stay calls: {@code exists} is one word here. */
    private static final CelParser PARSER =
            CelParserFactory.standardCelParserBuilder().build();

    /** How many values an expression works with: the message, and what stands for each item of a list. */
    private int places;

    private Relation() {}

    /** What an expression is. Enums are whole numbers, as in CEL. */
    sealed interface Type {
        /** What needs no more said. */
        enum Plain implements Type {
            BOOL,
            INT,
            UINT,
            STRING,
            BYTES,
            INSTANT,
            SPAN
        }

        /** A list. */
        record Many(Type of) implements Type {}

        /** A message. */
        record Body(Descriptor of) implements Type {}
    }

    /** Finds an expression's value, given those of the names in it. */
    private interface Value {
        Object in(Object[] values);
    }

    private record Term(Type type, Value value) {
        boolean holds(Object[] values) {
            return (Boolean) value.in(values);
        }
    }

    /** @throws Unfamiliar if a word of it has no meaning here */
    static Predicate<Object> of(String expression, Type self) {
        CelExpr parsed;
        try {
            parsed = PARSER.parse(expression).getAst().getExpr();
        } catch (CelValidationException e) {
            throw new Unfamiliar(e.getMessage());
        }
        Relation relation = new Relation();
        Map<String, Term> names = new HashMap<>();
        relation.name("this", self, names);
        Term whole = must(relation.term(parsed, names), Type.Plain.BOOL);
        int places = relation.places;
        return value -> {
            Object[] values = new Object[places];
            values[0] = value;
            return whole.holds(values);
        };
    }

    /** What a field holds. */
    static Type typeOf(FieldDescriptor field) {
        Type one =
                switch (field.getType()) {
                    case BOOL -> Type.Plain.BOOL;
                    case ENUM, INT32, INT64 -> Type.Plain.INT;
                    case UINT32, UINT64 -> Type.Plain.UINT;
                    case STRING -> Type.Plain.STRING;
                    case BYTES -> Type.Plain.BYTES;
                    case MESSAGE -> typeOf(field.getMessageType());
                    case DOUBLE, FLOAT, FIXED32, FIXED64, GROUP, SFIXED32, SFIXED64, SINT32, SINT64 ->
                        throw new Unfamiliar("the type of " + field.getName());
                };
        return field.isRepeated() ? new Type.Many(one) : one;
    }

    private static Type typeOf(Descriptor message) {
        if (message.equals(Timestamp.getDescriptor())) {
            return Type.Plain.INSTANT;
        }
        if (message.getFile().getPackage().equals("google.protobuf") || message.getOptions().getMapEntry()) {
            throw new Unfamiliar(message.getFullName());
        }
        return new Type.Body(message);
    }

    private int name(String name, Type type, Map<String, Term> names) {
        int place = places++;
        names.put(name, new Term(type, values -> values[place]));
        return place;
    }

    private Term term(CelExpr expr, Map<String, Term> names) {
        return switch (expr.getKind()) {
            case CONSTANT -> constant(expr.constant());
            case IDENT -> names.containsKey(expr.ident().name()) ? names.get(expr.ident().name()) : strange(expr);
            case SELECT -> select(expr.select(), names);
            case CALL -> call(expr, names);
            case LIST -> list(expr.list().elements(), names);
            case NOT_SET, STRUCT, MAP, COMPREHENSION -> throw new Unfamiliar(expr.toString());
        };
    }

    private static Term constant(CelConstant constant) {
        return switch (constant.getKind()) {
            case INT64_VALUE -> fixed(Type.Plain.INT, constant.int64Value());
            case STRING_VALUE -> fixed(Type.Plain.STRING, constant.stringValue());
            case NOT_SET, NULL_VALUE, BOOLEAN_VALUE, UINT64_VALUE, DOUBLE_VALUE, BYTES_VALUE, TIMESTAMP_VALUE, DURATION_VALUE ->
                throw new Unfamiliar("the constant " + constant);
        };
    }

    private static Term fixed(Type type, Object value) {
        return new Term(type, _ -> value);
    }

    /** A field of a message that may be absent: then its default, as everywhere in Protobuf. */
    private Term select(CelExpr.CelSelect select, Map<String, Term> names) {
        Term holder = term(select.operand(), names);
        FieldDescriptor field = field(holder, select);
        Function<Object, Object> read = reading(field);
        return new Term(typeOf(field), values -> read.apply(((Message) holder.value.in(values)).getField(field)));
    }

    private static FieldDescriptor field(Term holder, CelExpr.CelSelect select) {
        if (holder.type instanceof Type.Body(Descriptor of)) {
            FieldDescriptor field = of.findFieldByName(select.field());
            if (field != null && !select.testOnly()) {
                return field;
            }
        }
        throw new Unfamiliar("the field " + select.field());
    }

    private static Function<Object, Object> reading(FieldDescriptor field) {
        Function<Object, Object> one =
                switch (field.getJavaType()) {
                    case ENUM -> value -> (long) ((EnumValueDescriptor) value).getNumber();
                    case INT -> field.getType() == FieldDescriptor.Type.UINT32
                            ? value -> Integer.toUnsignedLong((Integer) value)
                            : value -> (long) (Integer) value;
                    case MESSAGE -> value -> value instanceof Timestamp instant
                            ? Instant.ofEpochSecond(instant.getSeconds(), instant.getNanos())
                            : value;
                    case LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING -> value -> value;
                };
        return field.isRepeated() ? values -> each((List<?>) values, one) : one;
    }

    private static List<Object> each(List<?> values, Function<Object, Object> change) {
        List<Object> changed = new ArrayList<>(values.size());
        values.forEach(value -> changed.add(change.apply(value)));
        return changed;
    }

    private Term list(List<CelExpr> elements, Map<String, Term> names) {
        List<Term> terms = elements.stream().map(element -> term(element, names)).toList();
        if (terms.isEmpty() || terms.stream().anyMatch(term -> term.type != Type.Plain.INT)
                || elements.stream().anyMatch(element -> element.getKind() != CelExpr.ExprKind.Kind.CONSTANT)) {
            throw new Unfamiliar("a list that is not of whole numbers");
        }
        return fixed(
                new Type.Many(Type.Plain.INT),
                terms.stream().map(term -> term.value.in(new Object[0])).toList());
    }

    private Term call(CelExpr expr, Map<String, Term> names) {
        CelExpr.CelCall call = expr.call();
        List<CelExpr> args = new ArrayList<>(call.args());
        call.target().ifPresent(args::addFirst);
        return switch (call.function() + "/" + args.size()) {
            case "has/1" -> has(args.getFirst(), names);
            case "exists/3", "all/3", "map/3" -> overItems(call.function(), args, names);
            case "uint/1" -> fixed(Type.Plain.UINT, literal(args.getFirst(), CelConstant.Kind.INT64_VALUE).int64Value());
            case "duration/1" -> fixed(Type.Plain.SPAN, seconds(literal(args.getFirst(), CelConstant.Kind.STRING_VALUE)));
            default ->
                args.size() == 1
                        ? ofOne(expr, call.function(), term(args.getFirst(), names))
                        : args.size() == 2
                                ? ofTwo(expr, call.function(), term(args.getFirst(), names), term(args.getLast(), names))
                                : strange(expr);
        };
    }

    private static Term ofOne(CelExpr expr, String function, Term a) {
        return switch (function) {
            case "!_" -> {
                must(a, Type.Plain.BOOL);
                yield truth(values -> !a.holds(values));
            }
            case "size" -> {
                if (a.type instanceof Type.Many) {
                    yield new Term(Type.Plain.INT, values -> (long) ((List<?>) a.value.in(values)).size());
                }
                must(a, Type.Plain.BYTES);
                yield new Term(Type.Plain.INT, values -> (long) ((ByteString) a.value.in(values)).size());
            }
            case "lowerAscii" -> {
                must(a, Type.Plain.STRING);
                yield new Term(Type.Plain.STRING, values -> lowerAscii((String) a.value.in(values)));
            }
            case "unique" -> {
                must(a, new Type.Many(Type.Plain.STRING));
                yield truth(values -> {
                    List<?> items = (List<?>) a.value.in(values);
                    return new HashSet<>(items).size() == items.size();
                });
            }
            default -> strange(expr);
        };
    }

    private static Term ofTwo(CelExpr expr, String function, Term a, Term b) {
        return switch (function) {
            case "_||_" -> {
                must(a, Type.Plain.BOOL);
                must(b, Type.Plain.BOOL);
                yield truth(values -> a.holds(values) || b.holds(values));
            }
            case "_&&_" -> {
                must(a, Type.Plain.BOOL);
                must(b, Type.Plain.BOOL);
                yield truth(values -> a.holds(values) && b.holds(values));
            }
            case "_==_" -> compared(a, b, Object::equals);
            case "_!=_" -> compared(a, b, (left, right) -> !left.equals(right));
            case "_<_" -> ordered(a, b, order -> order < 0);
            case "_<=_" -> ordered(a, b, order -> order <= 0);
            case "_>_" -> ordered(a, b, order -> order > 0);
            case "_>=_" -> ordered(a, b, order -> order >= 0);
            case "_-_" -> {
                must(a, Type.Plain.INSTANT);
                must(b, Type.Plain.INSTANT);
                yield new Term(
                        Type.Plain.SPAN,
                        values -> Duration.between((Instant) b.value.in(values), (Instant) a.value.in(values)));
            }
            case "@in" -> {
                must(b, new Type.Many(must(a, Type.Plain.INT).type));
                yield truth(values -> ((List<?>) b.value.in(values)).contains(a.value.in(values)));
            }
            case "startsWith" -> {
                must(a, Type.Plain.STRING);
                must(b, Type.Plain.STRING);
                yield truth(values -> ((String) a.value.in(values)).startsWith((String) b.value.in(values)));
            }
            default -> strange(expr);
        };
    }

    private static Term compared(Term a, Term b, BiPredicate<Object, Object> how) {
        must(b, a.type);
        if (!(a.type instanceof Type.Plain)) {
            throw new Unfamiliar("whether two messages or lists are equal");
        }
        return truth(values -> how.test(a.value.in(values), b.value.in(values)));
    }

    private static Term ordered(Term a, Term b, IntPredicate right) {
        must(b, a.type);
        if (a.type == Type.Plain.UINT) {
            return truth(values -> right.test(Long.compareUnsigned((Long) a.value.in(values), (Long) b.value.in(values))));
        }
        if (a.type == Type.Plain.INT) {
            return truth(values -> right.test(Long.compare((Long) a.value.in(values), (Long) b.value.in(values))));
        }
        if (a.type == Type.Plain.SPAN) {
            return truth(values -> right.test(((Duration) a.value.in(values)).compareTo((Duration) b.value.in(values))));
        }
        must(a, Type.Plain.INSTANT);
        return truth(values -> right.test(((Instant) a.value.in(values)).compareTo((Instant) b.value.in(values))));
    }

    private Term has(CelExpr arg, Map<String, Term> names) {
        if (arg.getKind() != CelExpr.ExprKind.Kind.SELECT) {
            throw new Unfamiliar(arg.toString());
        }
        Term holder = term(arg.select().operand(), names);
        FieldDescriptor field = field(holder, arg.select());
        return field.isRepeated()
                ? truth(values -> ((Message) holder.value.in(values)).getRepeatedFieldCount(field) > 0)
                : truth(values -> ((Message) holder.value.in(values)).hasField(field));
    }

    private Term overItems(String function, List<CelExpr> args, Map<String, Term> names) {
        Term list = term(args.getFirst(), names);
        if (!(list.type instanceof Type.Many(Type item)) || args.get(1).getKind() != CelExpr.ExprKind.Kind.IDENT) {
            throw new Unfamiliar(args.toString());
        }
        Map<String, Term> inner = new HashMap<>(names);
        int place = name(args.get(1).ident().name(), item, inner);
        Term body = term(args.getLast(), inner);
        Function<Object[], List<?>> items = values -> (List<?>) list.value.in(values);
        return switch (function) {
            case "exists" -> {
                must(body, Type.Plain.BOOL);
                yield truth(values -> items.apply(values).stream().anyMatch(each -> body.holds(with(values, place, each))));
            }
            case "all" -> {
                must(body, Type.Plain.BOOL);
                yield truth(values -> items.apply(values).stream().allMatch(each -> body.holds(with(values, place, each))));
            }
            default ->
                new Term(
                        new Type.Many(body.type),
                        values -> each(items.apply(values), each -> body.value.in(with(values, place, each))));
        };
    }

    private static Object[] with(Object[] values, int place, Object value) {
        values[place] = value;
        return values;
    }

    private static Term truth(Predicate<Object[]> holds) {
        return new Term(Type.Plain.BOOL, holds::test);
    }

    private static Term must(Term term, Type type) {
        if (!term.type.equals(type)) {
            throw new Unfamiliar("%s instead of %s".formatted(term.type, type));
        }
        return term;
    }

    private static Term strange(CelExpr expr) {
        throw new Unfamiliar(expr.toString());
    }

    private static CelConstant literal(CelExpr expr, CelConstant.Kind kind) {
        if (expr.getKind() != CelExpr.ExprKind.Kind.CONSTANT || expr.constant().getKind() != kind) {
            throw new Unfamiliar(expr.toString());
        }
        return expr.constant();
    }

    private static Duration seconds(CelConstant text) {
        if (!text.stringValue().matches("[0-9]{1,9}s")) {
            throw new Unfamiliar(text.stringValue());
        }
        return Duration.ofSeconds(Long.parseLong(text.stringValue().replace("s", "")));
    }

    private static String lowerAscii(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int at = 0; at < lower.length(); at++) {
            char letter = lower.charAt(at);
            lower.setCharAt(at, letter >= 'A' && letter <= 'Z' ? (char) (letter + 'a' - 'A') : letter);
        }
        return lower.toString();
    }
}
