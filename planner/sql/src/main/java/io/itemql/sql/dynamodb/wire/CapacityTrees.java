package io.itemql.sql.dynamodb.wire;

import io.itemql.sql.dynamodb.service.TableCapacity;
import io.itemql.store.ConsumedCapacity;
import java.util.LinkedHashMap;
import java.util.Map;

/** Consumed capacity as the protocol writes it. */
final class CapacityTrees {
    private CapacityTrees() {}

    /**
     * The tree of what one table cost.
     *
     * @param level {@code TOTAL}, or {@code INDEXES} for the parts as well
     */
    static Map<String, Object> of(TableCapacity table, String level) {
        ConsumedCapacity capacity = table.capacity();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("TableName", table.table());
        tree.put("CapacityUnits", units(capacity));
        if (level.equals("INDEXES")) {
            tree.put("Table", Map.of("CapacityUnits", units(capacity.table())));
            addIndexes("GlobalSecondaryIndexes", table, true, tree);
            addIndexes("LocalSecondaryIndexes", table, false, tree);
        }
        return tree;
    }

    private static void addIndexes(String member, TableCapacity table, boolean global, Map<String, Object> tree) {
        Map<String, Object> indexes = new LinkedHashMap<>();
        table.capacity().indexes().forEach((name, capacity) -> {
            if (table.localIndexes().contains(name) != global) {
                indexes.put(name, Map.of("CapacityUnits", units(capacity)));
            }
        });
        if (!indexes.isEmpty()) {
            tree.put(member, indexes);
        }
    }

    private static double units(ConsumedCapacity capacity) {
        return capacity.readUnits() + capacity.writeUnits();
    }
}
