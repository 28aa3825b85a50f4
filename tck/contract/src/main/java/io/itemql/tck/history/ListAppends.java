package io.itemql.tck.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One transaction by lists: what it found in each before it wrote, what it appended, and where it contradicts itself.
 */
final class ListAppends {
    private final Map<String, List<Long>> read = new HashMap<>();
    private final Map<String, List<Long>> appended = new HashMap<>();
    private final List<String> inconsistencies = new ArrayList<>();

    private ListAppends() {}

    static ListAppends of(Transaction transaction) {
        ListAppends lists = new ListAppends();
        for (Operation operation : transaction.operations()) {
            if (operation instanceof Operation.Append append) {
                lists.appended
                        .computeIfAbsent(append.key(), key -> new ArrayList<>())
                        .add(append.value());
            } else {
                lists.addRead((Operation.Read) operation);
            }
        }
        return lists;
    }

    private void addRead(Operation.Read operation) {
        String key = operation.key();
        List<Long> own = appended.getOrDefault(key, List.of());
        int others = operation.values().size() - own.size();
        if (others < 0
                || !operation.values().subList(others, others + own.size()).equals(own)) {
            inconsistencies.add(operation + " lacks own values " + own);
            return;
        }
        List<Long> before = List.copyOf(operation.values().subList(0, others));
        List<Long> known = read.putIfAbsent(key, before);
        if (known != null && !known.equals(before)) {
            inconsistencies.add(key + " was " + known + " and then " + before);
        }
    }

    /** By list: the values of others that it held. */
    Map<String, List<Long>> read() {
        return read;
    }

    /** By list: the own values, in order. */
    Map<String, List<Long>> appended() {
        return appended;
    }

    List<String> inconsistencies() {
        return inconsistencies;
    }
}
