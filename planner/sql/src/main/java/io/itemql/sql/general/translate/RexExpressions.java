package io.itemql.sql.general.translate;

import io.itemql.item.BoolValue;
import io.itemql.item.NumberValue;
import io.itemql.plan.expression.And;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.IsTruth;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.Parameter;
import io.itemql.sql.general.bind.ItemFunction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** Turns the algebra's expressions over one row into ours. */
final class RexExpressions {
    private final Correlations correlations;
    private final Columns columns;
    private final List<String> names;

    /**
     * @param columns where the fields stand in the row
     * @param names what EXPLAIN calls the fields
     */
    RexExpressions(Correlations correlations, Columns columns, List<String> names) {
        this.correlations = correlations;
        this.columns = columns;
        this.names = names;
    }

    Expression of(RexNode node) {
        if (node instanceof RexInputRef field) {
            return new ColumnReference(columns.of(field.getIndex()), names.get(field.getIndex()));
        }
        if (node instanceof RexFieldAccess access) {
            return correlations.column(access);
        }
        if (node instanceof RexLiteral literal) {
            return literal(literal);
        }
        if (node instanceof RexDynamicParam parameter) {
            return new Parameter(parameter.getIndex());
        }
        if (node instanceof RexCall call) {
            return call(call);
        }
        throw new IllegalStateException("no expression for " + node);
    }

    List<Expression> all(List<? extends RexNode> nodes) {
        List<Expression> expressions = new ArrayList<>();
        nodes.forEach(node -> expressions.add(of(node)));
        return expressions;
    }

    private Expression call(RexCall call) {
        if (call.getOperator() instanceof ItemFunction function) {
            return function.make(all(call.getOperands()));
        }
        return switch (call.getKind()) {
            case AND -> And.of(all(call.getOperands()));
            // Only between ANY and BOOLEAN, which are the same to us.
            case CAST -> of(call.getOperands().get(0));
            // Put around conditions of FILTER.
            case IS_TRUE -> new IsTruth(of(call.getOperands().get(0)), true);
            default -> throw new IllegalStateException("no expression for " + call);
        };
    }

    private static Expression literal(RexLiteral literal) {
        Object value = literal.getValue();
        if (value == null) {
            return Literal.NULL;
        }
        if (value instanceof Boolean truth) {
            return new Literal(BoolValue.of(truth));
        }
        if (value instanceof BigDecimal number) {
            return new Literal(NumberValue.of(number));
        }
        throw new IllegalStateException("no expression for " + literal);
    }
}
