package io.itemql.sql;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.operator.SessionOptions.ScanPolicy;
import io.itemql.sql.ast.DeleteItems;
import io.itemql.sql.ast.ExplainStatement;
import io.itemql.sql.ast.InsertItems;
import io.itemql.sql.ast.UpdateItems;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.StatementTables;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;

/**
 * The hints of a statement, the comments that begin with a plus sign behind SELECT, INSERT, UPDATE or DELETE. There is
 * one, {@code scan}, which takes what the option {@code scan} takes and stands above it for this statement:
 * {@code scan(allow)}, {@code scan(warn)}, {@code scan(deny)} or {@code scan('limit:1000')}.
 */
final class Hints {
    private Hints() {}

    /**
     * The scan policy that a statement asks for; empty if it asks for none. A hint of another name is a warning, as
     * statements come from other databases.
     *
     * @throws ItemException with {@link ErrorCode#INVALID_OPTION} if {@code scan} has another argument
     */
    static Optional<ScanPolicy> scan(SqlNode statement, StatementTables tables) {
        Optional<ScanPolicy> policy = Optional.empty();
        for (SqlNode node : of(statement)) {
            SqlHint hint = (SqlHint) node;
            if (hint.getName().toLowerCase(Locale.ROOT).equals("scan")) {
                policy = Optional.of(policy(hint));
            } else {
                tables.warn("Hint " + hint.getName() + " is not known and has no effect; known is scan");
            }
        }
        return policy;
    }

    private static SqlNodeList of(SqlNode statement) {
        if (statement instanceof ExplainStatement explain) {
            return of(explain.statement());
        }
        if (statement instanceof SqlOrderBy order) {
            return of(order.query);
        }
        if (statement instanceof SqlWith with) {
            return of(with.body);
        }
        if (statement instanceof SqlSelect select) {
            return select.getHints() == null ? SqlNodeList.EMPTY : select.getHints();
        }
        if (statement instanceof InsertItems insert) {
            return insert.hints();
        }
        if (statement instanceof UpdateItems update) {
            return update.hints();
        }
        return statement instanceof DeleteItems delete ? delete.hints() : SqlNodeList.EMPTY;
    }

    private static ScanPolicy policy(SqlHint hint) {
        List<String> arguments = hint.getOptionList();
        String argument = arguments.size() == 1 ? arguments.get(0).toLowerCase(Locale.ROOT) : "";
        if (argument.matches("limit:\\d{1,18}")) {
            return ScanPolicy.limit(Long.parseLong(argument.substring(argument.indexOf(':') + 1)));
        }
        return switch (argument) {
            case "allow" -> ScanPolicy.ALLOW;
            case "warn" -> ScanPolicy.WARN;
            case "deny" -> ScanPolicy.DENY;
            default ->
                throw Places.of(hint)
                        .in(
                                new ItemException(
                                        ErrorCode.INVALID_OPTION,
                                        "Hint scan(" + String.join(", ", arguments)
                                                + ") is not known; it is scan(allow), scan(warn), scan(deny) or scan('limit:N')"));
        };
    }
}
