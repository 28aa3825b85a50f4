package io.itemql.sql.dynamodb.service;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Item;
import io.itemql.item.ItemLimits;
import io.itemql.item.ItemSize;
import io.itemql.sql.dynamodb.access.ReadPlan;
import io.itemql.sql.dynamodb.access.WritePlan;
import io.itemql.sql.dynamodb.run.QueryRun;
import io.itemql.sql.dynamodb.service.StatementFailure.CancellationReason;
import io.itemql.sql.dynamodb.statement.CheckedStatement;
import io.itemql.store.BatchToken;
import io.itemql.store.Cancellation;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.ItemKey;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import io.itemql.store.WriteOutcome;
import io.itemql.store.operation.RequestFingerprint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** ExecuteTransaction. What is wrong with a statement by itself refuses the request; what is wrong with items cancels it. */
final class TransactionExecution {
    private static final int STATEMENTS_MAX = 100;
    private static final int TOKEN_LENGTH_MAX = 36;
    private static final String LENGTH_FAULT =
            "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must have length %s"
                    + " than or equal to %d";

    private record Place(String table, ItemKey key) {}

    private final ItemStore store;
    private final Statements statements;

    TransactionExecution(ItemStore store, Statements statements) {
        this.store = store;
        this.statements = statements;
    }

    ExecuteTransactionResponse execute(ExecuteTransactionRequest request) {
        checkLengths(request);
        List<CheckedStatement> checked = new ArrayList<>();
        for (ParameterizedStatement statement : request.statements()) {
            checked.add(understood(statement, checked.size()));
        }
        boolean reads = checked.get(0).isRead();
        if (checked.stream().anyMatch(statement -> statement.isRead() != reads)) {
            throw Statements.refused(
                    "ExecuteTransaction API does not support both read and write operations in the same request.");
        }
        if (reads) {
            return read(checked);
        }
        return write(plans(checked), request);
    }

    private static void checkLengths(ExecuteTransactionRequest request) {
        int count = request.statements().size();
        if (count == 0) {
            throw Statements.refused(LENGTH_FAULT.formatted("[]", "transactStatements", "greater", 1));
        }
        if (count > STATEMENTS_MAX) {
            throw Statements.refused(LENGTH_FAULT.formatted("[...]", "transactStatements", "less", STATEMENTS_MAX));
        }
        String token = request.clientRequestToken().orElse("-");
        if (token.isEmpty()) {
            throw Statements.refused(LENGTH_FAULT.formatted("", "clientRequestToken", "greater", 1));
        }
        if (token.length() > TOKEN_LENGTH_MAX) {
            throw Statements.refused(LENGTH_FAULT.formatted(token, "clientRequestToken", "less", TOKEN_LENGTH_MAX));
        }
    }

    private static ItemException failed(int index, String message) {
        return Statements.refused("Validation failed in TransactStatements[" + index + "]: " + message);
    }

    private CheckedStatement understood(ParameterizedStatement statement, int index) {
        try {
            CheckedStatement checked = statements.checked(statement.statement(), statement.parameters());
            if (WritePlan.isReturning(checked)) {
                throw Statements.refused("RETURNING clause is not supported in ExecuteTransaction.");
            }
            if (checked instanceof CheckedStatement.Select query
                    && query.index().isPresent()) {
                throw Statements.refused("Reads on indices are not supported within transactions.");
            }
            return checked;
        } catch (ItemException e) {
            if (e.code() == ErrorCode.EXISTS_MISPLACED) {
                throw ItemException.causedBy(e, ErrorCode.STATEMENT_REFUSED, "Unsupported operation in transaction.");
            }
            throw ItemException.causedBy(
                    e,
                    ErrorCode.STATEMENT_REFUSED,
                    failed(index, e.getMessage()).getMessage());
        }
    }

    // ---- planning

    /** Plans one statement, or says why it cancels the transaction. */
    private interface Planner<T> {
        T plan(CheckedStatement statement, int index, ReadView view);
    }

