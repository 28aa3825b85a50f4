package io.itemql.sql;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.StatementPlan;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.sql.ast.SimpleStatement;
import io.itemql.sql.cache.PlannedStatement;
import io.itemql.sql.definition.DefinitionPlanner;
import io.itemql.sql.parse.StatementParser;
import io.itemql.sql.table.StatementTables;
import io.itemql.store.ItemStore;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/** The way of a statement from its text to its plan. Safe for use by several threads. */
final class StatementPlanner {
    private final ItemStore store;
    private final DefinitionPlanner definitions = new DefinitionPlanner();

    StatementPlanner(ItemStore store) {
        this.store = store;
    }

    /** Plans a statement for the tables as they are now. */
    PlannedStatement plan(String text, SessionOptions options) {
        StatementTables tables = new StatementTables(store, options);
        StatementPlan plan = plan(StatementParser.parse(text), tables);
        return new PlannedStatement(plan, tables.used(), tables.warnings());
    }

    private StatementPlan plan(SqlNode statement, StatementTables tables) {
        if (statement instanceof SimpleStatement simple) {
            return new ControlPlan(control(simple.action()));
        }
        Optional<StatementPlan> definition = definitions.plan(statement, tables);
        if (definition.isPresent()) {
            return definition.get();
        }
        throw new ItemException(ErrorCode.UNSUPPORTED, statement.getKind(), "");
    }

    private static Control control(SimpleStatement.Action action) {
        return switch (action) {
            case SHUTDOWN -> Control.SHUTDOWN;
            case CHECKPOINT -> Control.CHECKPOINT;
            case BEGIN -> Control.BEGIN;
            case COMMIT -> Control.COMMIT;
            case ROLLBACK -> Control.ROLLBACK;
        };
    }
}
