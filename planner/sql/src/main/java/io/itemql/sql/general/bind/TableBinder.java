package io.itemql.sql.general.bind;

import io.itemql.sql.table.TableColumns;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Binds the expressions of a statement that changes one table: the predicate and the values of an UPDATE, the columns of a
 * RETURNING. Used by one thread.
 */
public final class TableBinder {
    private final TableRelation relation;
    private final ExpressionBinder expressions;

    TableBinder(TableRelation relation, ExpressionBinder expressions) {
        this.relation = relation;
        this.expressions = expressions;
    }

    /** A binder for expressions over a table. */
    public static TableBinder of(StatementBinding statement, String alias, TableColumns table) {
        TableRelation relation = statement.occurrence(alias, table, Optional.empty());
        Scope scope = Scope.outermost(null).inner();
        scope.add(relation, SqlParserPos.ZERO);
        return new TableBinder(relation, ExpressionBinder.of(statement, scope, List.of()));
    }

    /** The value of an expression that reads no table, such as one in the rows of an INSERT. */
    public static SqlNode constant(StatementBinding statement, SqlNode expression) {
        return ExpressionBinder.of(statement, Scope.outermost(null).inner(), List.of())
                .bind(expression);
    }

    /** The table, with the paths that were used so far. */
    public TableRelation relation() {
        return relation;
    }

    /** The value that an expression stands for; an attribute alone as it is stored. */
    public SqlNode value(SqlNode expression) {
        return DeclaredColumns.stored(expressions.bind(expression));
    }

    /** The condition that an expression stands for. */
    public SqlNode condition(SqlNode expression) {
        return expressions.condition(expression);
    }

    /** An attribute of the table. */
    public SqlNode attribute(String name) {
        return relation.column(name, List.of(), SqlParserPos.ZERO).node();
    }
}
