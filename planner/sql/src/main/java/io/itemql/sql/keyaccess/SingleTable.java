package io.itemql.sql.keyaccess;

import io.itemql.sql.general.bind.BoundQuery;
import io.itemql.sql.general.bind.Limits;
import io.itemql.sql.general.bind.StatementBinding;
import io.itemql.sql.general.bind.TableRelation;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;

/**
 * A bound query that reads at most one table of items and neither joins, groups nor removes duplicates, nor limits its
 * rows by more than their number.
 *
 * @param relation the table; empty for a SELECT without FROM
 */
record SingleTable(SqlSelect select, Optional<TableRelation> relation) {
    /** The query in this form; empty if it is of another. */
    static Optional<SingleTable> of(BoundQuery query, StatementBinding statement) {
        if (!(query.node() instanceof SqlSelect select)) {
            return Optional.empty();
        }
        boolean plain = select.getGroup() == null
                && select.getHaving() == null
                && select.getQualify() == null
                && !select.isDistinct()
                && !(select.getFetch() instanceof SqlCall fetch && Limits.isWithTies(fetch.getOperator()))
                && isEmpty(select.getWindowList());
        if (!plain) {
            return Optional.empty();
        }
        if (select.getFrom() == null) {
            return Optional.of(new SingleTable(select, Optional.empty()));
        }
        return table(select.getFrom(), statement).map(relation -> new SingleTable(select, Optional.of(relation)));
    }

    private static boolean isEmpty(SqlNodeList list) {
        return list == null || list.isEmpty();
    }

    private static Optional<TableRelation> table(SqlNode from, StatementBinding statement) {
        SqlNode source = from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(0) : from;
        return source instanceof SqlIdentifier identifier && identifier.isSimple()
                ? Optional.ofNullable(statement.relations().get(identifier.getSimple()))
                        .filter(relation -> relation.table().system().isEmpty())
                : Optional.empty();
    }
}
