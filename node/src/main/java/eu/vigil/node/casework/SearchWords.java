package eu.vigil.node.casework;

import com.google.protobuf.Descriptors.FieldDescriptor;
import eu.vigil.protocol.form.MessageKind;
import eu.vigil.protocol.wire.Message;
import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * By what a case is found again: short values as a whole (names, identifiers, references), and in longer texts whatever looks like an
 * address, a domain, an e-mail or a case. Free text is not searched: it is read in an opened case only.
 */
public final class SearchWords {
    /** A message brings no more than this. */
    static final int WORDS_MAX = 128;

    private static final int CHARS_MAX = 128;

    /** Begins where a word begins and repeats nothing without a bound: a peer's text of a thousand dots costs no more than any other. */
    private static final Pattern IDENTIFIER = Pattern.compile("(?=[A-Za-z0-9_%+-])(?<![A-Za-z0-9])(?:"
            + "(?<![._%+-])[A-Za-z0-9_%+-][A-Za-z0-9._%+-]{0,63}+@(?:[A-Za-z0-9-]{1,63}+\\.){1,10}[A-Za-z]{2,24}+" // e-mail
            + "|[A-Z]{2}(?:-[A-Z]{2,12}|/[A-Z0-9-]{1,40})?-[0-9]{4}-[0-9]{6}" // case
            + "|(?:[0-9]{1,3}\\.){3}[0-9]{1,3}(?:/[0-9]{1,2})?" // IPv4
            + "|(?:[0-9A-Fa-f]{1,4}:){2,7}[0-9A-Fa-f:]{0,39}[0-9A-Fa-f]" // IPv6
            + "|(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}+\\.){1,10}[A-Za-z]{2,24}+)"); // domain

    private SearchWords() {}

    /** What a message is found by. */
    public static Set<String> of(Message message) {
        Set<String> words = new LinkedHashSet<>();
        words.add(normal(message.getHeader().getCaseRef()));
        MessageKind.of(message)
                .ifPresent(kind -> part((com.google.protobuf.Message) message.getField(kind.field()), words));
        words.remove("");
        return words;
    }

    /** The same word however it is written: without surrounding blanks, in small letters, composed. */
    public static String normal(String word) {
        return Normalizer.normalize(word.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static void part(com.google.protobuf.Message part, Set<String> words) {
        for (Map.Entry<FieldDescriptor, Object> entry : part.getAllFields().entrySet()) {
            if (entry.getValue() instanceof Collection<?> values) {
                values.forEach(value -> value(value, words));
            } else {
                value(entry.getValue(), words);
            }
        }
    }

    private static void value(Object value, Set<String> words) {
        if (words.size() >= WORDS_MAX) {
            return;
        }
        switch (value) {
            case com.google.protobuf.Message part -> part(part, words);
            case String text -> {
                if (text.length() <= CHARS_MAX) {
                    words.add(normal(text));
                }
                identifiers(text).takeWhile(_ -> words.size() < WORDS_MAX).forEach(found -> words.add(normal(found)));
            }
            default -> {}
        }
    }

    static Stream<String> identifiers(CharSequence text) {
        return IDENTIFIER.matcher(text).results().map(MatchResult::group);
    }
}
