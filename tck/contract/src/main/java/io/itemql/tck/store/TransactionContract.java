package io.itemql.tck.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.condition.ComparisonOperator;
import io.itemql.condition.Condition;
import io.itemql.condition.Operand;
import io.itemql.condition.Update;
import io.itemql.error.ErrorCode;
import io.itemql.item.AttributePath;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.store.Access;
import io.itemql.store.Isolation;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ReadView;
import io.itemql.store.SortKeyRange;
import io.itemql.store.Transaction;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.store.WriteTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What transactions promise: their own writes in every kind of read, all or nothing, and the levels of isolation. */
public abstract class TransactionContract extends StoreContract {
    @BeforeEach
    final void createTables() {
        table("flat", ONE_KEY);
        table("songs", TEXT_KEYS);
    }

    private static Write song(String sk, int n) {
        return new Write.Put("songs", item("pk", "p", "sk", sk, "n", n), Optional.empty());
    }

    private static Write put(String pk, int n) {
        return new Write.Put("flat", item("pk", pk, "n", n), Optional.empty());
    }

    private static Write insert(String pk, int n) {
        return new Write.Put("flat", item("pk", pk, "n", n), Optional.of(Condition.notExists(AttributePath.of("pk"))));
    }

    private static Write delete(String pk) {
        return new Write.Delete("flat", ItemKey.of(text(pk)), Optional.empty());
    }

    private static Write add(String pk, int n) {
        Update addition = new Update(
                List.of(), List.of(), List.of(new Update.Add(AttributePath.of("n"), NumberValue.of(n))), List.of());
        return new Write.Change("flat", ItemKey.of(text(pk)), addition, Optional.empty());
    }

    private static WriteOutcome write(WriteTarget target, Write write) {
        return target.write(new WriteBatch(List.of(write), true)).get(0);
    }

    private static void done(WriteTarget target, Write... writes) {
        for (Write write : writes) {
            write(target, write).orThrow();
        }
    }

    private static List<String> sortKeys(ReadView view, Access access) {
        return read(view, ItemRead.of("songs", access)).stream()
                .map(item -> item.get("sk").toString().replace("'", ""))
                .toList();
    }

    private static Access.Query query(SortKeyRange range, boolean descending) {
        return new Access.Query(text("p"), range, descending);
    }

    private static Optional<Item> get(ReadView view, String pk) {
        return read(view, ItemRead.of("flat", new Access.Get(List.of(ItemKey.of(text(pk)))))).stream()
                .findFirst();
    }

    private static Optional<Item> flat(String pk, int n) {
        return Optional.of(item("pk", pk, "n", n));
    }

    private Optional<Item> committed(String pk) {
        try (ReadView view = store().openView()) {
            return get(view, pk);
        }
    }

    @Test
    void everyKindOfReadShowsTheTransactionsOwnWrites() {
        for (String sk : List.of("b", "d", "f", "h")) {
            put("songs", item("pk", "p", "sk", sk, "n", 1));
        }
        try (Transaction transaction = store().begin(Isolation.SNAPSHOT)) {
            done(transaction, song("a", 2), song("d", 2), song("e", 2), song("i", 2));
            done(transaction, new Write.Delete("songs", ItemKey.of(text("p"), text("f")), Optional.empty()));
            List<String> expected = List.of("a", "b", "d", "e", "h", "i");
            assertEquals(expected, sortKeys(transaction, query(SortKeyRange.ALL, false)));
            List<String> backwards = List.of("i", "h", "e", "d", "b", "a");
            assertEquals(backwards, sortKeys(transaction, query(SortKeyRange.ALL, true)));
            SortKeyRange middle = SortKeyRange.between(text("b"), false, text("h"), false);
            assertEquals(List.of("d", "e"), sortKeys(transaction, query(middle, false)));
            assertEquals(List.of("e", "d"), sortKeys(transaction, query(middle, true)));
            SortKeyRange upToE = SortKeyRange.between(null, true, text("e"), true);
            assertEquals(List.of("e", "d", "b", "a"), sortKeys(transaction, query(upToE, true)));
            assertEquals(expected, sortKeys(transaction, Access.Scan.WHOLE));
            assertEquals(expected, segments(transaction));
            List<ItemKey> keys = List.of(ItemKey.of(text("p"), text("f")), ItemKey.of(text("p"), text("d")));
            assertEquals(
                    List.of(item("pk", "p", "sk", "d", "n", 2)),
                    read(transaction, ItemRead.of("songs", new Access.Get(keys))));
            Condition changed = Condition.compare(
                    new Operand.Path(AttributePath.of("n")),
                    ComparisonOperator.EQUAL,
                    new Operand.Literal(NumberValue.of(2)));
            assertEquals(
                    4,
                    read(transaction, ItemRead.of("songs", Access.Scan.WHOLE).withFilter(changed))
                            .size());
            assertEquals(pages(transaction, false), expected);
            assertEquals(pages(transaction, true), backwards);
        }
        assertEquals(4, scan("songs").size());
    }

