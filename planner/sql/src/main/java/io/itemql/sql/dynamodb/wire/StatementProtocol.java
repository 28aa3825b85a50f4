package io.itemql.sql.dynamodb.wire;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.sql.dynamodb.service.BatchExecuteStatementResponse;
import io.itemql.sql.dynamodb.service.BatchExecuteStatementResponse.Response;
import io.itemql.sql.dynamodb.service.ErrorType;
import io.itemql.sql.dynamodb.service.ExecuteStatementRequest;
import io.itemql.sql.dynamodb.service.ExecuteStatementResponse;
import io.itemql.sql.dynamodb.service.ExecuteTransactionRequest;
import io.itemql.sql.dynamodb.service.ExecuteTransactionResponse;
import io.itemql.sql.dynamodb.service.ParameterizedStatement;
import io.itemql.sql.dynamodb.service.StatementFailure;
import io.itemql.sql.dynamodb.service.StatementService;
import io.itemql.sql.dynamodb.service.TableCapacity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Requests and responses as trees of maps. A response with an error is a tree too: {@code {"error": {"type", "message",
 * …}}}.
 */
public final class StatementProtocol {
    private static final List<String> CAPACITY_LEVELS = List.of("INDEXES", "TOTAL", "NONE");
    private static final List<String> ITEM_ON_FAILURE = List.of("ALL_OLD", "NONE");

    private final StatementService service;

    public StatementProtocol(StatementService service) {
        this.service = service;
    }

    /**
     * Carries out a request.
     *
     * @param operation {@code ExecuteStatement}, {@code BatchExecuteStatement} or {@code ExecuteTransaction}
     */
    public Map<String, Object> call(String operation, Map<?, ?> request) {
        try {
            return switch (operation) {
                case "ExecuteStatement" -> executeStatement(request);
                case "BatchExecuteStatement" -> batchExecuteStatement(request);
                case "ExecuteTransaction" -> executeTransaction(request);
                default -> throw new IllegalArgumentException("no statement operation: " + operation);
            };
        } catch (StatementFailure e) {
            return Map.of("error", error(e));
        } catch (ItemException e) {
            return Map.of("error", Map.of("type", ErrorType.VALIDATION.exceptionName(), "message", e.getMessage()));
        }
    }

