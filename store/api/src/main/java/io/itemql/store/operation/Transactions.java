package io.itemql.store.operation;

import io.itemql.condition.UpdatedItem;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Item;
import io.itemql.item.ItemLimits;
import io.itemql.item.ItemSize;
import io.itemql.store.Access;
import io.itemql.store.BatchToken;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.store.operation.TransactWriteRequest.Action;
import io.itemql.store.operation.TransactionCancelled.Reason;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** TransactWriteItems and TransactGetItems. Safe for use by several threads if the store is. */
final class Transactions {
    private static final int TOKEN_LENGTH_MAX = 36;
    private static final String TOKEN_FAULT =
            "1 validation error detected: Value '%s' at 'clientRequestToken' failed to satisfy constraint: "
                    + "Member must have length %s than or equal to %d";
    private static final String COUNT_FAULT =
            "1 validation error detected: Value '[%s]' at 'transactItems' failed to satisfy constraint: "
                    + "Member must have length %s than or equal to %d";

    private record Place(String table, ItemKey key) {}

    private final ItemStore store;

    Transactions(ItemStore store) {
        this.store = store;
    }

    TransactWriteResult write(TransactWriteRequest request) {
        checkCount(request.actions().size());
        checkToken(request.clientRequestToken().orElse("-"));
        try (ReadView view = store.openView()) {
            checkWrites(request.actions(), view);
        }
        List<Action> actions = request.actions();
        List<Write> writes = actions.stream().map(Action::write).toList();
        WriteBatch batch = WriteBatch.atomic(writes, actions.stream().anyMatch(Action::returnsItemOnFailure));
        if (request.clientRequestToken().isEmpty()) {
            return result(actions, store.write(batch));
        }
        BatchToken token = new BatchToken(request.clientRequestToken().get(), RequestFingerprint.of(actions));
        List<WriteOutcome> outcomes = store.write(batch.withToken(token));
        return outcomes.isEmpty() ? readAgain(writes) : result(actions, outcomes);
    }

    private static void checkToken(String token) {
        if (token.isEmpty()) {
            throw RequestChecks.invalid(TOKEN_FAULT.formatted("", "greater", 1));
        }
        if (token.length() > TOKEN_LENGTH_MAX) {
            throw RequestChecks.invalid(TOKEN_FAULT.formatted(token, "less", TOKEN_LENGTH_MAX));
        }
    }

    private static void checkCount(int count) {
        if (count == 0) {
            throw RequestChecks.invalid(COUNT_FAULT.formatted("", "greater", 1));
        }
        if (count > ItemOperations.TRANSACT_ACTIONS_MAX) {
            throw new ItemException(
                    ErrorCode.LIMIT_EXCEEDED,
                    COUNT_FAULT.formatted("...", "less", ItemOperations.TRANSACT_ACTIONS_MAX));
        }
    }

    /** What the service refuses before it looks at any item. */
    private static void checkWrites(List<Action> actions, ReadView view) {
        Set<Place> places = new HashSet<>();
        long bytes = 0;
        for (Action action : actions) {
            Write write = action.write();
            TableDefinition table = view.table(write.table()).definition();
            KeySchema keys = table.keys();
            RequestChecks.condition(write.condition(), table);
            if (write instanceof Write.Change change) {
                RequestChecks.update(change.update(), table);
            }
            if (write instanceof Write.Put put) {
                bytes += ItemLimits.check(put.item(), ErrorCode.ITEM_TOO_LARGE);
            }
            Optional<ItemKey> key = checkedKey(write, keys);
            if (key.isPresent() && !places.add(new Place(write.table(), key.get()))) {
                throw RequestChecks.invalid("Transaction request cannot include multiple operations on one item");
            }
        }
        ItemLimits.checkTransaction(bytes);
    }

