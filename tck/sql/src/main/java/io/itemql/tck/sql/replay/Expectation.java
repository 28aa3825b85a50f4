package io.itemql.tck.sql.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a case may be answered with.
 *
 * @param answers any of these will do
 * @param comparesMessages false if only the type of an error counts
 * @param after the items that may be stored afterwards, one list for each answer; null where that does not count
 */
record Expectation(List<Map<?, ?>> answers, boolean comparesMessages, List<List<?>> after) {
    /** The expectation of a case; null if there is nothing to compare with. */
    static Expectation of(Map<?, ?> recorded) {
        Map<?, ?> local = answer(recorded);
        List<?> after = (List<?>) recorded.get("after");
        if (!(recorded.get("quirk") instanceof Map<?, ?> quirk)) {
            return one(local, after, true);
        }
        String kind = (String) quirk.get("kind");
        String confidence = (String) quirk.get("confidence");
        Map<?, ?> service = (Map<?, ?>) quirk.get("service");
        if (service == null) {
            boolean skipped = kind.equals("internal-error") || kind.equals("missing-feature") || kind.equals("timing");
            return skipped ? null : one(local, after, false);
        }
        List<?> serviceAfter = quirk.containsKey("service_after") ? (List<?>) quirk.get("service_after") : after;
        if (confidence.equals("pinned")) {
            return one(service, serviceAfter, true);
        }
        List<List<?>> afters = new ArrayList<>();
        afters.add(serviceAfter);
        afters.add(after);
        return new Expectation(List.of(service, local), !confidence.equals("unknown"), afters);
    }

    private static Expectation one(Map<?, ?> answer, List<?> after, boolean comparesMessages) {
        List<List<?>> afters = new ArrayList<>();
        afters.add(after);
        return new Expectation(List.of(answer), comparesMessages, afters);
    }

    private static Map<?, ?> answer(Map<?, ?> recorded) {
        return recorded.containsKey("pages")
                ? Map.of("pages", recorded.get("pages"))
                : (Map<?, ?>) recorded.get("answer");
    }
}
