package io.itemql.sql.table;

import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.item.ItemSize;
import io.itemql.store.Access;
import io.itemql.store.AttributeStatistics;
import io.itemql.store.Capability;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.TableStatistics;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sketches of the tables of a store, made when a join first asks for one and again when the table has grown or shrunk
 * much. A sketch takes reading the first items of a scan: these come in the order of the hashes of their partition keys,
 * which makes them a fair sample. Safe for use by several threads.
 */
public final class TableSketches {
    private static final int SAMPLE_ITEMS = 1000;
    private static final int ATTRIBUTES_MAX = 64;
    /** Larger values are not kept in a sample. */
    private static final int VALUE_BYTES_MAX = 100;
    /** What the values of one sketch may take; those of further attributes are not kept. */
    private static final long SAMPLE_BYTES_MAX = 512 * 1024;
    /** Of more tables the sketches that were not asked for longest are forgotten. */
    private static final int SKETCHES_MAX = 64;
    /** A sketch serves while the count stays within this factor of what it was. */
    private static final double GROWTH_MAX = 1.5;

    private final ItemStore store;
    private final Map<String, TableSketch> sketches =
            Collections.synchronizedMap(new LinkedHashMap<>(SKETCHES_MAX, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, TableSketch> eldest) {
                    return size() > SKETCHES_MAX;
                }
            });

    public TableSketches(ItemStore store) {
        this.store = store;
    }

    /** The sketch of a table; without content where the store cannot be read for it at no cost. */
    TableSketch of(TableDefinition table, TableStatistics statistics) {
        if (!store.capabilities().contains(Capability.EXACT_STATISTICS) || statistics.itemCount() == 0) {
            return TableSketch.NOTHING;
        }
        TableSketch known = sketches.get(table.name());
        if (known != null
                && statistics.itemCount() <= known.items() * GROWTH_MAX
                && statistics.itemCount() * GROWTH_MAX >= known.items()) {
            return known;
        }
        TableSketch sketch = sketched(table, statistics);
        sketches.put(table.name(), sketch);
        return sketch;
    }

    private TableSketch sketched(TableDefinition table, TableStatistics statistics) {
        List<String> attributes = statistics.attributes().stream()
                .map(AttributeStatistics::name)
                .limit(ATTRIBUTES_MAX)
                .toList();
        List<Map<AttributeValue, Integer>> counts = new ArrayList<>();
        Map<String, List<AttributeValue>> sampled = new LinkedHashMap<>();
        for (String attribute : attributes) {
            counts.add(new HashMap<>());
            sampled.put(attribute, new ArrayList<>());
        }
        ItemRead sample = ItemRead.of(table.name(), Access.Scan.WHOLE)
                .withSlots(attributes.stream().map(AttributePath::of).toList())
                .withPage(SAMPLE_ITEMS, Long.MAX_VALUE);
        int items = 0;
        try (ReadView view = store.openView();
                ItemCursor cursor = view.open(sample)) {
            while (cursor.next()) {
                items++;
                for (int i = 0; i < counts.size(); i++) {
                    AttributeValue value = cursor.value(i);
                    count(value, counts.get(i));
                    sampled.get(attributes.get(i)).add(value != null && isSmall(value) ? value : null);
                }
            }
        }
        Map<String, Double> distinct = new LinkedHashMap<>();
        double share = items == 0 ? 1 : Math.max(1, (double) statistics.itemCount() / items);
        for (int i = 0; i < attributes.size(); i++) {
            if (!counts.get(i).isEmpty()) {
                boolean whole =
                        attributes.get(i).equals(table.keys().partitionKey().name());
                // All items of a partition key are together, so of these the sample has its share.
                distinct.put(attributes.get(i), whole ? counts.get(i).size() * share : inAll(counts.get(i), share));
            }
        }
        forgetTooMuch(sampled);
        sampled.replaceAll((attribute, values) -> Collections.unmodifiableList(values));
        return new TableSketch(statistics.itemCount(), distinct, items, sampled);
    }

    private static void forgetTooMuch(Map<String, List<AttributeValue>> sampled) {
        long[] bytes = {0};
        sampled.values().removeIf(values -> {
            for (AttributeValue value : values) {
                bytes[0] += value == null ? 0 : ItemSize.of(value);
            }
            return bytes[0] > SAMPLE_BYTES_MAX;
        });
    }

    /** What lies behind the first letters of a long text, or inside of a map, hardly ever decides how many rows come. */
    private static boolean isSmall(AttributeValue value) {
        return switch (value.type()) {
            case S, N, B, BOOL, NULL -> ItemSize.of(value) <= VALUE_BYTES_MAX;
            case L, M, SS, NS, BS -> false;
        };
    }

    private static void count(AttributeValue value, Map<AttributeValue, Integer> counts) {
        if (value != null && !value.isNull()) {
            counts.merge(value, 1, Integer::sum);
        }
    }

    /**
     * How many different values all items have, from a sample: values that come once in it stand for others that it has
     * missed. The first-order jackknife estimator of Haas and Stokes.
     */
    private static double inAll(Map<AttributeValue, Integer> counts, double share) {
        double values = counts.size();
        double size = counts.values().stream().mapToInt(Integer::intValue).sum();
        double once = counts.values().stream().filter(count -> count == 1).count();
        return size * values / (size - once + once / share);
    }
}