    private static List<String> segments(ReadView view) {
        List<String> found = new ArrayList<>();
        for (int segment = 0; segment < 3; segment++) {
            found.addAll(sortKeys(view, new Access.Scan(segment, 3)));
        }
        return found;
    }

    /** The sort keys of pages of one item, each of which starts where the last has ended. */
    private static List<String> pages(ReadView view, boolean descending) {
        List<String> found = new ArrayList<>();
        ItemRead read =
                ItemRead.of("songs", query(SortKeyRange.ALL, descending)).withPage(1, Long.MAX_VALUE);
        boolean isMore = true;
        while (isMore) {
            try (ItemCursor cursor = view.open(read)) {
                while (cursor.next()) {
                    found.add(cursor.item().get("sk").toString().replace("'", ""));
                }
                isMore = cursor.resumeKey().isPresent();
                if (isMore) {
                    read = read.withStartAfter(cursor.resumeKey().get());
                }
            }
        }
        return found;
    }

    @Test
    void othersSeeNothingBeforeTheCommitAndEverythingAfterwards() {
        put("flat", item("pk", "old", "n", 1));
        try (Transaction transaction = store().begin(Isolation.SNAPSHOT);
                ReadView before = store().openView()) {
            done(transaction, put("new", 1), add("old", 1), delete("old"), add("old", 5));
            assertEquals(Optional.empty(), committed("new"));
            assertEquals(flat("old", 1), committed("old"));
            transaction.commit();
            assertTrue(transaction.hasEnded());
            assertEquals(flat("new", 1), committed("new"));
            assertEquals(flat("old", 5), committed("old"));
            assertEquals(Optional.empty(), get(before, "new"));
        }
        reopenStore();
        assertEquals(flat("old", 5), committed("old"));
        assertEquals(2, store().statistics("flat").itemCount());
    }

    @Test
    void withoutCommitNothingHappens() {
        try (Transaction transaction = store().begin(Isolation.SNAPSHOT)) {
            done(transaction, put("a", 1));
        }
        assertEquals(List.of(), scan("flat"));
        assertEquals(0, store().statistics("flat").itemCount());
        Transaction ended = store().begin(Isolation.SERIALIZABLE);
        ended.commit();
        assertFails(ErrorCode.TRANSACTION_ENDED, () -> write(ended, put("a", 1)));
        assertFails(ErrorCode.TRANSACTION_ENDED, ended::commit);
        assertFails(ErrorCode.TRANSACTION_ENDED, () -> ended.table("flat"));
        ended.close();
    }

