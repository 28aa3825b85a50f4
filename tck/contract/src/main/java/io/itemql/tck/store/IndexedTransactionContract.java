package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.itemql.error.ErrorCode;
import io.itemql.item.AttributeType;
import io.itemql.item.Item;
import io.itemql.store.Access;
import io.itemql.store.Cancellation;
import io.itemql.store.Isolation;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ReadView;
import io.itemql.store.SortKeyRange;
import io.itemql.store.Transaction;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What transactions promise of secondary indexes. */
public abstract class IndexedTransactionContract extends StoreContract {
    private static void done(Transaction transaction, Write... writes) {
        for (Write write : writes) {
            transaction.write(WriteBatch.of(write)).get(0).orThrow();
        }
    }

    @Test
    void readsThroughAnIndexShowTheTransactionsOwnWrites() {
        table("flat", ONE_KEY);
        IndexDefinition byCity = IndexDefinition.global(
                "by_city",
                KeySchema.of(new KeyAttribute("city", AttributeType.S), new KeyAttribute("n", AttributeType.N)),
                Projection.ALL);
        IndexDefinition keysOnly = IndexDefinition.global(
                "names", KeySchema.of(new KeyAttribute("city", AttributeType.S)), Projection.KEYS_ONLY);
        store().createTable(TableDefinition.of("people", ONE_KEY).withIndexes(List.of(byCity, keysOnly)));
        for (int i = 0; i < 6; i++) {
            put("people", item("pk", "p" + i, "city", i % 2 == 0 ? "Oslo" : "Pune", "n", i, "more", i));
        }
        try (Transaction transaction = store().begin(Isolation.SNAPSHOT)) {
            done(
                    transaction,
                    new Write.Put("people", item("pk", "p0", "city", "Pune", "n", 2), Optional.empty()),
                    new Write.Put("people", item("pk", "p9", "city", "Oslo", "n", 3), Optional.empty()),
                    new Write.Delete("people", ItemKey.of(text("p4")), Optional.empty()));
            assertEquals(List.of("p2", "p9"), people(transaction, "by_city", "Oslo", false));
            assertEquals(List.of("p5", "p3", "p0", "p1"), people(transaction, "by_city", "Pune", true));
            assertEquals(Set.of("p0", "p1", "p3", "p5"), Set.copyOf(people(transaction, "names", "Pune", false)));
            assertEquals(
                    6,
                    read(transaction, ItemRead.of("people", Access.Scan.WHOLE).withIndex("by_city"))
                            .size());
            long mark = transaction.mark();
            done(transaction, new Write.Put("people", item("pk", "p9", "city", "Rome", "n", 3), Optional.empty()));
            assertEquals(List.of("p2"), people(transaction, "by_city", "Oslo", false));
            transaction.rollbackTo(mark);
            assertEquals(List.of("p2", "p9"), people(transaction, "by_city", "Oslo", false));
            try (ReadView outside = store().openView()) {
                assertEquals(List.of("p0", "p2", "p4"), people(outside, "by_city", "Oslo", false));
            }
            transaction.commit();
        }
        reopenStore();
        try (ReadView view = store().openView()) {
            assertEquals(List.of("p2", "p9"), people(view, "by_city", "Oslo", false));
            assertEquals(List.of("p1", "p0", "p3", "p5"), people(view, "by_city", "Pune", false));
        }
        try (Transaction transaction = store().begin(Isolation.SERIALIZABLE)) {
            people(transaction, "by_city", "Rome", false);
            done(transaction, new Write.Put("flat", item("pk", "seen", "n", 0), Optional.empty()));
            put("people", item("pk", "p8", "city", "Rome", "n", 1));
            assertFails(ErrorCode.TRANSACTION_CONFLICT, transaction::commit);
        }
        try (Transaction transaction = store().begin(Isolation.SERIALIZABLE)) {
            people(transaction, "by_city", "Rome", false);
            done(transaction, new Write.Put("flat", item("pk", "seen", "n", 1), Optional.empty()));
            put("people", item("pk", "p7", "city", "Bonn", "n", 1));
            transaction.commit();
        }
    }

    private static List<String> people(ReadView view, String index, String city, boolean descending) {
        Access query = new Access.Query(text(city), SortKeyRange.ALL, descending);
        return read(view, ItemRead.of("people", query).withIndex(index).withWholeItems(true)).stream()
                .map(item -> item.get("pk").toString().replace("'", ""))
                .toList();
    }

    /** What was written before must fit like what is written afterwards. */
    @Test
    void aCommitIsCheckedAgainstAnIndexThatWasCreatedMeanwhile() {
        table("people", ONE_KEY);
        put("people", item("pk", "old", "city", "", "n", 1));
        refusesToCommit(ErrorCode.INDEX_KEY_EMPTY, item("pk", "a", "city", "Oslo", "name", ""));
        refusesToCommit(ErrorCode.KEY_TOO_LONG, item("pk", "a", "city", "Oslo", "name", "x".repeat(1025)));
        refusesToCommit(ErrorCode.INDEX_KEY_TYPE_MISMATCH, item("pk", "a", "city", 5));
        try (Transaction transaction = store().begin(Isolation.SNAPSHOT)) {
            Write fits = new Write.Put("people", item("pk", "a", "city", "Oslo", "name", "N"), Optional.empty());
            // The empty city was there before the index.
            Write stays = new Write.Put("people", item("pk", "old", "city", "", "n", 2), Optional.empty());
            done(transaction, fits, stays);
            indexPeople();
            transaction.commit();
        }
        try (ReadView view = store().openView()) {
            assertEquals(List.of("a"), people(view, "by_city", "Oslo", false));
        }
    }

    private void refusesToCommit(ErrorCode refusal, Item misfit) {
        try (Transaction transaction = store().begin(Isolation.SNAPSHOT)) {
            done(transaction, new Write.Put("people", misfit, Optional.empty()));
            indexPeople();
            assertFails(refusal, transaction::commit);
        }
        store().dropIndex("people", "by_city");
        assertEquals(1, scan("people").size());
    }

    private void indexPeople() {
        KeySchema keys =
                KeySchema.of(new KeyAttribute("city", AttributeType.S), new KeyAttribute("name", AttributeType.S));
        store().createIndex("people", IndexDefinition.global("by_city", keys, Projection.ALL));
        store().awaitIndex("people", "by_city", Cancellation.NONE);
    }
}
