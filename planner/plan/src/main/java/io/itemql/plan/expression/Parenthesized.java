package io.itemql.plan.expression;

/** Writes operands for EXPLAIN with parentheses where they are needed to read them unambiguously. */
final class Parenthesized {
    private Parenthesized() {}

    /** An operand of an operator such as {@code +} or {@code =}: in parentheses if it is an operator itself. */
    static String operand(Expression expression) {
        if (expression instanceof Declared declared) {
            return operand(declared.operand());
        }
        return isOperator(expression) || isLogical(expression) ? "(" + expression + ")" : expression.toString();
    }

    /** An operand of AND or NOT: in parentheses if it is an AND or an OR. */
    static String condition(Expression expression) {
        return isLogical(expression) ? "(" + expression + ")" : expression.toString();
    }

    private static boolean isLogical(Expression expression) {
        return expression instanceof And || expression instanceof Or || expression instanceof Not;
    }

    private static boolean isOperator(Expression expression) {
        return expression instanceof Comparison
                || expression instanceof Arithmetic
                || expression instanceof Concat
                || expression instanceof Between
                || expression instanceof In
                || expression instanceof Like
                || expression instanceof IsNull
                || expression instanceof IsMissing
                || expression instanceof IsTruth
                || expression instanceof IsType
                || expression instanceof NotDistinct;
    }
}
