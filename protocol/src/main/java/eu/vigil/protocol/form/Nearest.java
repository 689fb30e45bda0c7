package eu.vigil.protocol.form;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
final class Nearest {
    private Nearest() {}

    /** The known name with the fewest changed letters, unless more than half of them would have to change. */
    static Optional<String> to(String written, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(written, name)))
                .filter(name -> distance(written, name) * 2 <= Math.max(name.length(), written.length()));
    }

    /** Levenshtein's distance, in letters; of names cut to 64 letters, so that a hostile one costs nothing. */
    private static int distance(String a, String b) {
        String from = a.substring(0, Math.min(a.length(), 64));
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (from.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
