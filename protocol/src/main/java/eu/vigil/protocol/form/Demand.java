package eu.vigil.protocol.form;

import build.buf.validate.BytesRules;
import build.buf.validate.EnumRules;
import build.buf.validate.FieldRules;
import build.buf.validate.StringRules;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the standard rules ask of one value. */
final class Demand {
    /** Longer texts are left to RE2, which needs no stack for what repeats; none that is right is as long. */
    private static final int PATTERN_CHARS_MAX = 320;

    /** What RE2 and {@link Pattern} understand alike, if all of a text must match. */
    private static final Pattern PLAIN =
            Pattern.compile("([A-Za-z0-9^$(|){}?*,/_+ \\-]|\\\\\\+|\\[[A-Za-z0-9_+ \\-]+])*");

    private static final String BESIDE_LETTERS_AND_DIGITS = ".!#$%&'*+/=?^_`{|}~-";

    private Demand() {}

    /** Passes rules or options on, if they say nothing beside {@code names}; of options all extensions are known by now. */
    static <M extends Message> M only(M rules, String... names) {
        boolean known = rules.getUnknownFields().isEmpty();
        if (names.length > 0) {
            known &= rules.getAllFields().keySet().stream()
                    .allMatch(field -> !field.isExtension() && List.of(names).contains(field.getName()));
        }
        if (!known) {
            throw new Unfamiliar(
                    "%s {%s}".formatted(rules.getDescriptorForType().getName(), rules));
        }
        return rules;
    }

    /** The demands on a value of {@code field}, or on each if it is repeated. */
    static List<Predicate<Object>> of(FieldDescriptor field, FieldRules rules) {
        List<Predicate<Object>> demands = new ArrayList<>();
        if (rules.hasString()) {
            must(field, FieldDescriptor.Type.STRING);
            text(only(rules.getString(), "min_len", "max_len", "pattern", "email"), demands);
        }
        if (rules.hasBytes()) {
            must(field, FieldDescriptor.Type.BYTES);
            bytes(only(rules.getBytes(), "len", "min_len", "max_len"), demands);
        }
        if (rules.hasEnum()) {
            must(field, FieldDescriptor.Type.ENUM);
            choice(field, only(rules.getEnum(), "const", "defined_only", "not_in"), demands);
        }
        if (rules.hasUint32()) {
            must(field, FieldDescriptor.Type.UINT32);
            long least = Integer.toUnsignedLong(only(rules.getUint32(), "gte").getGte());
            demands.add(value -> (Long) value >= least);
        }
        if (rules.hasUint64()) {
            must(field, FieldDescriptor.Type.UINT64);
            long least = only(rules.getUint64(), "gte").getGte();
            demands.add(value -> Long.compareUnsigned((Long) value, least) >= 0);
        }
        return demands;
    }

    private static void must(FieldDescriptor field, FieldDescriptor.Type type) {
        if (field.getType() != type) {
            throw new Unfamiliar("%s: rules for another type".formatted(field.getName()));
        }
    }

    private static void text(StringRules rules, List<Predicate<Object>> demands) {
        if (rules.hasMinLen() || rules.hasMaxLen()) {
            long max = rules.hasMaxLen() ? rules.getMaxLen() : Long.MAX_VALUE;
            long min = rules.getMinLen();
            demands.add(value -> {
                String text = (String) value;
                int characters = text.codePointCount(0, text.length());
                return characters >= min && characters <= max;
            });
        }
        if (rules.hasPattern()) {
            if (!PLAIN.matcher(rules.getPattern()).matches()
                    || rules.getPattern().contains("(?")) {
                throw new Unfamiliar("the pattern " + rules.getPattern());
            }
            demands.add(matches(Pattern.compile(rules.getPattern())));
        }
        if (rules.getEmail()) {
            demands.add(value -> isEmail((String) value));
        }
    }

    private static Predicate<Object> matches(Pattern pattern) {
        return value -> ((String) value).length() <= PATTERN_CHARS_MAX
                && pattern.matcher((String) value).matches();
    }

    /** An address as HTML defines it, and protovalidate after it. By hand, since each request has several and a pattern takes its time. */
    private static boolean isEmail(String text) {
        int at = text.indexOf('@');
        if (at < 1) {
            return false;
        }
        for (int place = 0; place < at; place++) {
            if (!isPlain(text.charAt(place)) && BESIDE_LETTERS_AND_DIGITS.indexOf(text.charAt(place)) < 0) {
                return false;
            }
        }
        for (int start = at + 1; ; ) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            if (!isLabel(text, start, end)) {
                return false;
            }
            if (dot < 0) {
                return true;
            }
            start = dot + 1;
        }
    }

    private static boolean isLabel(String text, int start, int end) {
        if (end == start || end - start > 63 || text.charAt(start) == '-' || text.charAt(end - 1) == '-') {
            return false;
        }
        for (int place = start; place < end; place++) {
            if (!isPlain(text.charAt(place)) && text.charAt(place) != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
    }

    private static void bytes(BytesRules rules, List<Predicate<Object>> demands) {
        long min = rules.hasLen() ? rules.getLen() : rules.getMinLen();
        long max = rules.hasLen() ? rules.getLen() : rules.hasMaxLen() ? rules.getMaxLen() : Long.MAX_VALUE;
        if (rules.hasLen() && (rules.hasMinLen() || rules.hasMaxLen())) {
            throw new Unfamiliar("bytes whose length is said twice");
        }
        demands.add(value -> ((ByteString) value).size() >= min && ((ByteString) value).size() <= max);
    }

    private static void choice(FieldDescriptor field, EnumRules rules, List<Predicate<Object>> demands) {
        Set<Integer> not = new HashSet<>(rules.getNotInList());
        LongPredicate right =
                number -> (!rules.hasConst() || number == rules.getConst()) && !not.contains((int) number);
        if (rules.getDefinedOnly()) {
            Set<Long> all = field.getEnumType().getValues().stream()
                    .map(value -> (long) value.getNumber())
                    .filter(right::test)
                    .collect(Collectors.toSet());
            demands.add(all::contains);
        } else {
            demands.add(value -> right.test((Long) value));
        }
    }
}
