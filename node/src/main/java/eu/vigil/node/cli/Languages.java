package eu.vigil.node.cli;

import eu.vigil.protocol.form.Words;
import java.util.Iterator;

/** The languages that forms can be shown in. */
final class Languages implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return Words.LANGUAGES.iterator();
    }

    /** What to say of a language that there is not. */
    static String unknown(String language) {
        return "--language: there is no '%s'; there are %s".formatted(language, String.join(", ", Words.LANGUAGES));
    }
}
