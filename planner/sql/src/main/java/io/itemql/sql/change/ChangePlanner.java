package io.itemql.sql.change;

import io.itemql.error.ItemException;
import io.itemql.plan.StatementPlan;
import io.itemql.sql.ast.DeleteItems;
import io.itemql.sql.ast.InsertItems;
import io.itemql.sql.ast.UpdateItems;
import io.itemql.sql.general.bind.StatementBinding;
import io.itemql.sql.keyaccess.QueryPlanner;
import io.itemql.sql.parse.Places;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/** Plans the statements that change items. Stateless, safe for use by several threads. */
public final class ChangePlanner {
    private final QueryPlanner queries;

    /**
     * @param queries plans the query of INSERT … SELECT
     */
    public ChangePlanner(QueryPlanner queries) {
        this.queries = Objects.requireNonNull(queries, "queries");
    }

    /**
     * The plan of a change; empty if the statement is none.
     *
     * @param parameterCount how many parameters the statement has
     * @throws ItemException if the statement is wrong
     */
    public Optional<StatementPlan> plan(SqlNode node, StatementBinding statement, int parameterCount) {
        try {
            return Optional.ofNullable(planOrNull(node, statement, parameterCount));
        } catch (ItemException e) {
            throw Places.of(table(node)).in(e);
        }
    }

    /** The table that a change names: without a more exact place, what fails does because of it. */
    private static SqlNode table(SqlNode node) {
        if (node instanceof InsertItems insert) {
            return insert.table();
        }
        if (node instanceof UpdateItems update) {
            return update.table();
        }
        return node instanceof DeleteItems delete ? delete.table() : node;
    }

    private StatementPlan planOrNull(SqlNode node, StatementBinding statement, int parameterCount) {
        if (node instanceof InsertItems insert) {
            return new InsertPlanner(insert, statement, queries).plan(parameterCount);
        }
        if (node instanceof UpdateItems update) {
            return new UpdatePlanner(statement, update.table(), update.alias()).update(update, parameterCount);
        }
        if (node instanceof DeleteItems delete) {
            return new UpdatePlanner(statement, delete.table(), delete.alias()).delete(delete, parameterCount);
        }
        return null;
    }
}
