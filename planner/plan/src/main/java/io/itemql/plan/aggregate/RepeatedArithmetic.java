package io.itemql.plan.aggregate;

import io.itemql.item.Value;
import io.itemql.plan.expression.Arithmetic;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.Parameter;
import io.itemql.plan.expression.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The arithmetic that several aggregates of one query contain, as {@code price * (1 - discount)} in reports that sum it
 * with and without tax: computed once a row. Belongs to one execution and one thread.
 */
final class RepeatedArithmetic {
    private final Map<Expression, Integer> occurrences = new HashMap<>();
    private final Map<Expression, Once> once = new HashMap<>();
    private long row;

    private RepeatedArithmetic() {}

    /** Looks for what is repeated in the arguments of the calls. */
    static RepeatedArithmetic in(List<AggregateCall> calls) {
        RepeatedArithmetic repeated = new RepeatedArithmetic();
        calls.forEach(call -> call.arguments().forEach(repeated::count));
        return repeated;
    }

    /** The next row is looked at. */
    void nextRow() {
        row++;
    }

    /** The call with arguments that compute nothing twice for a row. */
    AggregateCall in(AggregateCall call) {
        List<Expression> arguments = call.arguments().stream().map(this::shared).toList();
        return arguments.equals(call.arguments())
                ? call
                : new AggregateCall(call.function(), arguments, call.distinct(), call.filter(), call.order());
    }

    private void count(Expression expression) {
        if (isArithmetic(expression)) {
            occurrences.merge(expression, 1, Integer::sum);
        }
        expression.operands().forEach(this::count);
    }

    private Expression shared(Expression expression) {
        if (expression.operands().isEmpty()) {
            return expression;
        }
        if (occurrences.getOrDefault(expression, 0) < 2) {
            return withShared(expression);
        }
        Once known = once.get(expression);
        if (known == null) {
            known = new Once(withShared(expression));
            once.put(expression, known);
        }
        return known;
    }

    private Expression withShared(Expression expression) {
        List<Expression> operands = new ArrayList<>();
        expression.operands().forEach(operand -> operands.add(shared(operand)));
        return operands.equals(expression.operands()) ? expression : expression.withOperands(operands);
    }

    /** Nothing that could have another outcome when it is asked again, or that looks at more than the row. */
    private static boolean isArithmetic(Expression expression) {
        return expression instanceof Arithmetic
                && !Expressions.anyMatch(
                        expression,
                        part -> !(part instanceof Arithmetic
                                || part instanceof ColumnReference
                                || part instanceof Literal
                                || part instanceof Parameter));
    }

    /** Keeps its value until the next row. */
    private final class Once implements Expression {
        private final Expression expression;
        private long computedFor = -1;
        private Value value;

        Once(Expression expression) {
            this.expression = expression;
        }

        @Override
        public Value evaluate(Row current, Evaluation evaluation) {
            if (computedFor != row) {
                value = expression.evaluate(current, evaluation);
                computedFor = row;
            }
            return value;
        }

        @Override
        public List<Expression> operands() {
            return List.of(expression);
        }

        @Override
        public Expression withOperands(List<Expression> operands) {
            return new Once(operands.get(0));
        }

        @Override
        public String toString() {
            return expression.toString();
        }
    }
}
