package io.itemql.sql.parser;

import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Aggregate functions that the grammar itself names, as plain operators. A class that handles them by their own type
 * cannot be verified without loading that type, which reaches into Calcite's planner; and the parser is verified before
 * every first statement.
 */
final class AggregateOperators {
    private AggregateOperators() {}

    /** A function that Calcite does not know, under the name that the statement has for it. */
    static SqlOperator named(String name) {
        return new SqlUnresolvedFunction(
                new SqlIdentifier(name, SqlParserPos.ZERO),
                null,
                null,
                null,
                null,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }

    static SqlOperator of(String name) {
        return switch (name) {
            case "PERCENTILE_CONT" -> SqlStdOperatorTable.PERCENTILE_CONT;
            case "PERCENTILE_DISC" -> SqlStdOperatorTable.PERCENTILE_DISC;
            case "PERCENTILE_CONT2" -> SqlLibraryOperators.PERCENTILE_CONT2;
            case "PERCENTILE_DISC2" -> SqlLibraryOperators.PERCENTILE_DISC2;
            case "ARRAY_AGG" -> SqlLibraryOperators.ARRAY_AGG;
            case "ARRAY_CONCAT_AGG" -> SqlLibraryOperators.ARRAY_CONCAT_AGG;
            case "GROUP_CONCAT" -> SqlLibraryOperators.GROUP_CONCAT;
            case "STRING_AGG" -> SqlLibraryOperators.STRING_AGG;
            default -> throw new IllegalArgumentException(name);
        };
    }
}