    private static <T> List<T> planned(List<CheckedStatement> checked, ReadView view, Planner<T> planner) {
        List<T> plans = new ArrayList<>();
        List<CancellationReason> reasons = new ArrayList<>();
        boolean cancelled = false;
        for (int i = 0; i < checked.size(); i++) {
            CancellationReason reason = CancellationReason.NONE;
            try {
                plans.add(planner.plan(checked.get(i), i, view));
            } catch (ItemException e) {
                reason = reason(e, checked.get(i)).orElseThrow(() -> e);
                cancelled = true;
            }
            reasons.add(reason);
        }
        if (cancelled) {
            throw StatementFailure.cancelled(reasons);
        }
        return plans;
    }

    /** Why a fault of a statement's key or table cancels; empty for one that refuses the request. */
    private static Optional<CancellationReason> reason(ItemException fault, CheckedStatement statement) {
        return switch (fault.code()) {
            case RESOURCE_NOT_FOUND ->
                Optional.of(reason(ErrorType.RESOURCE_NOT_FOUND, fault.getMessage(), Optional.empty()));
            case KEY_CONDITION ->
                Optional.of(reason(
                        ErrorType.VALIDATION,
                        statement instanceof CheckedStatement.Insert
                                ? fault.getMessage()
                                : ErrorCode.KEY_SCHEMA_MISMATCH.format(),
                        Optional.empty()));
            case ITEM_KEY_MISSING -> Optional.of(reason(ErrorType.VALIDATION, missingKey(fault), Optional.empty()));
            default -> Optional.empty();
        };
    }

    private static String missingKey(ItemException fault) {
        String message = fault.getMessage();
        return ErrorCode.KEY_MISSING.format(message.substring(message.lastIndexOf(' ') + 1));
    }

    private static CancellationReason reason(ErrorType type, String message, Optional<Item> item) {
        return new CancellationReason(type.batchCode(), Optional.of(message), item);
    }

    private static void checkDistinct(List<Place> places) {
        Set<Place> distinct = new HashSet<>(places);
        if (distinct.size() < places.size()) {
            throw Statements.refused("Transaction request cannot include multiple operations on one item");
        }
    }

    // ---- reads

    private ExecuteTransactionResponse read(List<CheckedStatement> checked) {
        try (ReadView view = store.openView()) {
            List<ReadPlan> plans = planned(checked, view, TransactionExecution::readPlan);
            checkDistinct(plans.stream()
                    .map(plan ->
                            new Place(plan.query().table(), plan.singleKey().orElseThrow()))
                    .toList());
            List<Optional<Item>> responses = new ArrayList<>();
            Map<String, ConsumedCapacity> capacity = new LinkedHashMap<>();
            long bytes = 0;
            for (ReadPlan plan : plans) {
                QueryRun.Settings settings = QueryRun.Settings.unpaged(true, Cancellation.NONE);
                try (QueryRun run = new QueryRun(view, plan, settings, Optional.empty())) {
                    boolean found = run.next();
                    // What is read counts, not what is selected of it.
                    bytes += found ? ItemSize.of(run.item()) : 0;
                    ItemLimits.checkTransaction(bytes);
                    responses.add(found ? Optional.of(run.row()) : Optional.empty());
                    capacity.merge(plan.query().table(), twice(run.capacity()), ConsumedCapacity::plus);
                }
            }
            return new ExecuteTransactionResponse(responses, TableCapacity.of(capacity, store.catalogue()));
        }
    }

    private static ReadPlan readPlan(CheckedStatement statement, int index, ReadView view) {
        ReadPlan plan = Statements.read((CheckedStatement.Select) statement, view, false);
        if (plan.singleKey().isEmpty()) {
            throw failed(
                    index,
                    "Select statements within ExecuteTransaction must specify the primary key in the where clause.");
        }
        return plan;
    }

    // ---- changes

    private List<WritePlan> plans(List<CheckedStatement> checked) {
        try (ReadView view = store.openView()) {
            List<WritePlan> plans = planned(checked, view, TransactionExecution::writePlan);
            checkDistinct(plans.stream()
                    .map(plan -> new Place(plan.write().table(), plan.key()))
                    .toList());
            return plans;
        }
    }

    private static WritePlan writePlan(CheckedStatement statement, int index, ReadView view) {
        try {
            return Statements.write(statement, view);
        } catch (ItemException e) {
            if (statement instanceof CheckedStatement.Exists && e.code() == ErrorCode.KEY_CONDITION) {
                throw ItemException.causedBy(
                        e,
                        ErrorCode.STATEMENT_REFUSED,
                        failed(index, "EXISTS() must contain a single item read with additional condition")
                                .getMessage());
            }
            if (e.code() == ErrorCode.STATEMENT_REFUSED || e.code() == ErrorCode.KEY_UPDATE) {
                throw ItemException.causedBy(
                        e,
                        ErrorCode.STATEMENT_REFUSED,
                        failed(index, e.getMessage()).getMessage());
            }
            throw e;
        }
    }