    private static Map<String, Object> error(StatementFailure failure) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("type", failure.type().exceptionName());
        tree.put("message", failure.getMessage());
        failure.item().ifPresent(item -> tree.put("Item", WireValues.write(item)));
        if (!failure.reasons().isEmpty()) {
            tree.put(
                    "CancellationReasons",
                    failure.reasons().stream().map(StatementProtocol::reason).toList());
        }
        return tree;
    }

    private static Map<String, Object> reason(StatementFailure.CancellationReason reason) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("Code", reason.code());
        reason.message().ifPresent(message -> tree.put("Message", message));
        reason.item().ifPresent(item -> tree.put("Item", WireValues.write(item)));
        return tree;
    }

    // ---- one statement

    private Map<String, Object> executeStatement(Map<?, ?> request) {
        String level = capacityLevel(request);
        ExecuteStatementRequest read = new ExecuteStatementRequest(
                statement(request),
                parameters(request),
                flag(request, "ConsistentRead"),
                Optional.ofNullable(request.get("NextToken")).map(WireValues::text),
                limit(request),
                itemOnFailure(request));
        ExecuteStatementResponse response = service.executeStatement(read);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("Items", response.items().stream().map(WireValues::write).toList());
        response.nextToken().ifPresent(token -> tree.put("NextToken", token));
        if (!level.equals("NONE")) {
            tree.put("ConsumedCapacity", CapacityTrees.of(response.capacity(), level));
        }
        return tree;
    }

    private static String statement(Map<?, ?> request) {
        Object statement = request.get("Statement");
        if (statement == null) {
            throw refused("1 validation error detected: Value null at 'statement' failed to satisfy constraint: Member"
                    + " must not be null");
        }
        return WireValues.text(statement);
    }

    private static List<AttributeValue> parameters(Map<?, ?> request) {
        Object trees = request.get("Parameters");
        List<AttributeValue> values = new ArrayList<>();
        if (trees != null) {
            WireValues.list(trees).forEach(tree -> values.add(WireValues.read(tree)));
        }
        return values;
    }

    private static boolean flag(Map<?, ?> request, String member) {
        Object value = request.get(member);
        return value != null && WireValues.truth(value);
    }

    private static OptionalInt limit(Map<?, ?> request) {
        Object value = request.get("Limit");
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value instanceof BigDecimal number && number.compareTo(BigDecimal.valueOf(number.intValue())) == 0) {
            return OptionalInt.of(number.intValue());
        }
        throw WireValues.unexpected(value);
    }

    private static boolean itemOnFailure(Map<?, ?> request) {
        return choice(request, "ReturnValuesOnConditionCheckFailure", ITEM_ON_FAILURE)
                .equals("ALL_OLD");
    }

    private static String capacityLevel(Map<?, ?> request) {
        return choice(request, "ReturnConsumedCapacity", CAPACITY_LEVELS);
    }

    private static String choice(Map<?, ?> request, String member, List<String> choices) {
        Object value = request.get(member);
        if (value == null) {
            return "NONE";
        }
        String text = WireValues.text(value);
        if (!choices.contains(text)) {
            String name = Character.toLowerCase(member.charAt(0)) + member.substring(1);
            throw refused("1 validation error detected: Value '" + text + "' at '" + name
                    + "' failed to satisfy constraint: Member must satisfy enum value set: " + choices);
        }
        return text;
    }

    private static ItemException refused(String text) {
        return new ItemException(ErrorCode.STATEMENT_REFUSED, text);
    }

    // ---- several statements

    private static ParameterizedStatement parameterized(Map<?, ?> tree) {
        return new ParameterizedStatement(
                statement(tree), parameters(tree), flag(tree, "ConsistentRead"), itemOnFailure(tree));
    }

    private static List<?> statements(Map<?, ?> request, String member) {
        Object trees = request.get(member);
        return trees == null ? List.of() : WireValues.list(trees);
    }

    /** A wrong parameter is a fault of its statement alone; the others are carried out. */
    private Map<String, Object> batchExecuteStatement(Map<?, ?> request) {
        String level = capacityLevel(request);
        List<ParameterizedStatement> read = new ArrayList<>();
        List<ItemException> faults = new ArrayList<>();
        for (Object tree : statements(request, "Statements")) {
            try {
                read.add(parameterized(WireValues.map(tree)));
                faults.add(null);
            } catch (ItemException e) {
                faults.add(e);
            }
        }
        List<Response> responses = List.of();
        List<TableCapacity> capacity = List.of();
        if (!read.isEmpty() || faults.isEmpty()) {
            BatchExecuteStatementResponse response = service.batchExecuteStatement(read);
            responses = response.responses();
            capacity = response.capacity();
        }
        List<Object> trees = new ArrayList<>();
        int next = 0;
        for (ItemException fault : faults) {
            trees.add(fault == null ? response(responses.get(next++)) : fault(fault));
        }
        return answer(trees, capacity, level);
    }

    private static Map<String, Object> fault(ItemException fault) {
        return Map.of("Error", Map.of("Code", ErrorType.VALIDATION.batchCode(), "Message", fault.getMessage()));
    }

    private static Map<String, Object> response(Response response) {
        Map<String, Object> tree = new LinkedHashMap<>();
        response.error().ifPresent(failure -> {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("Code", failure.code());
            error.put("Message", failure.message());
            failure.item().ifPresent(item -> error.put("Item", WireValues.write(item)));
            tree.put("Error", error);
        });
        response.table().ifPresent(table -> tree.put("TableName", table));
        response.item().ifPresent(item -> tree.put("Item", WireValues.write(item)));
        return tree;
    }

    private Map<String, Object> executeTransaction(Map<?, ?> request) {
        String level = capacityLevel(request);
        List<ParameterizedStatement> read = new ArrayList<>();
        for (Object tree : statements(request, "TransactStatements")) {
            read.add(parameterized(WireValues.map(tree)));
        }
        Optional<String> token =
                Optional.ofNullable(request.get("ClientRequestToken")).map(WireValues::text);
        ExecuteTransactionResponse response = service.executeTransaction(new ExecuteTransactionRequest(read, token));
        List<Object> trees = new ArrayList<>();
        response.responses().forEach(item -> trees.add(read(item)));
        return answer(trees, response.capacity(), level);
    }

    private static Map<String, Object> read(Optional<Item> item) {
        return item.<Map<String, Object>>map(found -> Map.of("Item", WireValues.write(found)))
                .orElse(Map.of());
    }

    private static Map<String, Object> answer(List<Object> responses, List<TableCapacity> capacity, String level) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("Responses", responses);
        if (!level.equals("NONE")) {
            tree.put(
                    "ConsumedCapacity",
                    capacity.stream().map(each -> CapacityTrees.of(each, level)).toList());
        }
        return tree;
    }
}
