package eu.vigil.config.key;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant. */
public final class Nearest {
    private Nearest() {}

    /** The candidate that the fewest slips of the pen turn into the text; of equals the first by name. */
    public static Optional<String> to(String text, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt((String c) -> slips(text, c)).thenComparing(Comparator.naturalOrder()));
    }

    /** Letters left out, added, changed, or swapped with their neighbour (optimal string alignment). */
    static int slips(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
