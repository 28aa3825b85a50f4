package io.itemql.sql.general.bind;

import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/** The items of an ORDER BY: an expression inside DESC and NULLS FIRST or LAST. */
final class OrderItems {
    private OrderItems() {}

    /** The item with its expression replaced by what the function makes of it. */
    static SqlNode bind(SqlNode item, UnaryOperator<SqlNode> expression) {
        SqlKind kind = item.getKind();
        if (kind == SqlKind.DESCENDING || kind == SqlKind.NULLS_FIRST || kind == SqlKind.NULLS_LAST) {
            SqlCall call = (SqlCall) item;
            return call.getOperator().createCall(call.getParserPosition(), bind(call.operand(0), expression));
        }
        return expression.apply(item);
    }

    /** The item's expression. */
    static SqlNode expression(SqlNode item) {
        SqlKind kind = item.getKind();
        boolean wrapped = kind == SqlKind.DESCENDING || kind == SqlKind.NULLS_FIRST || kind == SqlKind.NULLS_LAST;
        return wrapped ? expression(((SqlCall) item).operand(0)) : item;
    }
}
