package io.itemql.sql.change;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.plan.access.ViewCheck;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.Project;
import io.itemql.plan.operator.Values;
import io.itemql.sql.general.bind.UpdatableView;
import io.itemql.sql.keyaccess.BoundExpressions;
import io.itemql.sql.keyaccess.FixedAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;

/**
 * Rows that are inserted through a view. What its WHERE fixes with {@code =} need not be given: the view of the items whose
 * {@code kind} is {@code 'ORDER'} makes them so. Every item must meet the WHERE.
 */
final class ViewRows {
    private final UpdatableView view;
    private final List<AttributePath> slots;
    private final Optional<Expression> condition;
    private final Map<String, Literal> fixed;

    /** @param named where the statement names the view */
    ViewRows(UpdatableView view, SqlIdentifier named) {
        this.view = view;
        BoundExpressions expressions =
                new BoundExpressions(Optional.of(view.binder().relation()));
        this.slots = List.copyOf(expressions.slots());
        this.condition = view.condition()
                .map(node -> Assignments.expression(expressions, node, named).expression());
        this.fixed = condition
                .map(expression -> FixedAttributes.of(expression, slots))
                .orElse(Map.of());
    }

    /** What every item of the view must meet. */
    Optional<ViewCheck> check() {
        return condition.map(expression -> new ViewCheck(view.name(), slots, expression));
    }

    /** The attributes that columns of the view are. */
    List<String> attributes(List<String> columns) {
        return columns.stream().map(view::attribute).toList();
    }

    /** Rows with the values that the view fixes, where they give none. */
    InsertPlanner.Rows complete(InsertPlanner.Rows rows) {
        if (rows.columns().isEmpty()) {
            return rows;
        }
        List<String> columns = new ArrayList<>(rows.columns().get());
        List<Expression> added = new ArrayList<>();
        fixed.forEach((attribute, value) -> {
            if (!columns.contains(attribute)) {
                columns.add(attribute);
                added.add(value);
            }
        });
        return added.isEmpty()
                ? rows
                : new InsertPlanner.Rows(
                        with(rows.operator(), rows.columns().get(), added), Optional.of(columns), rows.open());
    }

    /** The values that the view fixes, by attribute. */
    Map<String, Literal> fixed() {
        return fixed;
    }

    private static Operator with(Operator rows, List<String> columns, List<Expression> added) {
        if (rows instanceof Values values) {
            List<List<Expression>> all = new ArrayList<>();
            for (List<Expression> row : values.rows()) {
                List<Expression> longer = new ArrayList<>(row);
                longer.addAll(added);
                all.add(longer);
            }
            return new Values(all, columns.size() + added.size());
        }
        List<Expression> all = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            all.add(new ColumnReference(i, columns.get(i)));
        }
        all.addAll(added);
        return new Project(rows, all);
    }

    /** The refusal of RETURNING. */
    static ItemException returning() {
        return new ItemException(ErrorCode.UNSUPPORTED, "RETURNING through a view", "; name the table");
    }
}
