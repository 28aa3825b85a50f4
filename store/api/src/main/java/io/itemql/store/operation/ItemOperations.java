package io.itemql.store.operation;

import io.itemql.condition.Condition;
import io.itemql.condition.UpdatedItem;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.Item;
import io.itemql.item.ItemLimits;
import io.itemql.item.ItemSize;
import io.itemql.store.Access;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.IndexKeys;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemPosition;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The operations of the item API on a store: what a DynamoDB client calls, with the service's limits, units and texts.
 *
 * <p>Every method fails with {@link ErrorCode#UNKNOWN_TABLE} if a table does not exist, with
 * {@link ErrorCode#INVALID_REQUEST} or a more exact code if the service would refuse the request, and then changes
 * nothing. Safe for use by several threads if the store is.
 */
public final class ItemOperations {
    /** How many keys one BatchGetItem takes. */
    public static final int BATCH_GET_KEYS_MAX = 100;
    /** How many writes one BatchWriteItem takes. */
    public static final int BATCH_WRITES_MAX = 25;
    /** How many bytes of items one BatchGetItem returns; the keys beyond are unprocessed. */
    public static final long BATCH_GET_BYTES_MAX = 16L * 1024 * 1024;

    /** How many items one transaction takes. */
    public static final int TRANSACT_ACTIONS_MAX = 100;

    private static final String LENGTH_FAULT =
            "1 validation error detected: Value%s at '%s' failed to satisfy constraint: %s";

    private final ItemStore store;
    private final Transactions transactions;

    /** Operations on a store. */
    public ItemOperations(ItemStore store) {
        this.store = store;
        this.transactions = new Transactions(store);
    }

    public GetResult get(GetRequest request) {
        try (ReadView view = store.openView()) {
            TableDefinition table = view.table(request.table()).definition();
            RequestChecks.projection(request.projection(), table);
            request.key().check(table.keys());
            ItemRead read = ItemRead.of(request.table(), new Access.Get(List.of(request.key())))
                    .withConsistent(request.consistentRead());
            try (ItemCursor cursor = view.open(read)) {
                Optional<Item> item =
                        cursor.next() ? Optional.of(projected(cursor.item(), request.projection())) : Optional.empty();
                return new GetResult(item, cursor.capacity());
            }
        }
    }

    public PageResult query(QueryRequest request) {
        try (ReadView view = store.openView()) {
            ReadTarget target = ReadTarget.of(view.table(request.table()), request.indexName());
            RequestChecks.query(request, target);
            Access access = new Access.Query(request.partition(), request.range(), !request.scanIndexForward());
            ItemRead read = read(target, access, request.filter(), request.exclusiveStartKey())
                    .withConsistent(request.consistentRead())
                    .withWholeItems(target.needsWholeItems(request.select(), request.projection()));
            return page(view, read, request.limit(), request.select(), request.projection());
        }
    }

    public PageResult scan(ScanRequest request) {
        try (ReadView view = store.openView()) {
            ReadTarget target = ReadTarget.of(view.table(request.table()), request.indexName());
            RequestChecks.scan(request, target);
            Access access = new Access.Scan(request.segment(), request.totalSegments());
            ItemRead read = read(target, access, request.filter(), request.exclusiveStartKey())
                    .withConsistent(request.consistentRead())
                    .withWholeItems(target.needsWholeItems(request.select(), request.projection()));
            return page(view, read, request.limit(), request.select(), request.projection());
        }
    }

    private static ItemRead read(
            ReadTarget target, Access access, Optional<Condition> filter, Optional<ItemPosition> startAfter) {
        ItemRead read = ItemRead.of(target.table().name(), access);
        if (target.index().isPresent()) {
            read = read.withIndex(target.index().get().name());
        }
        if (filter.isPresent()) {
            read = read.withFilter(filter.get());
        }
        return startAfter.isPresent() ? read.withStartAfter(startAfter.get()) : read;
    }

    private static PageResult page(
            ReadView view, ItemRead read, OptionalInt limit, Select select, List<AttributePath> projection) {
        long itemsMax = limit.isPresent() ? limit.getAsInt() : Long.MAX_VALUE;
        try (ItemCursor cursor = view.open(read.withPage(itemsMax, ItemLimits.PAGE_BYTES_MAX))) {
            List<Item> items = new ArrayList<>();
            long count = 0;
            while (cursor.next()) {
                count++;
                if (select != Select.COUNT) {
                    items.add(projected(cursor.item(), projection));
                }
            }
            return new PageResult(items, count, cursor.itemsExamined(), cursor.resumeKey(), cursor.capacity());
        }
    }

    private static Item projected(Item item, List<AttributePath> projection) {
        return projection.isEmpty() ? item : UpdatedItem.project(item, projection);
    }

    /** @throws ItemException with {@link ErrorCode#CONDITION_FAILED} among others */
    public WriteResult put(PutRequest request) {
        RequestChecks.returnValues(request.returnValues());
        checkCondition(request.table(), request.condition());
        WriteOutcome outcome =
                write(new Write.Put(request.table(), request.item(), request.condition()), request.returnValues());
        return new WriteResult(outcome.before(), outcome.capacity());
    }

    /** @throws ItemException with {@link ErrorCode#CONDITION_FAILED} among others */
    public WriteResult delete(DeleteRequest request) {
        RequestChecks.returnValues(request.returnValues());
        checkCondition(request.table(), request.condition());
        WriteOutcome outcome =
                write(new Write.Delete(request.table(), request.key(), request.condition()), request.returnValues());
        return new WriteResult(outcome.before(), outcome.capacity());
    }

    /** @throws ItemException with {@link ErrorCode#CONDITION_FAILED} among others */
    public WriteResult update(UpdateRequest request) {
        RequestChecks.update(request.update(), definition(request.table()));
        checkCondition(request.table(), request.condition());
        WriteOutcome outcome = write(
                new Write.Change(request.table(), request.key(), request.update(), request.condition()),
                request.returnValues());
        List<AttributePath> targets = request.update().targets();
        Optional<Item> attributes =
                switch (request.returnValues()) {
                    case NONE -> Optional.empty();
                    case ALL_OLD -> outcome.before();
                    case ALL_NEW -> outcome.after();
                    case UPDATED_OLD -> outcome.before().map(item -> UpdatedItem.project(item, targets));
                    case UPDATED_NEW ->
                        outcome.after()
                                .map(item -> UpdatedItem.projectAssigned(
                                        request.update(), outcome.before().orElse(item), item));
                };
        return new WriteResult(attributes.filter(item -> item.size() > 0), outcome.capacity());
    }

    private void checkCondition(String table, Optional<Condition> condition) {
        if (condition.isPresent()) {
            RequestChecks.condition(condition, definition(table));
        }
    }

    private WriteOutcome write(Write write, ReturnValues returnValues) {
        boolean returnsItems = returnValues != ReturnValues.NONE;
        return store.write(new WriteBatch(List.of(write), returnsItems)).get(0).orThrow();
    }

    public BatchGetResult batchGet(BatchGetRequest request) {
        checkKeyCounts(request);
        try (ReadView view = store.openView()) {
            for (Map.Entry<String, TableKeys> table : request.tables().entrySet()) {
                checkKeys(table.getValue(), view.table(table.getKey()).definition());
            }
            Map<String, List<Item>> responses = new LinkedHashMap<>();
            Map<String, TableKeys> unprocessed = new LinkedHashMap<>();
            Map<String, ConsumedCapacity> capacity = new LinkedHashMap<>();
            long bytes = 0;
            for (Map.Entry<String, TableKeys> table : request.tables().entrySet()) {
                TableKeys wanted = table.getValue();
                List<Item> found = new ArrayList<>();
                ConsumedCapacity consumed = ConsumedCapacity.NONE;
                int processed = 0;
                for (; processed < wanted.keys().size() && bytes < BATCH_GET_BYTES_MAX; processed++) {
                    ItemRead read = ItemRead.of(
                                    table.getKey(),
                                    new Access.Get(List.of(wanted.keys().get(processed))))
                            .withConsistent(wanted.consistentRead());
                    try (ItemCursor cursor = view.open(read)) {
                        if (cursor.next()) {
                            bytes += ItemSize.of(cursor.item());
                            found.add(projected(cursor.item(), wanted.projection()));
                        }
                        consumed = consumed.plus(cursor.capacity());
                    }
                }
                responses.put(table.getKey(), List.copyOf(found));
                capacity.put(table.getKey(), consumed);
                if (processed < wanted.keys().size()) {
                    List<ItemKey> left =
                            wanted.keys().subList(processed, wanted.keys().size());
                    unprocessed.put(table.getKey(), new TableKeys(left, wanted.projection(), wanted.consistentRead()));
                }
            }
            return new BatchGetResult(responses, unprocessed, capacity);
        }
    }

    private static void checkKeyCounts(BatchGetRequest request) {
        if (request.tables().isEmpty()) {
            throw RequestChecks.invalid("The requestItems parameter is required for BatchGetItem");
        }
        int total = 0;
        for (Map.Entry<String, TableKeys> table : request.tables().entrySet()) {
            int count = table.getValue().keys().size();
            total += count;
            if (count == 0) {
                throw RequestChecks.invalid(LENGTH_FAULT.formatted(
                        " '[]'",
                        "requestItems." + table.getKey() + ".member.keys",
                        "Member must have length greater than or equal to 1"));
            }
            if (count > BATCH_GET_KEYS_MAX) {
                throw new ItemException(
                        ErrorCode.LIMIT_EXCEEDED,
                        LENGTH_FAULT.formatted(
                                "",
                                "RequestItems." + table.getKey() + ".member.Keys",
                                "Member must have length less than or equal to " + BATCH_GET_KEYS_MAX));
            }
        }
        if (total > BATCH_GET_KEYS_MAX) {
            throw new ItemException(ErrorCode.LIMIT_EXCEEDED, "Too many items requested for the BatchGetItem call");
        }
    }

    private static void checkKeys(TableKeys wanted, TableDefinition table) {
        RequestChecks.projection(wanted.projection(), table);
        wanted.keys().forEach(key -> key.check(table.keys()));
        checkDistinct(wanted.keys());
    }

    private static void checkDistinct(List<ItemKey> keys) {
        Set<ItemKey> distinct = new HashSet<>(keys);
        if (distinct.size() < keys.size()) {
            throw RequestChecks.invalid("Provided list of item keys contains duplicates");
        }
    }

    public BatchWriteResult batchWrite(BatchWriteRequest request) {
        checkWriteCounts(request);
        List<Write> writes = new ArrayList<>();
        for (Map.Entry<String, List<BatchWriteRequest.TableWrite>> table :
                request.tables().entrySet()) {
            writes.addAll(checkedWrites(table.getKey(), table.getValue()));
        }
        List<WriteOutcome> outcomes = store.write(new WriteBatch(writes, false));
        Map<String, ConsumedCapacity> capacity = new LinkedHashMap<>();
        for (int i = 0; i < writes.size(); i++) {
            capacity.merge(writes.get(i).table(), outcomes.get(i).orThrow().capacity(), ConsumedCapacity::plus);
        }
        return new BatchWriteResult(capacity);
    }

    private static void checkWriteCounts(BatchWriteRequest request) {
        if (request.tables().isEmpty()) {
            throw RequestChecks.invalid("The requestItems parameter is required for BatchWriteItem");
        }
        int total = 0;
        boolean isEmpty = false;
        for (List<BatchWriteRequest.TableWrite> writes : request.tables().values()) {
            total += writes.size();
            isEmpty |= writes.isEmpty();
        }
        if (isEmpty || total > BATCH_WRITES_MAX) {
            throw new ItemException(
                    ErrorCode.LIMIT_EXCEEDED,
                    LENGTH_FAULT.formatted(
                            " '{...}'",
                            "requestItems",
                            "Map value must satisfy constraint: [Member must have length less than or equal to "
                                    + BATCH_WRITES_MAX + ", Member must have length greater than or equal to 1]"));
        }
    }

    /** The writes of one table, all of which the store will take: nothing is written unless everything can be. */
    private List<Write> checkedWrites(String table, List<BatchWriteRequest.TableWrite> requested) {
        TableDefinition definition = definition(table);
        KeySchema keys = definition.keys();
        List<Write> writes = new ArrayList<>();
        List<ItemKey> writtenKeys = new ArrayList<>();
        for (BatchWriteRequest.TableWrite each : requested) {
            if (each instanceof BatchWriteRequest.TableWrite.Put put) {
                writtenKeys.add(keyOfPut(put.item(), keys));
                IndexKeys.checkPut(put.item(), definition.indexes());
                ItemLimits.check(put.item(), ErrorCode.ITEM_TOO_LARGE);
                writes.add(new Write.Put(table, put.item(), Optional.empty()));
            } else if (each instanceof BatchWriteRequest.TableWrite.Delete delete) {
                delete.key().check(keys);
                writtenKeys.add(delete.key());
                writes.add(new Write.Delete(table, delete.key(), Optional.empty()));
            }
        }
        checkDistinct(writtenKeys);
        return writes;
    }

    /** In a batch the service has one text for all key faults of a put. */
    private static ItemKey keyOfPut(Item item, KeySchema keys) {
        try {
            return ItemKey.ofItem(item, keys);
        } catch (ItemException e) {
            if (e.code() == ErrorCode.KEY_MISSING || e.code() == ErrorCode.KEY_TYPE_MISMATCH) {
                throw ItemException.causedBy(e, ErrorCode.KEY_SCHEMA_MISMATCH);
            }
            throw e;
        }
    }

    /**
     * TransactWriteItems.
     *
     * @throws TransactionCancelled with {@link ErrorCode#TRANSACTION_CANCELLED} and a reason for each action
     * @throws ItemException with {@link ErrorCode#TOKEN_REUSED} or {@link ErrorCode#TRANSACTION_IN_PROGRESS}
     */
    public TransactWriteResult transactWrite(TransactWriteRequest request) {
        return transactions.write(request);
    }

    /**
     * TransactGetItems.
     *
     * @throws TransactionCancelled with {@link ErrorCode#TRANSACTION_CANCELLED} and a reason for each item
     */
    public TransactGetResult transactGet(TransactGetRequest request) {
        return transactions.get(request);
    }

    private TableDefinition definition(String table) {
        try (ReadView view = store.openView()) {
            return view.table(table).definition();
        }
    }
}
