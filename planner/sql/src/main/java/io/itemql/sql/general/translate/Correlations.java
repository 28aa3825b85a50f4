package io.itemql.sql.general.translate;

import io.itemql.plan.expression.OuterColumn;
import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;

/**
 * The outer rows that a part of the algebra can refer to, while their right sides are translated. Used by one thread.
 */
final class Correlations {
    private record Outer(int number, Columns columns) {}

    private final Map<CorrelationId, Outer> outers = new HashMap<>();

    void enter(CorrelationId id, int number, Columns columns) {
        outers.put(id, new Outer(number, columns));
    }

    void leave(CorrelationId id) {
        outers.remove(id);
    }

    OuterColumn column(RexFieldAccess access) {
        RexCorrelVariable variable = (RexCorrelVariable) access.getReferenceExpr();
        Outer outer = outers.get(variable.id);
        if (outer == null) {
            throw new IllegalStateException("no row for " + variable);
        }
        int column = outer.columns().of(access.getField().getIndex());
        return new OuterColumn(outer.number(), column, access.getField().getName());
    }
}
