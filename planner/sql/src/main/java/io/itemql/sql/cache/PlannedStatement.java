package io.itemql.sql.cache;

import io.itemql.plan.StatementPlan;
import io.itemql.plan.operator.SessionOptions.ScanPolicy;
import io.itemql.store.Catalogue;
import io.itemql.store.ReadView;
import io.itemql.store.TableInfo;
import io.itemql.table.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A plan and what it was made for. Immutable. */
public final class PlannedStatement {
    private final String text;
    private final StatementPlan plan;
    private final TableInfo[] tables;
    private final List<String> warnings;
    private final Optional<ScanPolicy> scan;
    private final boolean followsItems;
    private final Map<Integer, ColumnType> parameterTypes;

    /**
     * @param text the text that was planned; a statement that differs in literals may use the plan as well
     * @param plan the plan
     * @param tables the tables that it uses, at the versions that it knows
     * @param warnings what the planner wants the user to know
     * @param scan the policy of a hint in the statement, which stands above the session's
     * @param followsItems false if the plan only depends on how the tables are defined, not on which attributes and
     *     types their items have
     * @param parameterTypes the types that the plan's parameters are used as, by number from 0
     */
    public PlannedStatement(
            String text,
            StatementPlan plan,
            List<TableInfo> tables,
            List<String> warnings,
            Optional<ScanPolicy> scan,
            boolean followsItems,
            Map<Integer, ColumnType> parameterTypes) {
        this.text = Objects.requireNonNull(text, "text");
        this.plan = Objects.requireNonNull(plan, "plan");
        this.tables = tables.toArray(TableInfo[]::new);
        this.warnings = List.copyOf(warnings);
        this.scan = Objects.requireNonNull(scan, "scan");
        this.followsItems = followsItems;
        this.parameterTypes = Map.copyOf(parameterTypes);
    }

    /** The text that was planned. */
    public String text() {
        return text;
    }

    public StatementPlan plan() {
        return plan;
    }

    /** The type that a parameter of the plan is used as; empty if any will do. */
    public Optional<ColumnType> parameterType(int number) {
        return Optional.ofNullable(parameterTypes.get(number));
    }

    public List<String> warnings() {
        return warnings;
    }

    /** The policy of a hint in the statement. */
    public Optional<ScanPolicy> scan() {
        return scan;
    }

    /**
     * True if every table is, as of the view, as the plan knows it. A later version may have attributes or types that
     * the plan does not know.
     *
     * @throws io.itemql.error.ItemException with {@link io.itemql.error.ErrorCode#UNKNOWN_TABLE} if a table is gone
     */
    public boolean holdsOn(ReadView view) {
        for (TableInfo table : tables) {
            if (!isKnown(table, view.table(table.name()))) {
                return false;
            }
        }
        return true;
    }

    /** True if every table is as the plan knows it; no promise for the next moment. */
    public boolean holdsNow(Catalogue catalogue) {
        for (TableInfo table : tables) {
            Optional<TableInfo> now = catalogue.table(table.name());
            if (now.isEmpty() || !isKnown(table, now.get())) {
                return false;
            }
        }
        return true;
    }

    private boolean isKnown(TableInfo table, TableInfo now) {
        return now.version() == table.version()
                || (!followsItems && now.definition().equals(table.definition()));
    }

    /** True if every table has, as of the view, the definition for which the plan was made. */
    public boolean knowsDefinitions(ReadView view) {
        for (TableInfo table : tables) {
            if (!view.table(table.name()).definition().equals(table.definition())) {
                return false;
            }
        }
        return true;
    }

    /** The names of the tables that the plan uses. */
    public List<String> tableNames() {
        return List.of(tables).stream().map(TableInfo::name).toList();
    }
}
