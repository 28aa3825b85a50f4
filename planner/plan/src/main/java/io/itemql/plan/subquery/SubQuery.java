package io.itemql.plan.subquery;

import io.itemql.condition.ComparisonOperator;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.expression.Place;
import io.itemql.plan.expression.Row;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A query inside an expression. It sees the row around it through its arguments only, which it reads as
 * {@link io.itemql.plan.expression.OuterColumn outer columns}. So it is run once for each different row of arguments,
 * and once altogether if it has none.
 *
 * @param kind what is asked of the rows
 * @param query gives the rows
 * @param correlation the number under which the query finds its arguments
 * @param comparison for {@link Kind#ANY} and {@link Kind#ALL}; EQUAL otherwise
 * @param compared what the columns of the rows are compared with; empty for the other kinds
 * @param arguments computed from the row around
 * @param place where it stands in the statement
 */
public record SubQuery(
        Kind kind,
        Operator query,
        int correlation,
        ComparisonOperator comparison,
        List<Expression> compared,
        List<Expression> arguments,
        Place place)
        implements Membership {
    /** What is asked of the rows of a sub-query. */
    public enum Kind {
        /** The value of the only column of the only row; NULL without a row. */
        SCALAR,
        /** Whether there is a row. */
        EXISTS,
        /** Whether the comparison holds for a row; IN is the comparison by {@code =}. */
        ANY,
        /** Whether the comparison holds for all rows. */
        ALL
    }

    public SubQuery {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(comparison, "comparison");
        compared = List.copyOf(compared);
        arguments = List.copyOf(arguments);
        Objects.requireNonNull(place, "place");
    }

    private static SubQuery of(
            Kind kind,
            Operator query,
            int correlation,
            ComparisonOperator comparison,
            List<Expression> compared,
            List<Expression> arguments) {
        return new SubQuery(kind, query, correlation, comparison, compared, arguments, Place.UNKNOWN);
    }

    public static SubQuery scalar(Operator query, int correlation, List<Expression> arguments) {
        return of(Kind.SCALAR, query, correlation, ComparisonOperator.EQUAL, List.of(), arguments);
    }

    public static SubQuery exists(Operator query, int correlation, List<Expression> arguments) {
        return of(Kind.EXISTS, query, correlation, ComparisonOperator.EQUAL, List.of(), arguments);
    }

    /** {@code compared comparison ANY (query)}, or ALL. */
    public static SubQuery quantified(
            Operator query,
            int correlation,
            ComparisonOperator comparison,
            boolean all,
            List<Expression> compared,
            List<Expression> arguments) {
        return of(all ? Kind.ALL : Kind.ANY, query, correlation, comparison, compared, arguments);
    }

    @Override
    public Value evaluate(Row row, Evaluation evaluation) {
        return answer(row, evaluation).value(ArrayRow.computed(compared, row, evaluation), evaluation.zone());
    }

    private SubQueryAnswer answer(Row row, Evaluation evaluation) {
        Execution execution = evaluation.execution(Execution.class);
        SubQueryResults results =
                execution.state(query, SubQueryResults.class, () -> new SubQueryResults(this, execution));
        try {
            return results.of(ArrayRow.computed(arguments, row, evaluation));
        } catch (ItemException e) {
            // Whatever else fails in there has its place in the query, or is no fault of the text at all.
            throw e.code() == ErrorCode.CARDINALITY_VIOLATION ? place.in(e) : e;
        }
    }

    /** What it is called in a plan that was run. */
    String name() {
        return switch (kind) {
            case SCALAR -> SubQueryAnswer.NAME;
            case EXISTS, ALL -> SubQueryAnswer.NAME + " " + kind;
            case ANY -> SubQueryAnswer.NAME + (comparison == ComparisonOperator.EQUAL ? " IN" : " ANY");
        };
    }

    @Override
    public boolean hasRows() {
        return kind == Kind.ANY
                && comparison == ComparisonOperator.EQUAL
                && arguments.stream().allMatch(Expressions::isConstant);
    }

    @Override
    public boolean isComparedAgain() {
        return false;
    }

    @Override
    public List<ArrayRow> rows(Evaluation evaluation) {
        return answer(ArrayRow.EMPTY, evaluation).rows();
    }

    @Override
    public List<Expression> operands() {
        List<Expression> operands = new ArrayList<>(compared);
        operands.addAll(arguments);
        return operands;
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        int width = compared.size();
        return new SubQuery(
                kind,
                query,
                correlation,
                comparison,
                operands.subList(0, width),
                operands.subList(width, operands.size()),
                place);
    }

    @Override
    public Expression at(Place where) {
        return new SubQuery(kind, query, correlation, comparison, compared, arguments, where);
    }

    @Override
    public String toString() {
        String rows = "(" + text(query) + ")";
        String row = compared.size() == 1
                ? compared.get(0).toString()
                : compared.stream().map(Expression::toString).collect(Collectors.joining(", ", "(", ")"));
        return switch (kind) {
            case SCALAR -> rows;
            case EXISTS -> "EXISTS " + rows;
            case ANY ->
                comparison == ComparisonOperator.EQUAL ? row + " IN " + rows : row + " " + comparison + " ANY " + rows;
            case ALL -> row + " " + comparison + " ALL " + rows;
        };
    }

    private static String text(Operator operator) {
        String inputs = operator.inputs().stream().map(SubQuery::text).collect(Collectors.joining(", "));
        if (inputs.isEmpty()) {
            return operator.describe();
        }
        return (operator.inputs().size() > 1 ? "(" + inputs + ")" : inputs) + " | " + operator.describe();
    }
}
