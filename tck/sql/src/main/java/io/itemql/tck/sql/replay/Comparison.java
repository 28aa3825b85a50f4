package io.itemql.tck.sql.replay;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares answers: rows with rows, errors by type, text and place. */
final class Comparison {
    private static final String MALFORMED = "Statement wasn't well formed, can't be processed: ";
    private static final Pattern PLACE = Pattern.compile(" at \\d+:\\d+:\\d+$");

    /** What part of an answer is right; null for a part that the case does not have. */
    static final class Verdict {
        Boolean rows;
        Boolean type;
        Boolean text;
        Boolean place;

        boolean isRight() {
            return !Boolean.FALSE.equals(rows)
                    && !Boolean.FALSE.equals(type)
                    && !Boolean.FALSE.equals(text)
                    && !Boolean.FALSE.equals(place);
        }
    }

    private final boolean ordered;
    private final boolean comparesPageSizes;
    private final boolean comparesMessages;

    /** @param comparesPageSizes also where rows have no order */
    Comparison(boolean ordered, boolean comparesPageSizes, boolean comparesMessages) {
        this.ordered = ordered;
        this.comparesPageSizes = comparesPageSizes;
        this.comparesMessages = comparesMessages;
    }

    Verdict of(Map<?, ?> expected, Map<?, ?> actual) {
        Verdict verdict = new Verdict();
        boolean expectsError = expected.containsKey("error");
        boolean isError = actual.containsKey("error");
        if (!expectsError) {
            verdict.rows = !isError && sameRows(expected, actual);
            return verdict;
        }
        if (!isError) {
            verdict.type = false;
            return verdict;
        }
        compareErrors((Map<?, ?>) expected.get("error"), (Map<?, ?>) actual.get("error"), verdict);
        return verdict;
    }

    private void compareErrors(Map<?, ?> expected, Map<?, ?> actual, Verdict verdict) {
        verdict.type = Objects.equals(expected.get("type"), actual.get("type"))
                && sameReasons(expected, actual)
                && Objects.equals(normal(expected.get("Item")), normal(actual.get("Item")));
        String wanted = String.valueOf(expected.get("message"));
        String given = String.valueOf(actual.get("message"));
        if (!comparesMessages) {
            return;
        }
        if (wanted.contains(MALFORMED)) {
            // The detail of a malformed statement does not count, that it is malformed does.
            verdict.type &= given.contains(MALFORMED);
            return;
        }
        verdict.text = withoutPlace(wanted).equals(withoutPlace(given));
        if (!place(wanted).isEmpty()) {
            verdict.place = place(wanted).equals(place(given));
        }
    }

    private boolean sameReasons(Map<?, ?> expected, Map<?, ?> actual) {
        if (!comparesMessages || !expected.containsKey("CancellationReasons")) {
            return true;
        }
        return Objects.equals(normal(expected.get("CancellationReasons")), normal(actual.get("CancellationReasons")));
    }

    private static String withoutPlace(String message) {
        return PLACE.matcher(message).replaceFirst("");
    }

    private static String place(String message) {
        Matcher matcher = PLACE.matcher(message);
        return matcher.find() ? matcher.group() : "";
    }

    private boolean sameRows(Map<?, ?> expected, Map<?, ?> actual) {
        if (expected.containsKey("pages")) {
            return samePages((List<?>) expected.get("pages"), (List<?>) actual.get("pages"));
        }
        Map<Object, Object> wanted = new LinkedHashMap<>(expected);
        Map<Object, Object> given = new LinkedHashMap<>(actual);
        boolean tokens = (wanted.remove("NextToken") == null) == (given.remove("NextToken") == null);
        return tokens && rowsOf(wanted).equals(rowsOf(given));
    }

    private Map<Object, Object> rowsOf(Map<Object, Object> answer) {
        Map<Object, Object> normal = new LinkedHashMap<>();
        answer.forEach((key, value) -> normal.put(key, key.equals("Items") ? rows(value) : normal(value)));
        return normal;
    }

    private Object rows(Object items) {
        List<?> rows = (List<?>) normal(items);
        return ordered ? rows : sorted(rows);
    }

    private static List<?> sorted(List<?> rows) {
        return rows.stream().map(String::valueOf).sorted().toList();
    }

    private boolean samePages(List<?> expected, List<?> actual) {
        if (actual == null) {
            return false;
        }
        if (ordered) {
            return normal(expected).equals(normal(actual));
        }
        if (comparesPageSizes && !sizes(expected).equals(sizes(actual))) {
            return false;
        }
        return sorted((List<?>) normal(joined(expected))).equals(sorted((List<?>) normal(joined(actual))));
    }

    private static List<Integer> sizes(List<?> pages) {
        return pages.stream().map(page -> ((List<?>) page).size()).toList();
    }

    private static List<Object> joined(List<?> pages) {
        List<Object> all = new ArrayList<>();
        pages.forEach(page -> all.addAll((List<?>) page));
        return all;
    }

    /** A tree in which only what counts differs: attributes and members of sets have no order, numbers no spelling. */
    static Object normal(Object tree) {
        if (tree instanceof List<?> list) {
            return list.stream().map(Comparison::normal).toList();
        }
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, value) -> sorted.put((String) key, normal(value, (String) key)));
            return sorted;
        }
        return tree instanceof Number number ? new BigDecimal(number.toString()).stripTrailingZeros() : tree;
    }

    private static Object normal(Object value, String key) {
        boolean isSet = value instanceof List<?> && (key.equals("SS") || key.equals("NS") || key.equals("BS"));
        return isSet ? ((List<?>) value).stream().map(String::valueOf).sorted().toList() : normal(value);
    }
}
