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
        Map<String, Object> tree = new LinkedHashMap<>();
        ConsumedCapacity capacity = table.capacity();
        double total = capacity.readUnits() + capacity.writeUnits();
        tree.put("TableName", table.table());
        tree.put("CapacityUnits", total);
        if (level.equals("INDEXES")) {
            tree.put("Table", Map.of("CapacityUnits", total));
        }
        return tree;
    }
}
