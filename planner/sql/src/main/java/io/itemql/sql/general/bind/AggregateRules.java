package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.parse.Places;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/**
 * Where aggregate and window functions may not stand, as far as the validator does not know. A bound sub-query is a
 * function of what it reads, so the functions in it are no part of the expression around it. Immutable.
 */
final class AggregateRules {
    private final Set<String> own;

    /**
     * The rules of one SELECT.
     *
     * @param relations those of its FROM clause
     */
    AggregateRules(Collection<Relation> relations) {
        this.own = relations.stream().map(Relation::referredTo).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Refuses every aggregate and window function in a bound expression that is computed before there are groups.
     *
     * @param clause where the expression stands, for the message
     */
    static void refuse(SqlNode bound, String clause) {
        if (!(bound instanceof SqlCall call)) {
            return;
        }
        if (call.getKind() == SqlKind.OVER) {
            throw Places.of(call)
                    .in(new ItemException(ErrorCode.WINDOW_ERROR, "A window function cannot stand in " + clause));
        }
        if (call.getKind() == SqlKind.GROUPING || isAggregate(call)) {
            throw Places.of(call)
                    .in(new ItemException(
                            ErrorCode.AGGREGATE_MISUSE, "An aggregate function cannot stand in " + clause));
        }
        for (SqlNode operand : operands(call)) {
            refuse(operand, clause);
        }
    }

    /** Checks the functions in a bound expression, or list of them, behind GROUP BY; {@code null} has none. */
    void check(SqlNode bound) {
        if (!(bound instanceof SqlCall call)) {
            operands(bound).forEach(this::check);
            return;
        }
        if (call.getKind() == SqlKind.OVER) {
            // A window function is computed where it stands, whatever it reads.
            checkOrdered(call.operand(0));
            operands(call.operand(0)).forEach(this::check);
            check(call.operand(1));
            return;
        }
        Optional<SqlCall> aggregate = aggregate(call);
        if (aggregate.isEmpty()) {
            operands(call).forEach(this::check);
            return;
        }
        checkOrdered(aggregate.get());
        if (reads(call, false) && !reads(call, true)) {
            throw Places.of(aggregate.get())
                    .in(new ItemException(
                            ErrorCode.AGGREGATE_MISUSE,
                            name(aggregate.get())
                                    + " reads only columns of the query around, so it is an aggregate of that query,"
                                    + " not of this sub-query; write it outside of the sub-query"));
        }
    }

    /** Asks the operator first: a look-up by key is not to load the classes of aggregates. */
    private static boolean isAggregate(SqlCall call) {
        return call.getOperator().isAggregator() && call.getOperator() instanceof ItemAggregate;
    }

    /** An aggregate function with its FILTER and WITHIN GROUP, without these. */
    private static Optional<SqlCall> aggregate(SqlCall call) {
        SqlNode innermost = call;
        while (innermost.getKind() == SqlKind.FILTER || innermost.getKind() == SqlKind.WITHIN_GROUP) {
            innermost = ((SqlCall) innermost).operand(0);
        }
        return innermost instanceof SqlCall function && isAggregate(function)
                ? Optional.of(function)
                : Optional.empty();
    }

    private static String name(SqlCall aggregate) {
        return ((ItemAggregate) aggregate.getOperator()).function();
    }

    /** What WITHIN GROUP orders by has become the last argument. */
    private static void checkOrdered(SqlCall aggregate) {
        String name = name(aggregate);
        if (Aggregates.isOfOrdered(name) && aggregate.operandCount() < (name.equals("MODE") ? 1 : 2)) {
            throw Places.of(aggregate)
                    .in(new ItemException(
                            ErrorCode.AGGREGATE_MISUSE,
                            name + " needs the values that it is of, as in WITHIN GROUP (ORDER BY x)"));
        }
    }

    /** Whether an expression reads a column of this SELECT's own FROM clause, or one of a query around. */
    private boolean reads(SqlNode bound, boolean ownColumns) {
        if (bound instanceof SqlIdentifier column) {
            return own.contains(column.names.get(0)) == ownColumns;
        }
        if (!ownColumns && Correlation.isOuterColumn(bound)) {
            return true;
        }
        return operands(bound).stream().anyMatch(operand -> reads(operand, ownColumns));
    }

    private static List<SqlNode> operands(SqlNode node) {
        List<? extends SqlNode> all = List.of();
        if (node instanceof SqlCall call) {
            all = call.getOperandList();
        } else if (node instanceof SqlNodeList list) {
            all = list.getList();
        }
        return all.stream()
                .filter(operand -> operand != null)
                .map(operand -> (SqlNode) operand)
                .toList();
    }
}