    @Test
    void readsShowTheBeginningWhateverOthersWrite() {
        put("flat", item("pk", "a", "n", 1));
        try (Transaction transaction = store().begin(Isolation.SNAPSHOT)) {
            put("flat", item("pk", "a", "n", 2));
            put("flat", item("pk", "b", "n", 2));
            assertEquals(flat("a", 1), get(transaction, "a"));
            assertEquals(List.of(item("pk", "a", "n", 1)), read(transaction, ItemRead.of("flat", Access.Scan.WHOLE)));
            transaction.commit();
        }
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void theFirstOfTwoThatWriteOneItemCommits(Isolation isolation) {
        put("flat", item("pk", "a", "n", 1));
        try (Transaction one = store().begin(isolation);
                Transaction two = store().begin(isolation)) {
            done(one, add("a", 1));
            done(two, add("a", 10), put("other", 1));
            one.commit();
            assertFails(ErrorCode.TRANSACTION_CONFLICT, two::commit);
            assertTrue(two.hasEnded());
        }
        assertEquals(flat("a", 2), committed("a"));
        assertEquals(Optional.empty(), committed("other"));
    }

    @Test
    void aSingleWriteCountsAsFirstToo() {
        try (Transaction transaction = store().begin(Isolation.SNAPSHOT)) {
            done(transaction, insert("a", 1));
            put("flat", item("pk", "a", "n", 2));
            assertFails(ErrorCode.TRANSACTION_CONFLICT, transaction::commit);
        }
        try (Transaction transaction = store().begin(Isolation.SNAPSHOT)) {
            done(transaction, delete("a"));
            write(delete("a")).orThrow();
            assertFails(ErrorCode.TRANSACTION_CONFLICT, transaction::commit);
        }
    }

    /** Writing an item as it is, is how a transaction says that it relies on it. */
    @Test
    void anItemThatWasWrittenAsItWasHasBeenWritten() {
        put("flat", item("pk", "a", "n", 1));
        try (Transaction one = store().begin(Isolation.SNAPSHOT);
                Transaction two = store().begin(Isolation.SNAPSHOT)) {
            done(one, put("a", 1), put("b", 1));
            done(two, put("a", 1), put("c", 1));
            one.commit();
            assertFails(ErrorCode.TRANSACTION_CONFLICT, two::commit);
        }
        try (Transaction transaction = store().begin(Isolation.SNAPSHOT)) {
            done(transaction, put("a", 7));
            put("flat", item("pk", "a", "n", 2));
            put("flat", item("pk", "a", "n", 1));
            assertFails(ErrorCode.TRANSACTION_CONFLICT, transaction::commit);
        }
    }

    @Test
    void writeSkewHappensUnderSnapshotOnly() {
        for (Isolation isolation : Isolation.values()) {
            put("flat", item("pk", "x", "n", 1));
            put("flat", item("pk", "y", "n", 1));
            try (Transaction one = store().begin(isolation);
                    Transaction two = store().begin(isolation)) {
                get(one, "y");
                get(two, "x");
                done(one, put("x", 0));
                done(two, put("y", 0));
                one.commit();
                if (isolation == Isolation.SNAPSHOT) {
                    two.commit();
                } else {
                    assertFails(ErrorCode.TRANSACTION_CONFLICT, two::commit);
                }
            }
        }
    }

    @Test
    void serializableReadsIncludeWhatWasNotThere() {
        put("songs", item("pk", "p", "sk", "b", "n", 1));
        put("songs", item("pk", "p", "sk", "m", "n", 1));
        SortKeyRange range = SortKeyRange.between(text("c"), true, text("f"), true);
        for (Access access : List.of(
                query(range, false),
                query(range, true),
                Access.Scan.WHOLE,
                new Access.Get(List.of(ItemKey.of(text("p"), text("d")))))) {
            try (Transaction transaction = store().begin(Isolation.SERIALIZABLE)) {
                sortKeys(transaction, access);
                done(transaction, put("found", 0));
                write(song("d", 1)).orThrow();
                assertFails(ErrorCode.TRANSACTION_CONFLICT, transaction::commit);
            }
            write(new Write.Delete("songs", ItemKey.of(text("p"), text("d")), Optional.empty()))
                    .orThrow();
        }
    }

    @Test
    void serializableReadsCountAsFarAsTheyWent() {
        for (int i = 0; i < 10; i++) {
            put("songs", item("pk", "p", "sk", "s" + i, "n", 1));
        }
        for (boolean descending : List.of(false, true)) {
            for (String changed : List.of("s0", "s9")) {
                try (Transaction transaction = store().begin(Isolation.SERIALIZABLE)) {
                    ItemRead read = ItemRead.of("songs", query(SortKeyRange.ALL, descending));
                    try (ItemCursor cursor = transaction.open(read.withPage(3, Long.MAX_VALUE))) {
                        while (cursor.next()) {
                            assertNotEquals(null, cursor.key());
                        }
                    }
                    done(transaction, put("found", descending ? 1 : 2));
                    write(song(changed, changed.length() + (descending ? 7 : 3) * changed.charAt(1)))
                            .orThrow();
                    if (changed.equals(descending ? "s9" : "s0")) {
                        assertFails(ErrorCode.TRANSACTION_CONFLICT, transaction::commit);
                    } else {
                        transaction.commit();
                    }
                }
            }
        }
    }

    @Test
    void aCheckHoldsUntilTheCommit() {
        put("flat", item("pk", "parent", "n", 1));
        Write check = new Write.Check("flat", ItemKey.of(text("parent")), Condition.exists(AttributePath.of("pk")));
        try (Transaction transaction = store().begin(Isolation.SNAPSHOT)) {
            done(transaction, check, put("child", 1));
            write(delete("parent")).orThrow();
            assertFails(ErrorCode.TRANSACTION_CONFLICT, transaction::commit);
        }
        try (Transaction transaction = store().begin(Isolation.SNAPSHOT)) {
            assertEquals(
                    ErrorCode.CONDITION_FAILED,
                    write(transaction, check).failure().orElseThrow().code());
        }
    }

    @Test
    void marksTakeBackWhatCameLater() {
        put("flat", item("pk", "a", "n", 1));
        try (Transaction transaction = store().begin(Isolation.SNAPSHOT)) {
            done(transaction, add("a", 1), put("b", 1));
            long first = transaction.mark();
            done(transaction, add("a", 10), delete("b"), put("c", 1));
            long second = transaction.mark();
            done(transaction, delete("a"));
            transaction.rollbackTo(second);
            assertEquals(flat("a", 12), get(transaction, "a"));
            transaction.rollbackTo(first);
            assertEquals(flat("a", 2), get(transaction, "a"));
            assertEquals(flat("b", 1), get(transaction, "b"));
            assertEquals(Optional.empty(), get(transaction, "c"));
            done(transaction, put("d", 1));
            transaction.rollbackTo(first);
            done(transaction, put("e", 1));
            transaction.commit();
        }
        Set<Item> expected = Set.of(item("pk", "a", "n", 2), item("pk", "b", "n", 1), item("pk", "e", "n", 1));
        assertEquals(expected, scan("flat").stream().collect(Collectors.toSet()));
    }

    @Test
    void viewsStayAsTheyWereAndOutliveTheTransaction() {
        put("flat", item("pk", "a", "n", 1));
        Transaction transaction = store().begin(Isolation.SNAPSHOT);
        done(transaction, put("b", 1));
        ReadView view = transaction.openView();
        done(transaction, put("c", 1), put("b", 2));
        ItemCursor cursor = view.open(ItemRead.of("flat", Access.Scan.WHOLE));
        transaction.commit();
        transaction.close();
        put("flat", item("pk", "z"));
        List<Item> found = new ArrayList<>();
        while (cursor.next()) {
            found.add(cursor.item());
        }
        assertEquals(Set.of(item("pk", "a", "n", 1), item("pk", "b", "n", 1)), Set.copyOf(found));
        assertEquals(flat("b", 1), get(view, "b"));
        cursor.close();
        view.close();
    }

    @Test
    void conditionsSeeTheTransactionsOwnWrites() {
        try (Transaction transaction = store().begin(Isolation.SNAPSHOT)) {
            done(transaction, insert("a", 1));
            assertEquals(
                    ErrorCode.CONDITION_FAILED,
                    write(transaction, insert("a", 2)).failure().orElseThrow().code());
            done(transaction, delete("a"), insert("a", 3));
            List<WriteOutcome> outcomes =
                    transaction.write(WriteBatch.atomic(List.of(put("x", 1), insert("a", 1), put("y", 1)), true));
            assertTrue(outcomes.stream().allMatch(outcome -> outcome.failure().isPresent()));
            assertEquals(Optional.empty(), get(transaction, "x"));
            transaction.commit();
        }
        assertEquals(List.of(item("pk", "a", "n", 3)), scan("flat"));
    }

    @Test
    void aTransactionKnowsItsAttributesBeforeTheStoreDoes() {
        put("flat", item("pk", "a", "n", 1));
        try (Transaction transaction = store().begin(Isolation.SNAPSHOT)) {
            long before = transaction.table("flat").version();
            done(transaction, new Write.Put("flat", item("pk", "b", "fresh", "x"), Optional.empty()));
            long after = transaction.table("flat").version();
            assertNotEquals(before, after);
            assertEquals(after, transaction.table("flat").version());
            assertEquals(Set.of("pk", "n", "fresh"), attributes(transaction));
            transaction.rollbackTo(0);
            assertEquals(Set.of("pk", "n"), attributes(transaction));
            // The last item with an attribute goes elsewhere, but is still there for this transaction.
            put("flat", item("pk", "a"));
            assertEquals(Set.of("pk", "n"), attributes(transaction));
            assertEquals(flat("a", 1), get(transaction, "a"));
        }
        Set<String> left = store().statistics("flat").attributes().stream()
                .map(attribute -> attribute.name())
                .collect(Collectors.toSet());
        assertEquals(Set.of("pk"), left);
    }

    private static Set<String> attributes(Transaction transaction) {
        return transaction.statistics("flat").attributes().stream()
                .map(attribute -> attribute.name())
                .collect(Collectors.toSet());
    }

    @Test
    void aDroppedTableIsStillReadButNotWritten() {
        put("flat", item("pk", "a", "n", 1));
        try (Transaction transaction = store().begin(Isolation.SNAPSHOT)) {
            done(transaction, add("a", 1));
            store().dropTable("flat");
            assertEquals(flat("a", 2), get(transaction, "a"));
            assertFails(ErrorCode.TRANSACTION_CONFLICT, () -> write(transaction, put("b", 1)));
            assertFails(ErrorCode.TRANSACTION_CONFLICT, transaction::commit);
        }
        reopenStore();
        assertEquals(Optional.empty(), store().catalogue().table("flat"));
    }

    @Test
    void tenThousandItemsAreOneTransaction() {
        int items = 10_000;
        try (Transaction transaction = store().begin(Isolation.SNAPSHOT)) {
            for (int i = 0; i < items; i += 100) {
                List<Write> writes = new ArrayList<>();
                for (int j = i; j < i + 100; j++) {
                    writes.add(put("k" + j, j));
                }
                transaction.write(new WriteBatch(writes, false)).forEach(WriteOutcome::orThrow);
            }
            assertEquals(
                    items,
                    read(transaction, ItemRead.of("flat", Access.Scan.WHOLE)).size());
            transaction.commit();
        }
        reopenStore();
        assertEquals(items, scan("flat").size());
        assertEquals(items, store().statistics("flat").itemCount());
    }
}
