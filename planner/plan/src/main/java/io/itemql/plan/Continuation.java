package io.itemql.plan;

import io.itemql.plan.access.OrderedAccess;
import io.itemql.plan.access.QueryPlan;
import io.itemql.plan.access.ReadPlan;
import io.itemql.plan.access.ScanPlan;
import io.itemql.plan.expression.Call;
import io.itemql.plan.expression.CurrentMoment;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.expression.OuterColumn;
import io.itemql.plan.expression.Running;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Filter;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.Project;
import io.itemql.plan.operator.RowCursor;
import io.itemql.store.ItemPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an execution was left before its end, so that another one of the same plan and parameters can go on behind it
 * instead of reading everything again: tools that show page after page execute the statement anew for each and pass over
 * the rows before.
 *
 * <p>Only plans that read one table from one end can, whose rows depend on nothing but its items and the parameters. It is
 * a place and holds nothing: no view stays open for it. Whether the table has changed since is found out by
 * {@link io.itemql.store.ReadView#contents}.
 *
 * @param rows how many rows were given
 * @param position of the last one's item
 * @param contents what the table held
 */
public record Continuation(long rows, ItemPosition position, Object contents) {
    public Continuation {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(contents, "contents");
    }

    /** The place behind the current row of a cursor; empty if no other execution could go on there. */
    static Optional<Continuation> of(Operator root, RowCursor cursor, long rows, Execution execution) {
        Optional<ReadPlan> source = source(root);
        return source.isEmpty()
                ? Optional.empty()
                : cursor.position()
                        .map(place -> new Continuation(
                                rows,
                                place,
                                execution.view().contents(source.get().table())));
    }

    /** Whether an execution of the same plan would give the same rows. */
    boolean holdsFor(Operator root, Execution execution) {
        return source(root)
                .map(source -> execution.view().contents(source.table()).equals(contents))
                .orElse(false);
    }

    /** The read from which the rows come one by one, if they depend on nothing else. */
    private static Optional<ReadPlan> source(Operator root) {
        Operator operator = root;
        List<Expression> expressions = new ArrayList<>();
        while (true) {
            if (operator instanceof Project project) {
                expressions.addAll(project.expressions());
                operator = project.input();
            } else if (operator instanceof Filter filter) {
                expressions.add(filter.condition());
                operator = filter.input();
            } else {
                break;
            }
        }
        if (operator instanceof OrderedAccess ordered) {
            // Should it sort after all, its cursor has no place.
            operator = ordered.access();
        }
        if (!(operator instanceof ScanPlan || operator instanceof QueryPlan)) {
            return Optional.empty();
        }
        ReadPlan read = (ReadPlan) operator;
        expressions.addAll(read.keyConditions());
        expressions.addAll(read.read().filter());
        return expressions.stream().noneMatch(Continuation::mayVary) ? Optional.of(read) : Optional.empty();
    }

    /** Functions may give random values, and a sub-query reads other tables. */
    private static boolean mayVary(Expression expression) {
        return Expressions.anyMatch(
                expression,
                part -> part instanceof Call
                        || part instanceof CurrentMoment
                        || part instanceof Running
                        || part instanceof OuterColumn);
    }
}
