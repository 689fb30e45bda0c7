package eu.vigil.protocol.form;

import static eu.vigil.protocol.form.Relation.Type.Plain.BOOL;
import static eu.vigil.protocol.form.Relation.Type.Plain.BYTES;
import static eu.vigil.protocol.form.Relation.Type.Plain.INSTANT;
import static eu.vigil.protocol.form.Relation.Type.Plain.INT;
import static eu.vigil.protocol.form.Relation.Type.Plain.SPAN;
import static eu.vigil.protocol.form.Relation.Type.Plain.STRING;
import static eu.vigil.protocol.form.Relation.Type.Plain.UINT;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
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

        Term to(Type other, Function<Object, Object> change) {
            return new Term(other, values -> change.apply(value.in(values)));
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
        Term whole = must(relation.term(parsed, names), BOOL);
        int places = relation.places;
        return value -> {
            Object[] values = new Object[places];
            values[0] = value;
            return whole.holds(values);
        };
    }

    /** What a field holds. */
    static Type typeOf(FieldDescriptor field) {
        Type one = switch (field.getType()) {
            case BOOL -> BOOL;
            case ENUM, INT32, INT64 -> INT;
            case UINT32, UINT64 -> UINT;
            case STRING -> STRING;
            case BYTES -> BYTES;
            case MESSAGE -> typeOf(field.getMessageType());
            case DOUBLE, FLOAT, FIXED32, FIXED64, GROUP, SFIXED32, SFIXED64, SINT32, SINT64 ->
                throw new Unfamiliar("the type of " + field.getName());
        };
        return field.isRepeated() ? new Type.Many(one) : one;
    }

    private static Type typeOf(Descriptor message) {
        if (message.equals(Timestamp.getDescriptor())) {
            return INSTANT;
        }
        if (message.getFile().getPackage().equals("google.protobuf")
                || message.getOptions().getMapEntry()) {
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
            case IDENT -> {
                Term named = names.get(expr.ident().name());
                if (named == null) {
                    throw new Unfamiliar(expr.toString());
                }
                yield named;
            }
            case SELECT -> select(expr.select(), names);
            case CALL -> call(expr, names);
            case LIST -> list(expr.list().elements(), names);
            case NOT_SET, STRUCT, MAP, COMPREHENSION -> throw new Unfamiliar(expr.toString());
        };
    }

    private static Term constant(CelConstant constant) {
        return switch (constant.getKind()) {
            case INT64_VALUE -> fixed(INT, constant.int64Value());
            case STRING_VALUE -> fixed(STRING, constant.stringValue());
            case NOT_SET,
                    NULL_VALUE,
                    BOOLEAN_VALUE,
                    UINT64_VALUE,
                    DOUBLE_VALUE,
                    BYTES_VALUE,
                    TIMESTAMP_VALUE,
                    DURATION_VALUE -> throw new Unfamiliar("the constant " + constant);
        };
    }

    private static Term fixed(Type type, Object value) {
        return new Term(type, _ -> value);
    }

    /** A field of a message that may be absent: then its default, as everywhere in Protobuf. */
    private Term select(CelExpr.CelSelect select, Map<String, Term> names) {
        Term holder = term(select.operand(), names);
        FieldDescriptor field = field(holder, select);
        return new Term(typeOf(field), values -> ((Seen) holder.value.in(values)).get(field));
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

    private Term list(List<CelExpr> elements, Map<String, Term> names) {
        List<Term> terms =
                elements.stream().map(element -> term(element, names)).toList();
        if (terms.isEmpty()
                || terms.stream().anyMatch(term -> term.type != INT)
                || elements.stream().anyMatch(element -> element.getKind() != CelExpr.ExprKind.Kind.CONSTANT)) {
            throw new Unfamiliar("a list that is not of whole numbers");
        }
        return fixed(
                new Type.Many(INT),
                terms.stream().map(term -> term.value.in(new Object[0])).toList());
    }

    private Term call(CelExpr expr, Map<String, Term> names) {
        CelExpr.CelCall call = expr.call();
        List<CelExpr> args = new ArrayList<>(call.args());
        call.target().ifPresent(args::addFirst);
        return switch (call.function() + "/" + args.size()) {
            case "has/1" -> has(args.getFirst(), names);
            case "exists/3", "all/3", "map/3" -> overItems(call.function(), args, names);
            case "uint/1" ->
                fixed(
                        UINT,
                        literal(args.getFirst(), CelConstant.Kind.INT64_VALUE).int64Value());
            case "duration/1" -> fixed(SPAN, seconds(literal(args.getFirst(), CelConstant.Kind.STRING_VALUE)));
            case "!_/1", "size/1", "lowerAscii/1", "unique/1" -> ofOne(call.function(), term(args.getFirst(), names));
            case "_||_/2",
                    "_&&_/2",
                    "_==_/2",
                    "_!=_/2",
                    "_<_/2",
                    "_<=_/2",
                    "_>_/2",
                    "_>=_/2",
                    "_-_/2",
                    "@in/2",
                    "startsWith/2" -> ofTwo(call.function(), term(args.getFirst(), names), term(args.getLast(), names));
            default -> throw new Unfamiliar(expr.toString());
        };
    }

    private static Term ofOne(String function, Term a) {
        return switch (function) {
            case "!_" -> truth(must(a, BOOL), value -> !(Boolean) value);
            case "size" ->
                a.type instanceof Type.Many
                        ? a.to(INT, value -> (long) ((List<?>) value).size())
                        : must(a, BYTES).to(INT, value -> (long) ((ByteString) value).size());
            case "lowerAscii" -> must(a, STRING).to(STRING, value -> lowerAscii((String) value));
            default ->
                truth(
                        must(a, new Type.Many(STRING)),
                        value -> new HashSet<>((List<?>) value).size() == ((List<?>) value).size());
        };
    }

    private static Term ofTwo(String function, Term a, Term b) {
        return switch (function) {
            case "_||_" -> either(must(a, BOOL), must(b, BOOL));
            case "_&&_" -> both(must(a, BOOL), must(b, BOOL));
            case "_==_" -> truth(alike(a), must(b, a.type), Object::equals);
            case "_!=_" -> truth(alike(a), must(b, a.type), (left, right) -> !left.equals(right));
            case "_-_" -> {
                Value until = must(a, INSTANT).value;
                Value from = must(b, INSTANT).value;
                yield new Term(SPAN, values -> Duration.between((Instant) from.in(values), (Instant) until.in(values)));
            }
            case "@in" ->
                truth(must(a, INT), must(b, new Type.Many(INT)), (item, list) -> ((List<?>) list).contains(item));
            case "startsWith" ->
                truth(must(a, STRING), must(b, STRING), (text, start) -> ((String) text).startsWith((String) start));
            case "_<_" -> ordered(a, b, order -> order < 0);
            case "_<=_" -> ordered(a, b, order -> order <= 0);
            case "_>_" -> ordered(a, b, order -> order > 0);
            default -> ordered(a, b, order -> order >= 0);
        };
    }

    private static Term either(Term a, Term b) {
        return new Term(BOOL, values -> a.holds(values) || b.holds(values));
    }

    private static Term both(Term a, Term b) {
        return new Term(BOOL, values -> a.holds(values) && b.holds(values));
    }

    private static Term alike(Term term) {
        if (!(term.type instanceof Type.Plain)) {
            throw new Unfamiliar("whether two messages or lists are equal");
        }
        return term;
    }

    private static Term ordered(Term a, Term b, IntPredicate right) {
        must(b, a.type);
        if (a.type == UINT) {
            return truth(a, b, (one, other) -> right.test(Long.compareUnsigned((Long) one, (Long) other)));
        }
        if (a.type == INT) {
            return truth(a, b, (one, other) -> right.test(Long.compare((Long) one, (Long) other)));
        }
        if (a.type == SPAN) {
            return truth(a, b, (one, other) -> right.test(((Duration) one).compareTo((Duration) other)));
        }
        return truth(must(a, INSTANT), b, (one, other) -> right.test(((Instant) one).compareTo((Instant) other)));
    }

    private Term has(CelExpr arg, Map<String, Term> names) {
        if (arg.getKind() != CelExpr.ExprKind.Kind.SELECT) {
            throw new Unfamiliar(arg.toString());
        }
        Term holder = term(arg.select().operand(), names);
        FieldDescriptor field = field(holder, arg.select());
        if (field.isRepeated()) {
            throw new Unfamiliar("whether the list %s is there".formatted(field.getName()));
        }
        return truth(holder, message -> ((Seen) message).has(field));
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
        Type made = function.equals("map") ? new Type.Many(body.type) : must(body, BOOL).type;
        return new Term(
                made,
                switch (function) {
                    case "exists" ->
                        values -> items.apply(values).stream().anyMatch(each -> body.holds(with(values, place, each)));
                    case "all" ->
                        values -> items.apply(values).stream().allMatch(each -> body.holds(with(values, place, each)));
                    default ->
                        values -> {
                            List<Object> changed = new ArrayList<>();
                            items.apply(values).forEach(each -> changed.add(body.value.in(with(values, place, each))));
                            return changed;
                        };
                });
    }

    private static Object[] with(Object[] values, int place, Object value) {
        values[place] = value;
        return values;
    }

    private static Term truth(Term of, Predicate<Object> holds) {
        return of.to(BOOL, holds::test);
    }

    private static Term truth(Term a, Term b, BiPredicate<Object, Object> holds) {
        return new Term(BOOL, values -> holds.test(a.value.in(values), b.value.in(values)));
    }

    private static Term must(Term term, Type type) {
        if (!term.type.equals(type)) {
            throw new Unfamiliar("%s instead of %s".formatted(term.type, type));
        }
        return term;
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
