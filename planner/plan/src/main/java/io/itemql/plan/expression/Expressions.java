package io.itemql.plan.expression;

import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Looks into and rebuilds whole expressions. */
public final class Expressions {
    private Expressions() {}

    /** The conditions of a conjunction, of nested ones too; TRUE has none. */
    public static List<Expression> conjuncts(Expression expression) {
        List<Expression> conjuncts = new ArrayList<>();
        collectConjuncts(expression, conjuncts);
        return conjuncts;
    }

    private static void collectConjuncts(Expression expression, List<Expression> into) {
        if (expression instanceof And and) {
            and.conditions().forEach(condition -> collectConjuncts(condition, into));
        } else if (!expression.equals(Literal.TRUE)) {
            into.add(expression);
        }
    }

    /** True if the expression itself or one below it fulfils the predicate. */
    public static boolean anyMatch(Expression expression, Predicate<Expression> predicate) {
        if (predicate.test(expression)) {
            return true;
        }
        for (Expression operand : expression.operands()) {
            if (anyMatch(operand, predicate)) {
                return true;
            }
        }
        return false;
    }

    /** True if the value is the same for every row of an execution: it reads no column, outer ones apart. */
    public static boolean isConstant(Expression expression) {
        return !anyMatch(expression, part -> part instanceof ColumnReference);
    }

    /** True if the value needs nothing but a row and parameters, so that several threads can compute it. */
    public static boolean isOfRowAlone(Expression expression) {
        return !anyMatch(expression, part -> part instanceof OuterColumn || part instanceof Running);
    }

    /** True if the value, where there is one, is sure to be a date, time, timestamp or interval, or comes out of one. */
    public static boolean isMoment(Expression expression) {
        if (expression instanceof Arithmetic) {
            return expression.operands().stream().anyMatch(Expressions::isMoment);
        }
        return expression instanceof Declared
                || expression instanceof CurrentMoment
                || (expression instanceof Cast cast && cast.type().kind().isMoment())
                || (expression instanceof Literal literal
                        && literal.value() != null
                        && !(literal.value() instanceof AttributeValue));
    }

    /** True if the value is known without an execution. */
    public static boolean isLiteral(Expression expression) {
        return !anyMatch(
                expression,
                part -> part instanceof ColumnReference
                        || part instanceof OuterColumn
                        || part instanceof Parameter
                        || part instanceof CurrentMoment
                        || part instanceof Running);
    }

    /**
     * The expression with the parts computed that are the same for all rows of an execution, so that a scan does not
     * compute them for each. A part that fails stays, as it does no harm without a row; so does what reads rows of its
     * own, which knows how to keep its answer, and a function without arguments, which may be another each time.
     */
    public static Expression settled(Expression expression, Evaluation evaluation) {
        if (expression instanceof Leaf || expression instanceof Running) {
            return expression;
        }
        if (anyMatch(expression, Expressions::mayVary)) {
            List<Expression> operands = new ArrayList<>();
            expression.operands().forEach(operand -> operands.add(settled(operand, evaluation)));
            return operands.equals(expression.operands()) ? expression : expression.withOperands(operands);
        }
        try {
            return new Literal(expression.evaluate(ArrayRow.EMPTY, evaluation));
        } catch (ItemException e) {
            // Fails for the first row, if there is one.
            return expression;
        }
    }

    private static boolean mayVary(Expression part) {
        return part instanceof ColumnReference
                || part instanceof OuterColumn
                || part instanceof Running
                || (part instanceof Call && part.operands().isEmpty());
    }

    /** The expression with every leaf replaced. */
    public static Expression mapLeaves(Expression expression, UnaryOperator<Expression> replacement) {
        List<Expression> operands = expression.operands();
        if (operands.isEmpty()) {
            return replacement.apply(expression);
        }
        List<Expression> others = new ArrayList<>(operands.size());
        operands.forEach(operand -> others.add(mapLeaves(operand, replacement)));
        return others.equals(operands) ? expression : expression.withOperands(others);
    }

    /** The expression over a row whose columns stand elsewhere. */
    public static Expression mapColumns(Expression expression, IntUnaryOperator newIndex) {
        return mapLeaves(
                expression,
                leaf -> leaf instanceof ColumnReference column
                        ? new ColumnReference(newIndex.applyAsInt(column.index()), column.name())
                        : leaf);
    }

    /** The indexes of the columns that an expression reads, ascending. */
    public static SortedSet<Integer> columns(Expression expression) {
        SortedSet<Integer> columns = new TreeSet<>();
        anyMatch(expression, part -> {
            if (part instanceof ColumnReference column) {
                columns.add(column.index());
            }
            return false;
        });
        return columns;
    }
}
