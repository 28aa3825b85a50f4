package io.itemql.sql;

import io.itemql.plan.ResultColumn;
import io.itemql.sql.general.GeneralPlanner;
import io.itemql.sql.general.PlannedQuery;
import io.itemql.sql.general.bind.BoundQuery;
import io.itemql.sql.general.bind.PlannedRows;
import io.itemql.sql.general.bind.StatementBinding;
import io.itemql.sql.general.translate.BoundColumns;
import io.itemql.sql.keyaccess.DirectQuery;
import io.itemql.table.ColumnType;
import java.util.List;
import java.util.Optional;

/**
 * The door to the general planner. It is made when the first query needs it, as that loads thousands of classes. Safe
 * for use by several threads.
 */
final class GeneralPath {
    private volatile GeneralPlanner planner;

    /** Plans a bound query of any shape. */
    DirectQuery plan(BoundQuery query, StatementBinding statement) {
        PlannedQuery planned = planner().plan(query, statement);
        List<Optional<ColumnType>> types = planned.columns().stream()
                .map(column -> Optional.of(column.type()))
                .toList();
        return new DirectQuery(planned.operator(), planned.columns(), types);
    }

    /** The columns of a bound query of any shape, which is not planned. */
    List<ResultColumn> columns(BoundQuery query, StatementBinding statement) {
        return BoundColumns.of(query, statement).orElseGet(() -> planner().columns(query, statement));
    }

    /** Plans a bound sub-query of an expression. */
    PlannedRows planSubQuery(BoundQuery query, StatementBinding statement) {
        return planner().planSubQuery(query, statement);
    }

    private GeneralPlanner planner() {
        GeneralPlanner known = planner;
        if (known == null) {
            // Two threads may both make one; it has no state, so either will do.
            known = new GeneralPlanner();
            planner = known;
        }
        return known;
    }
}
