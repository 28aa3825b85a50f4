package io.itemql.sql.dynamodb.service;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Item;
import io.itemql.sql.dynamodb.access.ReadPlan;
import io.itemql.sql.dynamodb.access.WritePlan;
import io.itemql.sql.dynamodb.run.QueryRun;
import io.itemql.sql.dynamodb.service.BatchExecuteStatementResponse.Failure;
import io.itemql.sql.dynamodb.service.BatchExecuteStatementResponse.Response;
import io.itemql.sql.dynamodb.statement.CheckedStatement;
import io.itemql.store.Cancellation;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** BatchExecuteStatement: understands all statements before it runs the first. */
final class BatchExecution {
    private static final int STATEMENTS_MAX = 25;
    private static final String NOT_BY_KEY =
            "Select statements within BatchExecuteStatement must specify the primary key in the where clause.";

    /** A statement that can be run, or why it cannot. */
    private static final class Slot {
        private final ParameterizedStatement request;
        private CheckedStatement statement;
        private ReadPlan read;
        private WritePlan write;
        private ItemException failure;
        private Response response;

        Slot(ParameterizedStatement request) {
            this.request = request;
        }

        Optional<ItemKey> key() {
            if (read != null) {
                return read.singleKey();
            }
            return write == null ? Optional.empty() : Optional.of(write.key());
        }
    }

    private record Place(String table, ItemKey key) {}

    private final ItemStore store;
    private final Statements statements;

    BatchExecution(ItemStore store, Statements statements) {
        this.store = store;
        this.statements = statements;
    }

    BatchExecuteStatementResponse execute(List<ParameterizedStatement> request) {
        checkCount(request);
        List<Slot> slots = request.stream().map(Slot::new).toList();
        Map<String, ConsumedCapacity> capacity = new LinkedHashMap<>();
        try (ReadView view = store.openView()) {
            slots.forEach(this::understand);
            checkKind(slots);
            slots.forEach(slot -> plan(slot, view));
            checkDistinct(slots);
            for (Slot slot : slots) {
                if (slot.read != null) {
                    capacity.merge(slot.statement.table(), read(slot, view), ConsumedCapacity::plus);
                }
            }
        }
        change(slots.stream().filter(slot -> slot.write != null).toList(), capacity);
        List<Response> responses = slots.stream().map(BatchExecution::response).toList();
        return new BatchExecuteStatementResponse(responses, TableCapacity.of(capacity, store.catalogue()));
    }

    private static void checkCount(List<ParameterizedStatement> request) {
        if (request.isEmpty()) {
            throw Statements.refused("1 validation error detected: Value '[]' at 'statements' failed to satisfy"
                    + " constraint: Member must have length greater than or equal to 1");
        }
        if (request.size() > STATEMENTS_MAX) {
            throw Statements.refused("1 validation error detected: Value at 'statements' failed to satisfy constraint:"
                    + " Member must have length less than or equal to " + STATEMENTS_MAX);
        }
        for (ParameterizedStatement statement : request) {
            if (statement.statement().isEmpty()) {
                throw Statements.refused("The statement was empty.");
            }
        }
    }

    private void understand(Slot slot) {
        try {
            slot.statement = statements.checked(slot.request.statement(), slot.request.parameters());
            if (slot.statement instanceof CheckedStatement.Exists) {
                slot.failure = Statements.refused("EXISTS can only be used in ExecuteTransaction write requests.");
            }
        } catch (ItemException e) {
            slot.failure = e;
        }
    }

    private static void checkKind(List<Slot> slots) {
        boolean reads = slots.stream().anyMatch(slot -> slot.statement != null && slot.statement.isRead());
        boolean changes = slots.stream()
                .anyMatch(slot -> slot.statement != null
                        && !slot.statement.isRead()
                        && !(slot.statement instanceof CheckedStatement.Exists));
        if (reads && changes) {
            throw Statements.refused("Read and write requests together in the same batch is not supported.");
        }
    }

    private static void plan(Slot slot, ReadView view) {
        if (slot.failure != null) {
            return;
        }
        try {
            if (slot.statement instanceof CheckedStatement.Select query) {
                ReadPlan plan = Statements.read(query, view, slot.request.consistentRead());
                if (plan.singleKey().isEmpty()) {
                    throw Statements.refused(NOT_BY_KEY);
                }
                slot.read = plan;
            } else {
                slot.write = Statements.write(slot.statement, view);
            }
        } catch (ItemException e) {
            slot.failure = e;
        }
    }

    private static void checkDistinct(List<Slot> slots) {
        Set<Place> places = new HashSet<>();
        for (Slot slot : slots) {
            Optional<ItemKey> key = slot.key();
            if (key.isPresent() && !places.add(new Place(slot.statement.table(), key.get()))) {
                throw Statements.refused("Provided list of item keys contains duplicates");
            }
        }
    }

    private static ConsumedCapacity read(Slot slot, ReadView view) {
        QueryRun.Settings settings = QueryRun.Settings.unpaged(slot.request.consistentRead(), Cancellation.NONE);
        try (QueryRun run = new QueryRun(view, slot.read, settings, Optional.empty())) {
            Optional<Item> item = run.next() ? Optional.of(run.row()) : Optional.empty();
            slot.response = new Response(Optional.empty(), Optional.of(slot.statement.table()), item);
            return run.capacity();
        }
    }

    private void change(List<Slot> slots, Map<String, ConsumedCapacity> capacity) {
        if (slots.isEmpty()) {
            return;
        }
        boolean returnsItems =
                slots.stream().anyMatch(slot -> slot.write.isReturning() || slot.request.returnsItemOnFailure());
        List<Write> writes = slots.stream().map(slot -> slot.write.write()).toList();
        List<WriteOutcome> outcomes = store.write(new WriteBatch(writes, returnsItems));
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            WriteOutcome outcome = outcomes.get(i);
            capacity.merge(slot.statement.table(), outcome.capacity(), ConsumedCapacity::plus);
            slot.response = response(slot, outcome);
        }
    }

    private static Response response(Slot slot, WriteOutcome outcome) {
        Optional<String> table = Optional.of(slot.statement.table());
        if (outcome.failure().isEmpty()) {
            return new Response(Optional.empty(), table, slot.write.returned(outcome));
        }
        ItemException failure = slot.write.failure(outcome.failure().get());
        boolean carriesItem = slot.request.returnsItemOnFailure() && failure.code() == ErrorCode.CONDITION_FAILED;
        return new Response(
                Optional.of(failure(failure, carriesItem ? outcome.before() : Optional.empty())),
                table,
                Optional.empty());
    }

    private static Failure failure(ItemException failure, Optional<Item> item) {
        return new Failure(ErrorType.of(failure.code()).batchCode(), failure.getMessage(), item);
    }

    private static Response response(Slot slot) {
        return slot.response != null
                ? slot.response
                : new Response(
                        Optional.of(failure(slot.failure, Optional.empty())), Optional.empty(), Optional.empty());
    }
}
