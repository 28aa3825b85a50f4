package io.itemql.sql.dynamodb.service;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.ItemLimits;
import io.itemql.sql.dynamodb.access.ReadPlan;
import io.itemql.sql.dynamodb.access.WritePlan;
import io.itemql.sql.dynamodb.run.PagePosition;
import io.itemql.sql.dynamodb.run.PageToken;
import io.itemql.sql.dynamodb.run.QueryRun;
import io.itemql.sql.dynamodb.statement.CheckedStatement;
import io.itemql.store.Cancellation;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The service's statements on a store: ExecuteStatement, BatchExecuteStatement and ExecuteTransaction, with the service's
 * grammar, semantics, limits and texts. Safe for use by several threads.
 *
 * <p>Every method fails with {@link StatementFailure} where the service would answer with an error, and with
 * {@link NullPointerException}, which names the argument, where one is null. If the store is closed while a statement is at
 * work, what became of it is unknown; see {@link #executeTransaction} for how to ask again.
 */
public final class StatementService {
    private final ItemStore store;
    private final Statements statements = new Statements();
    private final BatchExecution batches;
    private final TransactionExecution transactions;

    /** A service on an open store, which it does not own. */
    public StatementService(ItemStore store) {
        this.store = Objects.requireNonNull(store, "store");
        this.batches = new BatchExecution(store, statements);
        this.transactions = new TransactionExecution(store, statements);
    }

    /** Runs one statement, or one page of a query. */
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
        Objects.requireNonNull(request, "request");
        return answered(() -> {
            checkLimit(request);
            CheckedStatement statement = statements.checked(request.statement(), request.parameters());
            if (statement instanceof CheckedStatement.Exists) {
                throw Statements.refused("EXISTS can only be used in ExecuteTransaction write requests.");
            }
            try (ReadView view = store.openView()) {
                return statement instanceof CheckedStatement.Select query
                        ? page(request, query, view)
                        : change(request, statement, view);
            }
        });
    }

    /** A failure that reaches the caller is one of the service. */
    static <T> T answered(Supplier<T> action) {
        try {
            return action.get();
        } catch (ItemException e) {
            throw StatementFailure.of(e);
        } catch (StackOverflowError e) {
            throw StatementFailure.of(ItemException.causedBy(e, ErrorCode.STATEMENT_TOO_DEEP));
        }
    }

    private static void checkLimit(ExecuteStatementRequest request) {
        if (request.limit().isPresent() && request.limit().getAsInt() < 1) {
            throw Statements.refused(
                    "1 validation error detected: Value '" + request.limit().getAsInt()
                            + "' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1");
        }
        if (request.nextToken().isPresent() && request.nextToken().get().isEmpty()) {
            throw Statements.refused("Invalid NextToken");
        }
    }

    private ExecuteStatementResponse page(
            ExecuteStatementRequest request, CheckedStatement.Select query, ReadView view) {
        ReadPlan plan = Statements.read(query, view, request.consistentRead());
        List<AttributeValue> parameters = request.parameters();
        Optional<PagePosition> start =
                request.nextToken().map(token -> PageToken.position(token, request.statement(), parameters));
        long itemsMax = request.limit().isPresent() ? request.limit().getAsInt() : Long.MAX_VALUE;
        QueryRun.Settings settings =
                new QueryRun.Settings(itemsMax, ItemLimits.PAGE_BYTES_MAX, request.consistentRead(), Cancellation.NONE);
        try (QueryRun run = new QueryRun(view, plan, settings, start)) {
            List<Item> items = items(run);
            Optional<String> token =
                    run.nextPage().map(position -> PageToken.of(position, request.statement(), parameters));
            return new ExecuteStatementResponse(
                    items, token, TableCapacity.of(query.table(), run.capacity(), store.catalogue()));
        }
    }

    private static List<Item> items(QueryRun run) {
        List<Item> items = new ArrayList<>();
        try {
            while (run.next()) {
                items.add(run.row());
            }
        } catch (ItemException e) {
            // The table was dropped since, and is another one now.
            throw e.code() == ErrorCode.INVALID_START_KEY || e.code() == ErrorCode.KEY_SCHEMA_MISMATCH
                    ? ItemException.causedBy(e, ErrorCode.STATEMENT_REFUSED, "Invalid NextToken")
                    : e;
        }
        return items;
    }

    private ExecuteStatementResponse change(
            ExecuteStatementRequest request, CheckedStatement statement, ReadView view) {
        WritePlan plan = Statements.write(statement, view);
        boolean returnsItems = plan.isReturning() || request.returnsItemOnFailure();
        WriteOutcome outcome =
                store.write(new WriteBatch(List.of(plan.write()), returnsItems)).get(0);
        if (outcome.failure().isPresent()) {
            ItemException failure = plan.failure(outcome.failure().get());
            boolean carriesItem = request.returnsItemOnFailure() && failure.code() == ErrorCode.CONDITION_FAILED;
            throw StatementFailure.of(failure, carriesItem ? outcome.before() : Optional.empty());
        }
        List<Item> items = plan.returned(outcome).map(List::of).orElse(List.of());
        return new ExecuteStatementResponse(
                items, Optional.empty(), TableCapacity.of(statement.table(), outcome.capacity(), store.catalogue()));
    }

    /** Runs up to 25 statements that each read, or each change, one item by its key; each may fail by itself. */
    public BatchExecuteStatementResponse batchExecuteStatement(List<ParameterizedStatement> request) {
        List<ParameterizedStatement> copy = Required.elements(request, "request");
        return answered(() -> batches.execute(copy));
    }

    /**
     * Runs up to 100 statements that all read, or of which all change one item each or none does. With a client token a
     * request whose outcome is unknown may be made again: it is carried out once.
     */
    public ExecuteTransactionResponse executeTransaction(ExecuteTransactionRequest request) {
        Objects.requireNonNull(request, "request");
        return answered(() -> transactions.execute(request));
    }
}
