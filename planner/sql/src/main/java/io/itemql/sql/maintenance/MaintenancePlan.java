package io.itemql.sql.maintenance;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.StatementPlan;
import io.itemql.plan.StatementResult;
import io.itemql.plan.access.Estimator;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.RowsCursor;
import io.itemql.sql.table.TableColumn;
import io.itemql.sql.table.TableColumns;
import io.itemql.store.Cancellation;
import io.itemql.store.Maintenance;
import io.itemql.store.system.SystemTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement about the store as a whole.
 *
 * @param text its line in EXPLAIN
 * @param kind a query, unless it changes items
 * @param shape what rows it gives
 * @param work what it does
 */
record MaintenancePlan(String text, Kind kind, SystemTable shape, Work work) implements StatementPlan {
    /** Does the work and gives rows that say what was done. */
    @FunctionalInterface
    interface Work {
        List<Item> carryOut(Maintenance maintenance, Cancellation cancellation);
    }

    static MaintenancePlan check(Optional<String> table) {
        return new MaintenancePlan(
                table.map(name -> "CHECK TABLE " + name).orElse("CHECK ALL"),
                Kind.QUERY,
                Maintenance.CHECKED,
                (maintenance, cancellation) -> maintenance.check(table, cancellation));
    }

    static MaintenancePlan backup(String directory) {
        return new MaintenancePlan(
                "BACKUP",
                Kind.QUERY,
                Maintenance.SAVED,
                (maintenance, cancellation) -> maintenance.backup(directory, cancellation));
    }

    static MaintenancePlan restore(String directory, Optional<String> table) {
        return new MaintenancePlan(
                table.map(name -> "RESTORE TABLE " + name).orElse("RESTORE"),
                Kind.WRITE,
                Maintenance.SAVED,
                (maintenance, cancellation) -> maintenance.restore(directory, table, cancellation));
    }

    @Override
    public List<ResultColumn> columns() {
        List<ResultColumn> columns = new ArrayList<>();
        for (TableColumn column : TableColumns.ofSystem(shape).visible()) {
            columns.add(ResultColumn.computed(column.name(), column.type()));
        }
        return columns;
    }

    @Override
    public int parameterCount() {
        return 0;
    }

    @Override
    public StatementResult execute(Execution execution) {
        Maintenance maintenance = execution
                .store()
                .maintenance()
                .orElseThrow(() -> new ItemException(ErrorCode.UNSUPPORTED, text, " by this store"));
        List<ArrayRow> rows = new ArrayList<>();
        long items = 0;
        for (Item item : work.carryOut(maintenance, execution.cancellation())) {
            rows.add(
                    ArrayRow.ofOwned(shape.columnNames().stream().map(item::get).toArray(Value[]::new)));
            if (item.get("itemCount") instanceof NumberValue count) {
                items += count.longValue();
            }
        }
        RowCursor cursor = RowsCursor.of(rows);
        return kind == Kind.WRITE ? new StatementResult(Optional.of(cursor), items) : StatementResult.ofRows(cursor);
    }

    @Override
    public List<String> explain(Optional<Estimator> estimator) {
        return List.of(text);
    }
}
