package io.itemql.store.operation;

import io.itemql.condition.Condition;
import io.itemql.condition.ConditionPaths;
import io.itemql.condition.Update;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.StringValue;
import io.itemql.item.ValueOrder;
import io.itemql.store.ItemKey;
import io.itemql.store.SortKeyRange;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The service's checks of a request that need nothing but the request and the table's key, with the service's texts.
 */
final class RequestChecks {
    static final int TOTAL_SEGMENTS_MAX = 1_000_000;

    private static final String CONSTRAINT = "1 validation error detected: Value %s failed to satisfy constraint: %s";

    private RequestChecks() {}

    static ItemException invalid(String text) {
        return new ItemException(ErrorCode.INVALID_REQUEST, text);
    }

    static void query(QueryRequest request, ReadTarget target) {
        limit(request.limit(), "at 'Limit'");
        select(request.select(), request.projection());
        projection(request.projection(), target.table());
        IndexChecks.read(target, request.select(), request.projection(), request.consistentRead());
        keyCondition(request.partition(), request.range(), target.keys());
        if (request.filter().isPresent()) {
            filterOfQuery(request.filter().get(), target);
        }
        if (request.exclusiveStartKey().isPresent()) {
            StartKeyChecks.query(request.exclusiveStartKey().get(), request, target);
        }
    }

    static void scan(ScanRequest request, ReadTarget target) {
        limit(request.limit(), "'0' at 'limit'");
        segment(request.segment(), request.totalSegments());
        select(request.select(), request.projection());
        projection(request.projection(), target.table());
        IndexChecks.read(target, request.select(), request.projection(), request.consistentRead());
        request.filter().ifPresent(filter -> keysAreScalars(ConditionPaths.of(filter), target.table()));
        if (request.exclusiveStartKey().isPresent()) {
            StartKeyChecks.scan(request.exclusiveStartKey().get(), target);
        }
    }

    static void condition(Optional<Condition> condition, TableDefinition table) {
        condition.ifPresent(present -> keysAreScalars(ConditionPaths.of(present), table));
    }

    /** Paths below the table's own keys are refused by the store, as every update of a key is. */
    static void update(Update update, TableDefinition table) {
        update.targets().stream()
                .filter(target -> !table.keys().isKey(target.attribute()))
                .forEach(target -> keyIsScalar(target, table));
    }

    /** Operations that only know the item before: PutItem and DeleteItem. */
    static void returnValues(ReturnValues returnValues) {
        if (returnValues != ReturnValues.NONE && returnValues != ReturnValues.ALL_OLD) {
            throw invalid("ReturnValues can only be ALL_OLD or NONE");
        }
    }

    private static void limit(OptionalInt limit, String where) {
        if (limit.isPresent() && limit.getAsInt() < 1) {
            String seen = where.replace("'0'", "'" + limit.getAsInt() + "'");
            throw invalid(CONSTRAINT.formatted(seen, "Member must have value greater than or equal to 1"));
        }
    }

    private static void segment(int segment, int totalSegments) {
        range("totalSegments", totalSegments, 1, TOTAL_SEGMENTS_MAX);
        range("segment", segment, 0, TOTAL_SEGMENTS_MAX - 1);
        if (segment >= totalSegments) {
            throw invalid("The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: "
                    + segment + " is not less than TotalSegments: " + totalSegments);
        }
    }

    private static void range(String member, int value, int least, int most) {
        if (value < least || value > most) {
            String bound = value < least ? "greater than or equal to " + least : "less than or equal to " + most;
            throw invalid(
                    CONSTRAINT.formatted("'" + value + "' at '" + member + "'", "Member must have value " + bound));
        }
    }

    private static void select(Select select, List<AttributePath> projection) {
        if (select == Select.SPECIFIC_ATTRIBUTES && projection.isEmpty()) {
            throw invalid("Must specify the AttributesToGet or ProjectionExpression when choosing to get"
                    + " SPECIFIC_ATTRIBUTES");
        }
        if (select != Select.SPECIFIC_ATTRIBUTES && !projection.isEmpty()) {
            String choice = select == Select.COUNT ? "only the Count" : select.name();
            throw invalid("Cannot specify the ProjectionExpression when choosing to get " + choice);
        }
    }

    static void projection(List<AttributePath> paths, TableDefinition table) {
        keysAreScalars(paths, table);
        for (int i = 0; i < paths.size(); i++) {
            for (int j = i + 1; j < paths.size(); j++) {
                Update.checkApart(paths.get(i), paths.get(j));
            }
        }
    }

    private static void keysAreScalars(List<AttributePath> paths, TableDefinition table) {
        paths.forEach(path -> keyIsScalar(path, table));
    }

    private static void keyIsScalar(AttributePath path, TableDefinition table) {
        if (path.isTopLevel()) {
            return;
        }
        boolean isKey = table.keys().isKey(path.attribute());
        boolean isIndexKey =
                table.indexes().stream().anyMatch(index -> index.keys().isKey(path.attribute()));
        if (isKey || isIndexKey) {
            throw invalid("Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                    + " allowed: " + (isKey ? "Key: " : "IndexKey: ") + path.attribute());
        }
    }

    private static void filterOfQuery(Condition filter, ReadTarget target) {
        List<AttributePath> paths = ConditionPaths.of(filter);
        keysAreScalars(paths, target.table());
        for (AttributePath path : paths) {
            if (target.keys().isKey(path.attribute())) {
                throw invalid("Filter Expression can only contain non-primary key attributes: Primary key attribute: "
                        + path.attribute());
            }
        }
        IndexChecks.filterOfQuery(paths, target);
    }

    private static void keyCondition(AttributeValue partition, SortKeyRange range, KeySchema keys) {
        checkType(partition, keys.partitionKey());
        ItemKey.of(partition).check(KeySchema.of(keys.partitionKey()));
        List<AttributeValue> operands = new ArrayList<>();
        range.prefix().ifPresent(operands::add);
        range.lower().ifPresent(operands::add);
        range.upper().ifPresent(operands::add);
        if (operands.isEmpty()) {
            return;
        }
        if (!keys.hasSortKey()) {
            throw invalid(
                    "The number of query conditions (2) exceeds the number of key attributes defined in the schema (1)");
        }
        KeyAttribute sortKey = keys.sortKey().orElseThrow();
        operands.forEach(operand -> checkType(operand, sortKey));
        boolean isText = range.prefix()
                .map(prefix -> prefix instanceof StringValue || prefix instanceof BinaryValue)
                .orElse(true);
        if (!isText) {
            throw new ItemException(
                    ErrorCode.OPERAND_TYPE,
                    "begins_with",
                    range.prefix().orElseThrow().type());
        }
        if (isBetween(range) && ValueOrder.compareSameType(operands.get(0), operands.get(1)) > 0) {
            throw new ItemException(ErrorCode.INVALID_BETWEEN, typed(operands.get(0)), typed(operands.get(1)));
        }
    }

    static boolean isBetween(SortKeyRange range) {
        return range.lower().isPresent()
                && range.upper().isPresent()
                && range.lowerInclusive()
                && range.upperInclusive();
    }

    private static String typed(AttributeValue value) {
        String text = value instanceof StringValue string ? string.value() : value.toString();
        return "AttributeValue: {" + value.type() + ":" + text + "}";
    }

    private static void checkType(AttributeValue value, KeyAttribute key) {
        if (value.type() != key.type()) {
            throw invalid("One or more parameter values were invalid: Condition parameter type does not match schema"
                    + " type");
        }
    }
}