    /** The key of a write; empty if it has a fault that cancels the transaction instead of refusing the request. */
    private static Optional<ItemKey> checkedKey(Write write, KeySchema keys) {
        try {
            if (write instanceof Write.Put put) {
                return Optional.of(ItemKey.ofItem(put.item(), keys));
            }
            ItemKey key = keyOf(write);
            key.check(keys);
            return Optional.of(key);
        } catch (ItemException e) {
            if (e.code() == ErrorCode.KEY_EMPTY || e.code() == ErrorCode.KEY_TOO_LONG) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static ItemKey keyOf(Write write, KeySchema keys) {
        return write instanceof Write.Put put ? ItemKey.ofItem(put.item(), keys) : keyOf(write);
    }

    private static ItemKey keyOf(Write write) {
        if (write instanceof Write.Change change) {
            return change.key();
        }
        return write instanceof Write.Delete delete ? delete.key() : ((Write.Check) write).key();
    }

    /** What a request costs that was carried out before: its items are read. */
    private TransactWriteResult readAgain(List<Write> writes) {
        Map<String, ConsumedCapacity> capacity = new LinkedHashMap<>();
        try (ReadView view = store.openView()) {
            for (Write write : writes) {
                ItemKey key =
                        keyOf(write, view.table(write.table()).definition().keys());
                ItemRead read =
                        ItemRead.of(write.table(), new Access.Get(List.of(key))).withConsistent(true);
                try (ItemCursor cursor = view.open(read)) {
                    cursor.next();
                    ConsumedCapacity twice = cursor.capacity().plus(cursor.capacity());
                    capacity.merge(write.table(), twice, ConsumedCapacity::plus);
                }
            }
        }
        return new TransactWriteResult(capacity);
    }

    private static TransactWriteResult result(List<Action> actions, List<WriteOutcome> outcomes) {
        List<Reason> reasons = new ArrayList<>();
        Map<String, ConsumedCapacity> capacity = new LinkedHashMap<>();
        boolean cancelled = false;
        for (int i = 0; i < outcomes.size(); i++) {
            WriteOutcome outcome = outcomes.get(i);
            ItemException failure = outcome.failure().orElse(null);
            cancelled |= failure != null;
            boolean returnsItem = actions.get(i).returnsItemOnFailure();
            reasons.add(
                    failure == null
                            ? Reason.NONE
                            : Reason.of(failure, returnsItem ? outcome.before() : Optional.empty()));
            // Not the parts of indexes.
            ConsumedCapacity twice = outcome.capacity().plus(outcome.capacity().table());
            capacity.merge(actions.get(i).write().table(), twice, ConsumedCapacity::plus);
        }
        if (cancelled) {
            throw new TransactionCancelled(reasons);
        }
        return new TransactWriteResult(capacity);
    }

    TransactGetResult get(TransactGetRequest request) {
        checkCount(request.gets().size());
        try (ReadView view = store.openView()) {
            checkGets(request.gets(), view);
            List<Optional<Item>> responses = new ArrayList<>();
            Map<String, ConsumedCapacity> capacity = new LinkedHashMap<>();
            long bytes = 0;
            for (TransactGetRequest.Get get : request.gets()) {
                ItemRead read = ItemRead.of(get.table(), new Access.Get(List.of(get.key())))
                        .withConsistent(true);
                try (ItemCursor cursor = view.open(read)) {
                    Optional<Item> item = cursor.next() ? Optional.of(cursor.item()) : Optional.empty();
                    bytes += item.map(ItemSize::of).orElse(0);
                    responses.add(item.map(found -> projected(found, get)));
                    ConsumedCapacity twice = cursor.capacity().plus(cursor.capacity());
                    capacity.merge(get.table(), twice, ConsumedCapacity::plus);
                }
            }
            ItemLimits.checkTransaction(bytes);
            return new TransactGetResult(responses, capacity);
        }
    }

    private static Item projected(Item item, TransactGetRequest.Get get) {
        return get.projection().isEmpty() ? item : UpdatedItem.project(item, get.projection());
    }

    private static void checkGets(List<TransactGetRequest.Get> gets, ReadView view) {
        Set<Place> places = new HashSet<>();
        List<Reason> reasons = new ArrayList<>();
        for (TransactGetRequest.Get get : gets) {
            TableDefinition table = view.table(get.table()).definition();
            KeySchema keys = table.keys();
            RequestChecks.projection(get.projection(), table);
            if (!places.add(new Place(get.table(), get.key()))) {
                throw RequestChecks.invalid("Transaction request cannot include multiple operations on one item");
            }
            reasons.add(reason(get.key(), keys));
        }
        if (reasons.stream().anyMatch(reason -> !reason.equals(Reason.NONE))) {
            throw new TransactionCancelled(reasons);
        }
    }

    private static Reason reason(ItemKey key, KeySchema keys) {
        try {
            key.check(keys);
            return Reason.NONE;
        } catch (ItemException e) {
            if (e.code() != ErrorCode.KEY_SCHEMA_MISMATCH) {
                throw e;
            }
            return Reason.of(e, Optional.empty());
        }
    }
}
