package io.itemql.sql.cache;

import io.itemql.plan.StatementPlan;
import io.itemql.store.ReadView;
import io.itemql.store.TableInfo;
import java.util.List;
import java.util.Objects;

/**
 * A plan and what it was made for. Immutable.
 *
 * @param plan the plan
 * @param tables the tables that it uses, at the versions that it knows
 * @param warnings what the planner wants the user to know
 */
public record PlannedStatement(StatementPlan plan, List<TableInfo> tables, List<String> warnings) {
    public PlannedStatement {
        Objects.requireNonNull(plan, "plan");
        tables = List.copyOf(tables);
        warnings = List.copyOf(warnings);
    }

    /**
     * True if every table has, as of the view, the version for which the plan was made. A later version may have
     * attributes or types that the plan does not know.
     *
     * @throws io.itemql.error.ItemException with {@link io.itemql.error.ErrorCode#UNKNOWN_TABLE} if a table is gone
     */
    public boolean holdsOn(ReadView view) {
        for (int i = 0; i < tables.size(); i++) {
            TableInfo table = tables.get(i);
            if (view.table(table.name()).version() != table.version()) {
                return false;
            }
        }
        return true;
    }
}
