package io.itemql.sql.change;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.Project;
import io.itemql.sql.ast.ItemOperators;
import io.itemql.sql.general.bind.StatementBinding;
import io.itemql.sql.keyaccess.DirectQuery;
import io.itemql.sql.keyaccess.QueryPlanner;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.TableColumns;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/**
 * Plans the query of INSERT … SELECT. With a column list the columns go by position, without one by name, since items
 * have names and no positions. SELECT VALUE gives whole items.
 */
final class InsertQuery {
    private final StatementBinding statement;
    private final QueryPlanner queries;
    private final TableDefinition definition;

    InsertQuery(StatementBinding statement, QueryPlanner queries, TableDefinition definition) {
        this.statement = statement;
        this.queries = queries;
        this.definition = definition;
    }

    InsertPlanner.Rows plan(SqlNode source, Optional<List<String>> columnList) {
        DirectQuery query = queries.plan(source, statement);
        int width = query.columns().size();
        if (columnList.isPresent()) {
            if (columnList.get().size() != width) {
                throw Places.of(source)
                        .in(new ItemException(
                                ErrorCode.COLUMN_COUNT_MISMATCH,
                                width,
                                columnList.get().size()));
            }
            return new InsertPlanner.Rows(converted(query.operator(), columnList.get()), columnList, false);
        }
        if (width == 1 && ItemOperators.isSelectValue(source)) {
            return new InsertPlanner.Rows(query.operator(), Optional.empty(), true);
        }
        List<String> names = names(query, source);
        return names.contains(TableColumns.DOCUMENT)
                ? withDocument(query, names)
                : new InsertPlanner.Rows(converted(query.operator(), names), Optional.of(names), false);
    }

    private static List<String> names(DirectQuery query, SqlNode source) {
        List<String> names = new ArrayList<>();
        for (ResultColumn column : query.columns()) {
            if (names.contains(column.label())) {
                throw Places.of(source)
                        .in(new ItemException(
                                ErrorCode.DUPLICATE_NAME,
                                column.label(),
                                " by the query; name the columns apart, or list them behind INTO"));
            }
            names.add(column.label());
        }
        return names;
    }

    /** The rows with the values of keys converted. */
    private Operator converted(Operator rows, List<String> names) {
        List<Expression> values = new ArrayList<>();
        boolean changes = false;
        for (int i = 0; i < names.size(); i++) {
            Expression column = new ColumnReference(i, names.get(i));
            Expression value = InsertPlanner.toKey(definition, names.get(i), column);
            changes |= !value.equals(column);
            values.add(value);
        }
        return changes ? new Project(rows, values) : rows;
    }

    private InsertPlanner.Rows withDocument(DirectQuery query, List<String> names) {
        List<String> attributes = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        Expression document = null;
        for (int i = 0; i < names.size(); i++) {
            Expression column = new ColumnReference(i, names.get(i));
            if (names.get(i).equals(TableColumns.DOCUMENT)) {
                document = column;
            } else {
                attributes.add(names.get(i));
                values.add(InsertPlanner.toKey(definition, names.get(i), column));
            }
        }
        Operator items = new Project(query.operator(), List.of(new WholeItem(document, attributes, values)));
        return new InsertPlanner.Rows(items, Optional.empty(), true);
    }
}
