package io.itemql.sql.general.bind;

import io.itemql.sql.table.StatementTables;
import io.itemql.sql.table.TableColumns;
import io.itemql.store.TableInfo;
import io.itemql.table.ColumnType;
import io.itemql.table.IndexDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;

/** What the binders of one statement share. Used by one thread. */
public final class StatementBinding {
    private final StatementTables tables;
    private final SubQueryPlanner planner;
    private final Map<String, TableRelation> relations = new LinkedHashMap<>();
    private final List<PlannedRelation> planned = new ArrayList<>();
    private final Map<Integer, ColumnType> parameterTypes = new HashMap<>();
    private final List<String> expanding = new ArrayList<>();
    private final Map<String, NamedView> views = new HashMap<>();
    private int numbers;

    /**
     * @param tables what the statement finds out about tables
     * @param planner plans the sub-queries
     */
    public StatementBinding(StatementTables tables, SubQueryPlanner planner) {
        this.tables = Objects.requireNonNull(tables, "tables");
        this.planner = Objects.requireNonNull(planner, "planner");
    }

    /** What the statement finds out about tables. */
    public StatementTables tables() {
        return tables;
    }

    /** The occurrences of tables so far, by {@link TableRelation#id()}. */
    public Map<String, TableRelation> relations() {
        return relations;
    }

    /**
     * Notes that an operand is used as a value of a type; of interest only if it is a parameter. The first use of a
     * parameter counts, and each has only one.
     */
    public void use(SqlNode operand, ColumnType type) {
        if (operand instanceof SqlDynamicParam parameter) {
            parameterTypes.putIfAbsent(parameter.getIndex(), type);
        }
    }

    /** The types that the parameters are used as, by number from 0; a parameter that may be anything is not there. */
    public Map<Integer, ColumnType> parameterTypes() {
        return parameterTypes;
    }

    /** A number that nothing else in the statement has. */
    public int nextNumber() {
        return numbers++;
    }

    /** Binds a query that nothing is around. */
    public BoundQuery bind(SqlNode query) {
        return QueryBinder.outermost(this).bind(query);
    }

    /** The names of the views whose queries are being bound, outermost first. */
    public List<String> expanding() {
        return expanding;
    }

    /** A binding for another query over the tables as they are now, for example one of a view. */
    public StatementBinding anew() {
        return new StatementBinding(tables.anew(), planner);
    }

    /** The same, as if the store had another definition of a view. */
    public StatementBinding anew(TableInfo replaced) {
        return new StatementBinding(tables.anew(replaced), planner);
    }

    /** The view by whose name the statement reads a table; of views over views the outermost. */
    public Optional<NamedView> viewOver(TableRelation table) {
        return Optional.ofNullable(views.get(table.id()));
    }

    /** Notes that a view became a part of the statement. */
    void merged(NamedView view) {
        views.put(view.base().id(), view);
    }

    SubQueryPlanner planner() {
        return planner;
    }

    /** The rows in FROM clauses that are planned already, so far. */
    public List<PlannedRelation> planned() {
        return planned;
    }

    /** One more occurrence of rows that are planned already. */
    PlannedRelation planned(PlannedRows rows, String alias, List<String> labels) {
        PlannedRelation relation = new PlannedRelation("#" + nextNumber(), alias, Labels.different(labels), rows);
        planned.add(relation);
        return relation;
    }

    TableRelation occurrence(String alias, TableColumns table, Optional<IndexDefinition> index) {
        TableRelation relation = new TableRelation("#" + nextNumber(), alias, table, index, tables);
        relations.put(relation.id(), relation);
        return relation;
    }
}
