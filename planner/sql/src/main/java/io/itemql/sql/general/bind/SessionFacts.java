package io.itemql.sql.general.bind;

import io.itemql.item.StringValue;
import io.itemql.sql.table.StatementTables;
import io.itemql.table.ColumnType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What SQL calls the user and the schema of a session: the same for all of them, as a store has neither users nor catalogs. */
final class SessionFacts {
    /** As {@code DatabaseMetaData.getUserName()} has it. */
    private static final String USER = "";

    private static final Map<String, String> CALLED = Map.of(
            "USER", USER,
            "CURRENT_USER", USER,
            "SESSION_USER", USER,
            "SYSTEM_USER", USER,
            "DATABASE", StatementTables.SCHEMA,
            "CURRENT_SCHEMA", StatementTables.SCHEMA);

    private SessionFacts() {}

    /** The fact of a function without arguments. */
    static Optional<SqlNode> named(String name, SqlParserPos pos) {
        return Optional.ofNullable(CALLED.get(name.toUpperCase(Locale.ROOT)))
                .map(fact -> Calls.literal(new StringValue(fact), Optional.of(ColumnType.VARCHAR), pos));
    }

    /** The fact of a name without brackets, of which attributes rarely have one. */
    static Optional<SqlNode> bare(String name, SqlParserPos pos) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.equals("USER") || upper.equals("DATABASE") ? Optional.empty() : named(name, pos);
    }
}
