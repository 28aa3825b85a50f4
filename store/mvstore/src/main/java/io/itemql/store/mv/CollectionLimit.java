package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.mv.index.IndexChange;
import io.itemql.store.mv.table.CollectionSizes;
import io.itemql.store.mv.table.StoredTable;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses writes that make an item collection larger than allowed. One that is too large already may shrink, and its
 * items may be replaced by others that are not larger.
 *
 * @param bytesMax how many bytes the items of one partition key may have with their entries in local indexes
 */
record CollectionLimit(long bytesMax) {
    private record Collection(StoredTable table, ByteBuffer prefix) {
        static Collection of(StoredTable table, byte[] key) {
            return new Collection(table, table.collections().collection(key));
        }

        static Collection of(RowChange change) {
            return of(change.table(), change.key());
        }
    }

    /**
     * Checks the change of one item. The caller is inside the gate.
     *
     * @throws ItemException with {@link ErrorCode#COLLECTION_TOO_LARGE}
     */
    void check(StoredTable table, byte[] key, byte[] oldRow, byte[] newRow, List<IndexChange> entries) {
        if (table.collections().areLimited()
                && !isWithin(Collection.of(table, key), CollectionSizes.growth(oldRow, newRow, entries))) {
            throw refusal();
        }
    }

    /**
     * Which of some changes that happen together cannot, if any: the first that adds to a collection that would be too
     * large. The caller is inside the gate.
     */
    Optional<RowChange> firstRefused(List<RowChange> changes) {
        Map<Collection, Long> growths = new HashMap<>();
        for (RowChange change : changes) {
            if (change.table().collections().areLimited()) {
                growths.merge(Collection.of(change), growth(change), Long::sum);
            }
        }
        growths.entrySet().removeIf(entry -> isWithin(entry.getKey(), entry.getValue()));
        return growths.isEmpty()
                ? Optional.empty()
                : changes.stream()
                        .filter(change -> growths.containsKey(Collection.of(change)) && growth(change) > 0)
                        .findFirst();
    }

    private static long growth(RowChange change) {
        return CollectionSizes.growth(change.oldRow(), change.newRow(), change.entries());
    }

    private boolean isWithin(Collection collection, long growth) {
        return growth <= 0 || collection.table().collections().isWithin(collection.prefix(), bytesMax - growth);
    }

    /** Why a change is refused. */
    ItemException refusal() {
        return new ItemException(
                ErrorCode.COLLECTION_TOO_LARGE,
                ": the items of one partition key and their entries in local indexes may have at most " + bytesMax
                        + " bytes together");
    }
}
