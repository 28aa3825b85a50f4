package io.itemql.sql.general;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.ResultColumn;
import io.itemql.plan.operator.Operator;
import io.itemql.sql.general.bind.BoundQuery;
import io.itemql.sql.general.bind.PlannedRows;
import io.itemql.sql.general.bind.StatementBinding;
import io.itemql.sql.general.translate.ColumnInfo;
import io.itemql.sql.general.translate.ColumnInfos;
import io.itemql.sql.general.translate.Translator;
import io.itemql.sql.general.validate.AlgebraBuilder;
import io.itemql.sql.table.StatementTables;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.sql.SqlNode;

/**
 * Plans queries of any shape. Stateless; safe for use by several threads.
 *
 * <p>Also plans what INSERT, UPDATE and DELETE read: the caller writes down the query that gives the keys and values,
 * and gets its operator.
 */
public final class GeneralPlanner {
    private final AlgebraBuilder algebra = new AlgebraBuilder();

    /**
     * Plans a query.
     *
     * @param query as the parser gives it; is not changed
     * @param tables what the statement finds out about tables; collects the tables that the plan uses and warnings
     * @throws ItemException if the query is wrong, with its place in the statement
     */
    public PlannedQuery plan(SqlNode query, StatementTables tables) {
        try {
            StatementBinding statement = new StatementBinding(tables, this::planSubQuery);
            return plan(statement.bind(query), statement);
        } catch (StackOverflowError e) {
            throw ItemException.causedBy(e, ErrorCode.STATEMENT_TOO_DEEP);
        }
    }

    /** Plans a query that is bound already. */
    public PlannedQuery plan(BoundQuery query, StatementBinding statement) {
        RelNode rel = algebra.build(query, statement);
        List<ResultColumn> columns = new ArrayList<>();
        List<ColumnInfo> infos = ColumnInfos.of(rel);
        for (int i = 0; i < infos.size(); i++) {
            columns.add(infos.get(i)
                    .toResultColumn(query.labels().get(i), query.origins().get(i)));
        }
        Operator operator = new Translator(statement).translate(rel);
        return new PlannedQuery(operator, columns);
    }

    /** The columns of a bound query as what they are in the tables below, without a plan for its rows. */
    public List<ResultColumn> columns(BoundQuery query, StatementBinding statement) {
        List<ColumnInfo> infos = ColumnInfos.of(algebra.build(query, statement));
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 0; i < infos.size(); i++) {
            columns.add(infos.get(i).toResultColumn(query.labels().get(i)));
        }
        return columns;
    }

    /** Plans a bound sub-query of an expression. */
    public PlannedRows planSubQuery(BoundQuery query, StatementBinding statement) {
        RelNode rel = algebra.build(query, statement);
        return new PlannedRows(
                new Translator(statement).translate(rel),
                ColumnInfos.of(rel).stream().map(ColumnInfo::type).toList());
    }
}
