package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;

/** The operands of LIMIT, OFFSET and FETCH. */
final class Limits {
    private Limits() {}

    /** The operand itself; {@code null} stays {@code null}. */
    static SqlNode checked(SqlNode operand) {
        if (operand == null || operand instanceof SqlDynamicParam) {
            return operand;
        }
        if (operand instanceof SqlNumericLiteral number) {
            if (number.bigDecimalValue().signum() < 0) {
                throw ExpressionBinder.at(operand, new ItemException(ErrorCode.NEGATIVE_LIMIT, number.toValue()));
            }
            return SqlLiteral.createExactNumeric(
                    number.bigDecimalValue().toBigInteger().toString(), operand.getParserPosition());
        }
        throw ExpressionBinder.at(
                operand, new ItemException(ErrorCode.TYPE_MISMATCH, "LIMIT and OFFSET take a number or a parameter"));
    }
}
