package eu.vigil.node.store;

import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL with names in the place of values, as the rooms' adapters write it; a text in quotation marks stays as it is. */
final class NamedSql {
    private static final Pattern NAME = Pattern.compile("'[^']*'|:([A-Za-z][A-Za-z0-9]*)");

    private NamedSql() {}

    /** The same with question marks; {@code named} hears the name of each in turn. */
    static String read(String sql, Consumer<String> named) {
        return NAME.matcher(sql).replaceAll(found -> {
            if (found.group(1) == null) {
                return Matcher.quoteReplacement(found.group());
            }
            named.accept(name(found));
            return "?";
        });
    }

    private static String name(MatchResult found) {
        return found.group(1);
    }
}
