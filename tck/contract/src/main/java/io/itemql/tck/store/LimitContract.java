package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ItemException;
import io.itemql.item.ItemLimits;
import io.itemql.store.Access;
import io.itemql.store.ItemRead;
import io.itemql.store.SortKeyRange;
import io.itemql.store.operation.ItemOperations;
import io.itemql.store.operation.PageResult;
import io.itemql.store.operation.QueryRequest;
import io.itemql.store.operation.TransactionCancelled;
import io.itemql.table.IndexDefinition;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is just within the limits of the service is taken, what is just beyond is refused and leaves nothing. */
public abstract class LimitContract extends StoreContract {
    @ParameterizedTest
    @EnumSource(Limit.class)
    void whatIsWithinIsTaken(Limit limit) {
        limit.tryWithin(new LimitTrial(store()));
    }

    @ParameterizedTest
    @EnumSource(Limit.class)
    void whatIsBeyondIsRefused(Limit limit) {
        LimitTrial trial = new LimitTrial(store());
        ItemException refusal = assertFails(limit.code(), () -> limit.tryBeyond(trial));
        String message = refusal instanceof TransactionCancelled cancelled
                ? cancelled.reasons().get(0).message().orElseThrow()
                : refusal.getMessage();
        if (!limit.message().equals(Limit.Text.ANY)) {
            assertEquals(limit.message(), message);
        }
        if (store().catalogue().table("table").isPresent()) {
            assertEquals(trial.itemsStored(), scan("table").size());
        }
    }

    /** A page of an index counts the bytes of its entries, not of the items. */
    @Test
    void aPageOfAnIndexEndsAtOneMegabyte() {
        IndexDefinition all = IndexDefinition.global("all", ONE_KEY, Projection.ALL);
        IndexDefinition keys = IndexDefinition.global("keys", ONE_KEY, Projection.KEYS_ONLY);
        store().createTable(TableDefinition.of("paged", TEXT_KEYS).withIndexes(List.of(all, keys)));
        int items = 5;
        int itemBytes = ItemLimits.PAGE_BYTES_MAX / 4;
        for (int i = 0; i < items; i++) {
            put("paged", item("pk", "p", "sk", "s" + i, "t", "x".repeat(itemBytes - 8)));
        }
        ItemOperations operations = new ItemOperations(store());
        QueryRequest query = QueryRequest.of("paged", text("p")).withIndexName("all");
        PageResult page = operations.query(query);
        assertEquals(4, page.count());
        assertTrue(page.lastEvaluatedKey().isPresent());
        PageResult rest = operations.query(
                query.withExclusiveStartKey(page.lastEvaluatedKey().get()));
        assertEquals(1, rest.count());
        assertTrue(rest.lastEvaluatedKey().isEmpty());
        PageResult ofKeys = operations.query(query.withIndexName("keys"));
        assertEquals(items, ofKeys.count());
        assertTrue(ofKeys.lastEvaluatedKey().isEmpty());
        // One byte less in each item: the fourth does not fill the page.
        for (int i = 0; i < items; i++) {
            put("paged", item("pk", "p", "sk", "s" + i, "t", "x".repeat(itemBytes - 9)));
        }
        assertEquals(5, operations.query(query).count());
        assertEquals(
                items,
                read(ItemRead.of("paged", new Access.Query(text("p"), SortKeyRange.ALL, false))
                                .withIndex("all"))
                        .size());
    }
}