    private ExecuteTransactionResponse write(List<WritePlan> plans, ExecuteTransactionRequest request) {
        List<ParameterizedStatement> statements = request.statements();
        List<Write> writes = plans.stream().map(WritePlan::write).toList();
        checkBytes(writes);
        boolean returnsItems = statements.stream().anyMatch(ParameterizedStatement::returnsItemOnFailure);
        List<WriteOutcome> outcomes = write(WriteBatch.atomic(writes, returnsItems), request);
        if (outcomes.isEmpty()) {
            return readAgain(plans);
        }
        List<CancellationReason> reasons = new ArrayList<>();
        Map<String, ConsumedCapacity> capacity = new LinkedHashMap<>();
        for (int i = 0; i < outcomes.size(); i++) {
            WriteOutcome outcome = outcomes.get(i);
            reasons.add(reason(plans.get(i), outcome, statements.get(i).returnsItemOnFailure()));
            capacity.merge(writes.get(i).table(), twice(outcome.capacity()), ConsumedCapacity::plus);
        }
        if (reasons.stream().anyMatch(reason -> !reason.equals(CancellationReason.NONE))) {
            throw StatementFailure.cancelled(reasons);
        }
        return new ExecuteTransactionResponse(List.of(), TableCapacity.of(capacity, store.catalogue()));
    }

    /** Writes once for each client token. */
    private List<WriteOutcome> write(WriteBatch batch, ExecuteTransactionRequest request) {
        if (request.clientRequestToken().isEmpty()) {
            return store.write(batch);
        }
        long fingerprint = RequestFingerprint.of(List.of("ExecuteTransaction", request.statements()));
        try {
            return store.write(
                    batch.withToken(new BatchToken(request.clientRequestToken().get(), fingerprint)));
        } catch (ItemException e) {
            throw switch (e.code()) {
                case TOKEN_REUSED ->
                    StatementFailure.of(
                            ErrorType.IDEMPOTENT_PARAMETER_MISMATCH,
                            "Specified idempotent token was used with different request parameters within the"
                                    + " idempotency window");
                case TRANSACTION_IN_PROGRESS ->
                    StatementFailure.of(
                            ErrorType.TRANSACTION_IN_PROGRESS,
                            "The transaction with the given request token is already in progress");
                default -> e;
            };
        }
    }

    /** A transaction costs twice in the table and once in its indexes. */
    private static ConsumedCapacity twice(ConsumedCapacity capacity) {
        return capacity.plus(capacity.table());
    }

    private static void checkBytes(List<Write> writes) {
        long bytes = 0;
        for (Write write : writes) {
            bytes += write instanceof Write.Put put ? ItemSize.of(put.item()) : 0;
        }
        ItemLimits.checkTransaction(bytes);
    }

    private static CancellationReason reason(WritePlan plan, WriteOutcome outcome, boolean returnsItem) {
        Optional<ItemException> failure = outcome.failure();
        if (failure.isEmpty() || failure.get().code() == ErrorCode.TRANSACTION_CANCELLED) {
            return CancellationReason.NONE;
        }
        ItemException told = plan.failure(failure.get());
        boolean carriesItem = returnsItem && told.code() == ErrorCode.CONDITION_FAILED;
        return reason(ErrorType.of(told.code()), told.getMessage(), carriesItem ? outcome.before() : Optional.empty());
    }

    /** A repeated request is answered from its token; the service charges the reading of its items. */
    private ExecuteTransactionResponse readAgain(List<WritePlan> plans) {
        Map<String, ConsumedCapacity> capacity = new LinkedHashMap<>();
        try (ReadView view = store.openView()) {
            for (WritePlan plan : plans) {
                capacity.merge(plan.write().table(), twice(plan.readingCost(view)), ConsumedCapacity::plus);
            }
        }
        return new ExecuteTransactionResponse(List.of(), TableCapacity.of(capacity, store.catalogue()));
    }
}
