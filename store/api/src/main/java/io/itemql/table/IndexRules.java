package io.itemql.table;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.table.IndexDefinition.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The service's rules for all indexes of one table together, with its texts. */
final class IndexRules {
    private IndexRules() {}

    /**
     * @throws ItemException with {@link ErrorCode#INVALID_INDEX}
     */
    static void check(KeySchema tableKeys, List<IndexDefinition> indexes) {
        Set<String> names = new HashSet<>();
        Map<String, AttributeType> types = new HashMap<>();
        tableKeys.attributes().forEach(key -> types.put(key.name(), key.type()));
        for (IndexDefinition index : indexes) {
            if (!names.add(index.name())) {
                throw new ItemException(ErrorCode.INVALID_INDEX, "Duplicate index name: " + index.name());
            }
            index.check(tableKeys);
            for (KeyAttribute key : index.keys().attributes()) {
                AttributeType other = types.putIfAbsent(key.name(), key.type());
                if (other != null && other != key.type()) {
                    throw new ItemException(
                            ErrorCode.INVALID_INDEX,
                            "Key attribute " + key.name() + " has type " + key.type() + " in index " + index.name()
                                    + " and type " + other + " in another key of the table");
                }
            }
        }
        checkCounts(indexes);
    }

    private static void checkCounts(List<IndexDefinition> indexes) {
        if (count(indexes, Kind.LOCAL) > TableDefinition.LOCAL_INDEXES_MAX) {
            throw new ItemException(
                    ErrorCode.INVALID_INDEX,
                    "Number of LocalSecondaryIndexes exceeds per-table limit of " + TableDefinition.LOCAL_INDEXES_MAX);
        }
        if (count(indexes, Kind.GLOBAL) > TableDefinition.GLOBAL_INDEXES_MAX) {
            throw new ItemException(
                    ErrorCode.INVALID_INDEX,
                    "GlobalSecondaryIndex count exceeds the per-table limit of " + TableDefinition.GLOBAL_INDEXES_MAX);
        }
        int projected = indexes.stream()
                .mapToInt(index -> index.projection().attributes().size())
                .sum();
        if (projected > TableDefinition.PROJECTED_ATTRIBUTES_MAX) {
            throw new ItemException(
                    ErrorCode.INVALID_INDEX,
                    "The indexes project " + projected + " attributes by name; the per-table limit is "
                            + TableDefinition.PROJECTED_ATTRIBUTES_MAX);
        }
    }

    private static long count(List<IndexDefinition> indexes, Kind kind) {
        return indexes.stream().filter(index -> index.kind() == kind).count();
    }
}
