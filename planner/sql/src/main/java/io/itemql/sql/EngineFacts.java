package io.itemql.sql;

import io.itemql.item.AttributeType;
import io.itemql.item.Item;
import io.itemql.sql.cache.PlanCache;
import io.itemql.sql.copy.CopyProgress;
import io.itemql.store.system.SystemTable;
import io.itemql.store.system.SystemTables;
import io.itemql.table.ColumnType;
import io.itemql.table.DeclaredColumn;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.ArrayList;
import java.util.List;

/** The system tables of a store, with the metrics of the SQL engine above it beside the store's own. */
final class EngineFacts implements SystemTables {
    private final SystemTables store;
    private final PlanCache plans;
    private final StatementCounters statements;
    /** The COPY statements that are running. */
    private static final SystemTable COPIES = new SystemTable(
            "copies",
            KeySchema.of(new KeyAttribute("id", AttributeType.N)),
            List.of(
                    new DeclaredColumn("statement", ColumnType.VARCHAR),
                    new DeclaredColumn("begun", ColumnType.TIMESTAMP),
                    new DeclaredColumn("file", ColumnType.VARCHAR),
                    new DeclaredColumn("records", ColumnType.BIGINT),
                    new DeclaredColumn("rejected", ColumnType.BIGINT)),
            "the COPY statements that are running, with how many records they have copied");

    private final CopyProgress copies;
    private final List<SystemTable> tables;

    EngineFacts(SystemTables store, PlanCache plans, StatementCounters statements, CopyProgress copies) {
        this.copies = copies;
        this.store = store;
        this.plans = plans;
        this.statements = statements;
        List<SystemTable> all = new ArrayList<>(store.tables());
        if (!all.contains(SystemTable.METRICS)) {
            all.add(SystemTable.METRICS);
        }
        all.add(COPIES);
        this.tables = List.copyOf(all);
    }

    @Override
    public List<SystemTable> tables() {
        return tables;
    }

    @Override
    public List<Item> rows(String name) {
        if (name.equals(COPIES.name())) {
            return copies.list().stream()
                    .map(copy -> COPIES.row(
                            copy.number(),
                            copy.statement(),
                            copy.begun().toString(),
                            copy.file(),
                            copy.records(),
                            copy.rejected()))
                    .toList();
        }
        if (!name.equals(SystemTable.METRICS.name())) {
            return store.rows(name);
        }
        List<Item> rows = new ArrayList<>();
        if (store.tables().contains(SystemTable.METRICS)) {
            rows.addAll(store.rows(name));
        }
        rows.add(SystemTable.metric("plans.hits", plans.hits(), "count", "statements whose plan was remembered"));
        rows.add(SystemTable.metric("plans.misses", plans.misses(), "count", "statements that had to be planned"));
        rows.add(SystemTable.metric("plans.cached", plans.size(), "count", "plans that are remembered"));
        rows.add(SystemTable.metric("statements.started", statements.startedCount(), "count", "statements executed"));
        rows.add(SystemTable.metric(
                "statements.failed",
                statements.failedCount(),
                "count",
                "statements that failed before their first row"));
        rows.add(SystemTable.metric(
                "statements.running", statements.runningCount(), "count", "statements whose results are open"));
        return rows;
    }
}
