package io.itemql.sql.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The names that somebody may have meant who wrote a name that does not exist. Two names are near if one becomes the
 * other by few insertions, deletions, replacements or swaps of neighbours; case does not count.
 */
public final class NearestNames {
    /** More offers than this help nobody. */
    private static final int OFFERS_MAX = 3;

    /** A name that is longer is not compared: no typing error makes one. */
    private static final int LENGTH_MAX = 255;

    private NearestNames() {}

    /** The nearest of the given names, best first; at most three. */
    public static List<String> of(String name, Collection<String> known) {
        List<Candidate> near = new ArrayList<>();
        String sought = name.toLowerCase(Locale.ROOT);
        int distanceMax = Math.max(1, name.length() / 3);
        for (String other : known) {
            if (other.length() <= LENGTH_MAX && Math.abs(other.length() - name.length()) <= distanceMax) {
                int distance = distance(sought, other.toLowerCase(Locale.ROOT));
                // Two names of one letter each have nothing in common.
                if (distance <= distanceMax && distance < Math.max(other.length(), name.length())) {
                    near.add(new Candidate(other, distance));
                }
            }
        }
        near.sort(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name));
        return near.stream().limit(OFFERS_MAX).map(Candidate::name).toList();
    }

    /** The end of a message, such as {@code ; did you mean age or aged?}; empty if nothing is near. */
    public static String offer(String name, Collection<String> known) {
        List<String> near = of(name, known);
        return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }

    private record Candidate(String name, int distance) {}

    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }
}
