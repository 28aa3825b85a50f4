package io.itemql.sql.definition;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.StatementPlan;
import io.itemql.sql.ast.AlterTable;
import io.itemql.sql.ast.CreateIndex;
import io.itemql.sql.ast.CreateTable;
import io.itemql.sql.ast.CreateView;
import io.itemql.sql.ast.DropIndex;
import io.itemql.sql.ast.DropTable;
import io.itemql.sql.ast.DropView;
import io.itemql.sql.ast.TruncateTable;
import io.itemql.sql.general.bind.StatementBinding;
import io.itemql.sql.keyaccess.QueryPlanner;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.StatementTables;
import io.itemql.store.ItemStore;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Plans the statements that define tables and views. Stateless, safe for use by several threads. */
public final class DefinitionPlanner {
    private final QueryPlanner queries;

    /** @param queries plans the query of CREATE VIEW */
    public DefinitionPlanner(QueryPlanner queries) {
        this.queries = Objects.requireNonNull(queries, "queries");
    }

    /**
     * The plan of a definition; empty if the statement is none.
     *
     * @param text of the whole statement
     * @param binding collects the tables used and the warnings
     * @throws ItemException if the definition is wrong or asks for what is not there
     */
    public Optional<StatementPlan> plan(SqlNode statement, String text, StatementBinding binding) {
        try {
            return Optional.ofNullable(planOrNull(statement, text, binding));
        } catch (ItemException e) {
            SqlParserPos pos = subject(statement).getParserPosition();
            throw Places.of(pos).in(e);
        }
    }

    /** The name that a statement is about: what fails, fails because of it, unless it has a more exact place. */
    private static SqlNode subject(SqlNode statement) {
        if (statement instanceof CreateTable create) {
            return create.name();
        }
        if (statement instanceof AlterTable alter) {
            return alter.table();
        }
        if (statement instanceof DropTable drop) {
            return drop.names().get(0);
        }
        if (statement instanceof CreateView create) {
            return create.name();
        }
        if (statement instanceof DropView drop) {
            return drop.names().get(0);
        }
        if (statement instanceof CreateIndex create) {
            return create.table();
        }
        if (statement instanceof DropIndex drop) {
            return drop.table() == null ? drop.name() : drop.table();
        }
        return statement instanceof TruncateTable truncate ? truncate.table() : statement;
    }

    private StatementPlan planOrNull(SqlNode statement, String text, StatementBinding binding) {
        StatementTables tables = binding.tables();
        if (statement instanceof CreateTable create) {
            return new TableCreation(create, tables).plan();
        }
        if (statement instanceof AlterTable alter) {
            return new TableAlteration(alter, tables).plan();
        }
        if (statement instanceof DropTable drop) {
            return drop(drop, binding);
        }
        if (statement instanceof TruncateTable truncate) {
            String table = tables.use(truncate.table().names).table().name();
            return new Definition(
                    "TRUNCATE TABLE " + table,
                    Places.of(truncate.table()),
                    execution -> Truncation.carryOut(execution, table));
        }
        if (statement instanceof CreateIndex create) {
            return IndexPlanner.create(create, tables);
        }
        if (statement instanceof DropIndex drop) {
            return IndexPlanner.drop(drop, tables);
        }
        if (statement instanceof CreateView create) {
            return new ViewPlanner(binding, queries).create(create, text);
        }
        if (statement instanceof DropView drop) {
            return new ViewPlanner(binding, queries).drop(drop);
        }
        return null;
    }

    private static StatementPlan drop(DropTable statement, StatementBinding binding) {
        StatementTables tables = binding.tables();
        boolean ifExists = statement.ifExists();
        Set<String> names = new LinkedHashSet<>();
        for (SqlNode node : statement.names()) {
            List<String> parts = ((SqlIdentifier) node).names;
            try {
                names.add(tables.tableName(parts));
                if (!ifExists || tables.view(parts).isPresent()) {
                    tables.use(parts);
                }
            } catch (ItemException e) {
                throw Places.of(node).in(e);
            }
        }
        String text = "DROP TABLE " + String.join(", ", names);
        return new Definition(text, Places.of(statement.names().get(0)), execution -> {
            DependentViews.remove(binding, "Table ", names, statement.cascade());
            for (String name : names) {
                drop(name, ifExists, execution.store());
            }
        });
    }

    private static void drop(String table, boolean ifExists, ItemStore store) {
        try {
            store.dropTable(table);
        } catch (ItemException e) {
            if (e.code() != ErrorCode.UNKNOWN_TABLE || !ifExists) {
                throw e;
            }
        }
    }
}
