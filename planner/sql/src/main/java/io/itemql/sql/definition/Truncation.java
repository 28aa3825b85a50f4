package io.itemql.sql.definition;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.operator.Execution;
import io.itemql.store.Access;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemRead;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * TRUNCATE TABLE: deletes the items that the table has when the statement starts. Dropping and creating the table would
 * be faster, but a crash or another statement in between would find no table.
 */
final class Truncation {
    private static final int BATCH_ITEMS = 1000;

    private Truncation() {}

    static void carryOut(Execution execution, String table) {
        execution.view().table(table);
        ItemRead read = ItemRead.of(table, Access.Scan.WHOLE).withCancellation(execution.cancellation());
        List<Write> writes = new ArrayList<>(BATCH_ITEMS);
        try (ItemCursor items = execution.view().open(read)) {
            while (items.next()) {
                writes.add(new Write.Delete(table, items.key(), Optional.empty()));
                if (writes.size() == BATCH_ITEMS) {
                    delete(execution, writes);
                }
            }
            execution.counters().add(items.itemsExamined(), 1, items.capacity());
        }
        delete(execution, writes);
    }

    /**
     * @throws ItemException with the first failure; {@link ErrorCode#CANCELLED} between batches
     */
    private static void delete(Execution execution, List<Write> writes) {
        execution.cancellation().check();
        execution.store().write(new WriteBatch(writes, false)).forEach(outcome -> {
            outcome.orThrow();
            execution.counters().add(0, 0, outcome.capacity());
        });
        writes.clear();
    }
}
