package io.itemql.plan.batch;

import io.itemql.item.NumberValue;
import io.itemql.plan.expression.Arithmetic;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.Parameter;
import io.itemql.store.BatchColumn;
import io.itemql.store.ItemBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Expressions over the columns of a batch: columns, whole constants, and sums, differences and products of these. What
 * stands in several of them is computed once. Where an operand is neither a whole number nor unknown, or a long does not
 * hold the outcome, the outcome is {@linkplain BatchColumn#isOther other} and nothing fails: for such a row the expression
 * itself must be asked. Belongs to one execution and one thread.
 */
public final class BatchArithmetic {
    private final ItemBatch batch;
    private final Evaluation evaluation;
    private final Map<Expression, BatchColumn> columns = new HashMap<>();
    /** In an order in which each follows those that it needs. */
    private final List<Operation> operations = new ArrayList<>();

    public BatchArithmetic(ItemBatch batch, Evaluation evaluation) {
        this.batch = batch;
        this.evaluation = evaluation;
    }

    /**
     * True if the expression can be computed so.
     *
     * @param width how many columns, from the first, a batch can have
     */
    public static boolean canCompute(Expression expression, int width, Evaluation evaluation) {
        if (expression instanceof ColumnReference column) {
            return column.index() < width;
        }
        if (expression instanceof Arithmetic arithmetic) {
            return Operation.isKnown(arithmetic.operator())
                    && canCompute(arithmetic.left(), width, evaluation)
                    && canCompute(arithmetic.right(), width, evaluation);
        }
        return constant(expression, evaluation) != null;
    }

    /** A whole number that is the same for all rows; null for any other expression. */
    private static NumberValue constant(Expression expression, Evaluation evaluation) {
        boolean constant = expression instanceof Literal || expression instanceof Parameter;
        return constant && expression.evaluate(null, evaluation) instanceof NumberValue number && number.isLong()
                ? number
                : null;
    }

    /** The column that has the values of an expression after {@link #compute}. */
    public BatchColumn column(Expression expression) {
        if (expression instanceof ColumnReference reference) {
            return batch.column(reference.index());
        }
        BatchColumn known = columns.get(expression);
        if (known != null) {
            return known;
        }
        BatchColumn column = new BatchColumn(batch.capacity());
        if (expression instanceof Arithmetic arithmetic) {
            BatchColumn left = column(arithmetic.left());
            BatchColumn right = column(arithmetic.right());
            operations.add(new Operation(arithmetic.operator(), left, right, column));
        } else {
            long number = constant(expression, evaluation).longValue();
            for (int row = 0; row < batch.capacity(); row++) {
                column.putWhole(row, number);
            }
        }
        columns.put(expression, column);
        return column;
    }

    /** Computes all expressions that were asked for, for the first rows of the batch. */
    public void compute(int rows) {
        operations.forEach(operation -> operation.compute(rows));
    }

    /** One operator over two columns. */
    private record Operation(Arithmetic.Operator operator, BatchColumn left, BatchColumn right, BatchColumn outcome) {
        static boolean isKnown(Arithmetic.Operator operator) {
            return switch (operator) {
                case ADD, SUBTRACT, MULTIPLY -> true;
                case DIVIDE, REMAINDER -> false;
            };
        }

        void compute(int rows) {
            switch (operator) {
                case ADD -> add(rows);
                case SUBTRACT -> subtract(rows);
                case MULTIPLY -> multiply(rows);
                case DIVIDE, REMAINDER -> throw new IllegalStateException(operator + " over a batch");
            }
        }

        private void add(int rows) {
            for (int row = 0; row < rows; row++) {
                if (left.isWhole(row) && right.isWhole(row)) {
                    long a = left.whole(row);
                    long b = right.whole(row);
                    long sum = a + b;
                    put(row, sum, ((a ^ sum) & (b ^ sum)) >= 0);
                } else {
                    putNoNumber(row);
                }
            }
        }

        private void subtract(int rows) {
            for (int row = 0; row < rows; row++) {
                if (left.isWhole(row) && right.isWhole(row)) {
                    long a = left.whole(row);
                    long b = right.whole(row);
                    long difference = a - b;
                    put(row, difference, ((a ^ b) & (a ^ difference)) >= 0);
                } else {
                    putNoNumber(row);
                }
            }
        }

        private void multiply(int rows) {
            for (int row = 0; row < rows; row++) {
                if (left.isWhole(row) && right.isWhole(row)) {
                    long a = left.whole(row);
                    long b = right.whole(row);
                    long product = a * b;
                    put(row, product, Math.multiplyHigh(a, b) == product >> (Long.SIZE - 1));
                } else {
                    putNoNumber(row);
                }
            }
        }

        private void put(int row, long number, boolean fits) {
            if (fits) {
                outcome.putWhole(row, number);
            } else {
                outcome.putOther(row);
            }
        }

        private void putNoNumber(int row) {
            if (left.isOther(row) || right.isOther(row)) {
                outcome.putOther(row);
            } else {
                outcome.putUnknown(row);
            }
        }
    }
}
