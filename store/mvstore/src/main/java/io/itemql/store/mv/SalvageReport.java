package io.itemql.store.mv;

import io.itemql.item.Item;
import io.itemql.store.system.SystemTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was saved from a damaged store and what was lost. Not thread-safe. */
final class SalvageReport {
    /** More places of one kind are only counted. */
    private static final int PLACES_MAX = 20;

    /** What was lost in one place. */
    private static final class Loss {
        private long count;
        private final List<String> remarks = new ArrayList<>();
    }

    private record Found(String place, Long items, String where) {}

    private final List<Found> found = new ArrayList<>();
    private final Map<String, Loss> losses = new LinkedHashMap<>();
    private final Map<String, Long> saved = new LinkedHashMap<>();

    void lost(String place, String what) {
        Loss loss = losses.computeIfAbsent(place, same -> new Loss());
        loss.count++;
        if (loss.remarks.size() < PLACES_MAX) {
            loss.remarks.add(what);
        }
    }

    void saved(String place, long items) {
        saved.put(place, items);
    }

    /**
     * Notes where something was found that cannot be read in its own place.
     *
     * @param items {@code null} if they were not counted
     */
    void found(String place, Long items, String where) {
        found.add(new Found(place, items, where));
    }

    boolean isComplete() {
        return losses.isEmpty();
    }

    /** Rows of {@link SystemTable#RECOVERY}: what was saved first. */
    List<Item> rows() {
        List<Item> rows = new ArrayList<>();
        saved.forEach((place, items) ->
                rows.add(SystemTable.RECOVERY.row(rows.size() + 1, "SAVED", place, items, "items in the new store")));
        for (Found each : found) {
            rows.add(SystemTable.RECOVERY.row(rows.size() + 1, "FOUND", each.place(), each.items(), each.where()));
        }
        losses.forEach((place, loss) -> {
            loss.remarks.forEach(
                    what -> rows.add(SystemTable.RECOVERY.row(rows.size() + 1, "LOST", place, null, what)));
            if (loss.count > loss.remarks.size()) {
                long more = loss.count - loss.remarks.size();
                rows.add(SystemTable.RECOVERY.row(rows.size() + 1, "LOST", place, more, "further ones like these"));
            }
        });
        return rows;
    }

    /** The rows as text, for a file. */
    String text() {
        StringBuilder text = new StringBuilder("What was saved from a damaged ItemQL store and what was lost\n");
        for (Item row : rows()) {
            SystemTable.RECOVERY.columnNames().forEach(name -> text.append(row.get(name) == null ? "" : row.get(name))
                    .append('\t'));
            text.setCharAt(text.length() - 1, '\n');
        }
        return text.toString();
    }
}
