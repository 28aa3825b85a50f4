package io.itemql.sql.general.translate;

import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.Project;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.rel.RelNode;

/**
 * The input of an aggregation: where a projection below it computes nothing that is read twice, its expressions are put
 * into the aggregation itself.
 */
final class Inlined {
    private final Operator input;
    private final Rows rows;
    private final RelNode rel;
    private final boolean inlined;

    private Inlined(Operator input, Rows rows, RelNode rel, boolean inlined) {
        this.input = input;
        this.rows = rows;
        this.rel = rel;
        this.inlined = inlined;
    }

    /**
     * The input.
     *
     * @param uses the fields that are read, each as often as it is read
     */
    static Inlined of(Rows rows, RelNode rel, List<Integer> uses) {
        if (!(rows.operator() instanceof Project project)) {
            return new Inlined(rows.operator(), rows, rel, false);
        }
        for (int field : uses) {
            boolean computed = !(project.expressions().get(rows.columns().of(field)) instanceof ColumnReference);
            if (computed && Collections.frequency(uses, field) > 1) {
                return new Inlined(rows.operator(), rows, rel, false);
            }
        }
        return new Inlined(project.input(), rows, rel, true);
    }

    Operator input() {
        return input;
    }

    Expression of(int field) {
        int column = rows.columns().of(field);
        return inlined
                ? ((Project) rows.operator()).expressions().get(column)
                : new ColumnReference(column, rel.getRowType().getFieldNames().get(field));
    }

    List<Expression> all(List<Integer> fields) {
        List<Expression> expressions = new ArrayList<>();
        fields.forEach(field -> expressions.add(of(field)));
        return expressions;
    }
}
