package io.itemql.sql.change;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.plan.WriteStatement;
import io.itemql.plan.access.Assignment;
import io.itemql.plan.access.DeletePlan;
import io.itemql.plan.access.UpdatePlan;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.sql.ast.DeleteItems;
import io.itemql.sql.ast.ReturningClause;
import io.itemql.sql.ast.UpdateAction;
import io.itemql.sql.ast.UpdateItems;
import io.itemql.sql.general.bind.StatementBinding;
import io.itemql.sql.general.bind.TableBinder;
import io.itemql.sql.general.bind.UpdatableView;
import io.itemql.sql.keyaccess.BoundExpressions;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.TableColumns;
import io.itemql.table.KeyAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/** Plans UPDATE and DELETE: binds predicate and values, and leaves the choice of the access to the plan. Used once. */
final class UpdatePlanner {
    private final StatementBinding statement;
    private final SqlIdentifier name;
    private final Optional<UpdatableView> view;
    private final TableColumns table;
    private final String alias;
    private final TableBinder binder;

    UpdatePlanner(StatementBinding statement, SqlIdentifier name, SqlIdentifier alias) {
        this.statement = statement;
        this.name = name;
        this.alias = alias == null ? name.names.get(name.names.size() - 1) : alias.getSimple();
        this.view = UpdatableView.of(statement, name, this.alias);
        if (view.isPresent()) {
            this.table = view.get().table();
            this.binder = view.get().binder();
        } else {
            this.table = statement.tables().use(name.names);
            this.binder = TableBinder.of(statement, this.alias, table);
        }
        for (KeyAttribute key : table.table().definition().keys().attributes()) {
            binder.attribute(key.name());
        }
    }

    WriteStatement update(UpdateItems update, int parameterCount) {
        SqlNode where = update.where() == null ? null : binder.condition(update.where());
        List<SqlNode> values = new ArrayList<>();
        for (SqlNode node : update.actions()) {
            SqlNode value = ((UpdateAction) node).value();
            useAs(((UpdateAction) node).path(), value);
            values.add(value == null || value.getKind() == SqlKind.DEFAULT ? null : binder.value(value));
        }
        BoundExpressions expressions = new BoundExpressions(Optional.of(binder.relation()));
        List<Assignment> assignments = assignments(update.actions(), values, expressions);
        List<String> written = assignments.stream()
                .map(assignment -> assignment.target().attribute())
                .distinct()
                .toList();
        ReturnedColumns.Planned returned = returned(update.returning(), written, false);
        UpdatePlan plan = UpdatePlan.of(
                expressions.read(),
                predicate(where, update.where(), expressions),
                assignments,
                returned.returning(),
                binder.relation().accessPaths(),
                statement.tables().options());
        return new WriteStatement(plan, returned.columns(), parameterCount);
    }

    /** Notes the type of an attribute for the parameter that is assigned to it. */
    private void useAs(SqlNode path, SqlNode value) {
        AttributePath target = target(path);
        if (target.isTopLevel()) {
            table.find(target.attribute()).ifPresent(column -> statement.use(value, column.type()));
        }
    }

    WriteStatement delete(DeleteItems delete, int parameterCount) {
        SqlNode where = delete.where() == null ? null : binder.condition(delete.where());
        ReturningClause clause = delete.returning();
        boolean fits = clause == null
                || clause.form() == ReturningClause.Form.ALL_OLD
                || clause.form() == ReturningClause.Form.COLUMNS;
        if (!fits) {
            throw Places.of(clause)
                    .in(new ItemException(
                            ErrorCode.INVALID_ARGUMENT,
                            "A deleted item has no new state: RETURNING of DELETE is ALL OLD * or a list of columns"));
        }
        BoundExpressions expressions = new BoundExpressions(Optional.of(binder.relation()));
        ReturnedColumns.Planned returned = returned(clause, List.of(), true);
        DeletePlan plan = DeletePlan.of(
                expressions.read(),
                predicate(where, delete.where(), expressions),
                returned.returning(),
                binder.relation().accessPaths(),
                statement.tables().options());
        return new WriteStatement(plan, returned.columns(), parameterCount);
    }

    /** The condition of the statement, behind that of the view. */
    private List<Expression> predicate(SqlNode bound, SqlNode where, BoundExpressions expressions) {
        List<Expression> conditions = new ArrayList<>();
        view.flatMap(UpdatableView::condition)
                .ifPresent(condition -> conditions.add(
                        Assignments.expression(expressions, condition, name).expression()));
        if (bound != null) {
            conditions.add(Assignments.expression(expressions, bound, where).expression());
        }
        return conditions;
    }

    /** What an assignment writes to, as a path of the item. */
    private AttributePath target(SqlNode path) {
        AttributePath named = Assignments.target(path, alias);
        if (view.isEmpty()) {
            return named;
        }
        try {
            AttributePath stored = view.get().path(named.attribute());
            if (view.get().deciding().contains(stored.attribute())) {
                throw new ItemException(
                        ErrorCode.VIEW_NOT_UPDATABLE,
                        view.get().name(),
                        stored.attribute() + " stands in the WHERE of the view, so a row could leave it");
            }
            for (AttributePath.Step step : named.steps()) {
                if (step instanceof AttributePath.Step.Name below) {
                    stored = stored.name(below.name());
                } else if (step instanceof AttributePath.Step.Position below) {
                    stored = stored.position(below.index());
                }
            }
            return stored;
        } catch (ItemException e) {
            throw Places.of(path).in(e);
        }
    }

    private List<Assignment> assignments(SqlNodeList actions, List<SqlNode> values, BoundExpressions expressions) {
        List<Assignment> assignments = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            UpdateAction action = (UpdateAction) actions.get(i);
            AttributePath target = target(action.path());
            Expression value = values.get(i) == null
                    ? Literal.MISSING
                    : Assignments.expression(expressions, values.get(i), action.value())
                            .expression();
            Assignment assignment =
                    switch (action.verb()) {
                        case SET -> new Assignment.Set(target, value);
                        case REMOVE -> new Assignment.Remove(target);
                        case ADD -> new Assignment.Add(target, value);
                        case DELETE -> new Assignment.Delete(target, value);
                    };
            try {
                UpdatePlan.check(table.table().definition().keys(), assignments, assignment);
            } catch (ItemException e) {
                throw Places.of(action.path()).in(e);
            }
            assignments.add(assignment);
        }
        return assignments;
    }

    private ReturnedColumns.Planned returned(ReturningClause clause, List<String> written, boolean deletes) {
        if (clause == null) {
            return ReturnedColumns.Planned.NONE;
        }
        if (view.isPresent()) {
            throw Places.of(clause).in(ViewRows.returning());
        }
        return new ReturnedColumns(statement, alias, table).plan(clause, written, false, deletes);
    }
}
