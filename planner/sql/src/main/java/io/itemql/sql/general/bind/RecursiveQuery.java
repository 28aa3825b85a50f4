package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.operator.Recursion;
import io.itemql.plan.operator.WorkingTable;
import io.itemql.sql.parse.Places;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSetOperator;

/**
 * Plans a query of WITH RECURSIVE that names itself: {@code seed UNION [ALL] step}. Both sides are planned on their
 * own; in the step, the name stands for the rows of the last round.
 */
final class RecursiveQuery {
    private RecursiveQuery() {}

    /**
     * The query with its plan; empty if it does not name itself, so that it is a query like any other.
     *
     * @param columns the names that the clause gives to the columns; empty if it gives none
     * @param before what the query can see besides itself
     * @throws ItemException with {@link ErrorCode#SET_OPERATION_MISMATCH} or {@link ErrorCode#COLUMN_COUNT_MISMATCH}
     */
    static Optional<NamedQueries> plan(
            StatementBinding statement, String name, SqlNode query, List<String> columns, NamedQueries before) {
        if (query.getKind() != SqlKind.UNION || ((SqlCall) query).operandCount() != 2) {
            return Optional.empty();
        }
        SqlCall union = (SqlCall) query;
        BoundQuery seed = QueryBinder.inside(statement, Scope.outermost(before)).bind(union.operand(0));
        if (!columns.isEmpty() && columns.size() != seed.labels().size()) {
            throw Places.of(query)
                    .in(new ItemException(
                            ErrorCode.COLUMN_COUNT_MISMATCH, seed.labels().size(), columns.size()));
        }
        List<String> labels = columns.isEmpty() ? seed.labels() : columns;
        PlannedRows seedRows = statement.planner().plan(seed, statement);
        WorkingTable working = new WorkingTable(name, labels.size());
        NamedQueries.Self self = new NamedQueries.Self(new PlannedRows(working, seedRows.types()));
        BoundQuery step = QueryBinder.inside(
                        statement, Scope.outermost(NamedQueries.recursive(name, query, labels, self, before)))
                .bind(union.operand(1));
        if (!self.isUsed()) {
            return Optional.empty();
        }
        PlannedRows stepRows = statement.planner().plan(step, statement);
        if (stepRows.operator().width() != labels.size()) {
            throw Places.of(union.operand(1))
                    .in(new ItemException(
                            ErrorCode.SET_OPERATION_MISMATCH,
                            "Both sides of a recursive query need equally many columns, but here are " + labels.size()
                                    + " and " + stepRows.operator().width()));
        }
        boolean distinct = !((SqlSetOperator) union.getOperator()).isAll();
        Recursion recursion = new Recursion(seedRows.operator(), stepRows.operator(), working, distinct);
        List<Optional<ColumnType>> types = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            types.add(Typings.common(
                    List.of(seedRows.types().get(i), stepRows.types().get(i))));
        }
        PlannedRows rows = new PlannedRows(recursion, types);
        return Optional.of(NamedQueries.planned(name, query, labels, rows, before));
    }
}
