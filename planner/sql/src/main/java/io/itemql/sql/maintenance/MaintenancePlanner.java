package io.itemql.sql.maintenance;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.StatementPlan;
import io.itemql.sql.ast.MaintenanceStatement;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.StatementTables;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Plans CHECK, BACKUP and RESTORE. Stateless, safe for use by several threads. */
public final class MaintenancePlanner {
    /**
     * The plan of a statement.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE} for a check of a table that does not exist
     */
    public StatementPlan plan(MaintenanceStatement statement, StatementTables tables) {
        Optional<String> table = statement.table().map(name -> tableName(statement, name, tables));
        return switch (statement.action()) {
            case CHECK -> MaintenancePlan.check(table);
            case BACKUP -> MaintenancePlan.backup(statement.directory());
            case RESTORE -> MaintenancePlan.restore(statement.directory(), table);
        };
    }

    private static String tableName(MaintenanceStatement statement, SqlIdentifier name, StatementTables tables) {
        try {
            return statement.action() == MaintenanceStatement.Action.CHECK
                    ? tables.use(name.names).table().name()
                    : tables.tableName(name.names);
        } catch (ItemException e) {
            SqlParserPos pos = name.getParserPosition();
            throw Places.of(pos).in(e);
        }
    }
}
