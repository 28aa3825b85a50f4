package io.itemql.sql.general.bind;

import java.util.Objects;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;

/**
 * A view whose query is a part of the query around it.
 *
 * @param from the table of the view
 * @param condition the WHERE of the view; {@code null} for none
 * @param relation what the query around sees
 */
record MergedView(SqlNode from, SqlNode condition, ViewRelation relation) {
    MergedView {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(relation, "relation");
    }

    /** True for a query that neither groups nor sorts nor limits nor removes duplicates. */
    static boolean isPlain(SqlSelect select) {
        return select.getGroup() == null
                && select.getHaving() == null
                && select.getQualify() == null
                && !select.isDistinct()
                && isEmpty(select.getWindowList())
                && isEmpty(select.getOrderList())
                && select.getOffset() == null
                && select.getFetch() == null;
    }

    private static boolean isEmpty(SqlNodeList list) {
        return list == null || list.isEmpty();
    }

    /** True for an expression that the item of a row gives alone: no aggregate and no window. */
    static boolean isOfOneItem(SqlNode bound) {
        if (bound instanceof SqlIdentifier) {
            return true;
        }
        boolean function = bound instanceof SqlBasicCall call
                && (call.getOperator() instanceof ItemFunction || call.getKind() == SqlKind.AND);
        return function
                && ((SqlBasicCall) bound)
                        .getOperandList().stream().allMatch(operand -> operand != null && isOfOneItem(operand));
    }
}
