package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NumberValue;
import io.itemql.sql.ast.ItemOperators;
import io.itemql.sql.parse.Places;
import io.itemql.table.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The operands of LIMIT, OFFSET and FETCH. */
public final class Limits {
    private static final ItemFunction TIES =
            ItemFunction.value("WITH TIES", Typings.always(ColumnType.BIGINT), operands -> operands.get(0));
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Limits() {}

    /**
     * The bound operand of FETCH. With ties, which only rows in an order can have, it is inside a call of {@link #TIES}.
     */
    static SqlNode fetch(QueryBinder.OrderAndLimit order, StatementBinding statement, Scope around) {
        if (!(order.fetch() instanceof SqlCall call) || !call.getOperator().equals(ItemOperators.WITH_TIES)) {
            return bind(order.fetch(), statement, around);
        }
        if (order.orderBy() == null || order.orderBy().isEmpty()) {
            throw Places.of(call).in(new ItemException(ErrorCode.SYNTAX_ERROR, "WITH TIES needs an ORDER BY"));
        }
        SqlNode operand = call.operand(0);
        SqlNode number = bind(operand, statement, around);
        SqlParserPos pos = operand.getParserPosition();
        SqlNode value = number;
        if (number instanceof SqlNumericLiteral literal) {
            value = Calls.literal(NumberValue.of(literal.bigDecimalValue()), Optional.of(ColumnType.BIGINT), pos);
        } else if (number instanceof SqlDynamicParam parameter) {
            value = Calls.parameter(parameter.getIndex(), pos);
        }
        return TIES.at(call.getParserPosition(), List.of(value));
    }

    /** True for a bound FETCH that also gives the rows that are alike with the last one. */
    public static boolean isWithTies(SqlOperator operator) {
        return operator.equals(TIES);
    }

    /**
     * The bound operand: a number and a parameter stay what they are, anything else becomes an expression that reads no
     * row of the query. {@code null} stays {@code null}.
     */
    static SqlNode bind(SqlNode operand, StatementBinding statement, Scope around) {
        if (operand == null || operand instanceof SqlDynamicParam) {
            statement.use(operand, ColumnType.BIGINT);
            return operand;
        }
        if (operand instanceof SqlNumericLiteral number) {
            return counted(operand, number.bigDecimalValue());
        }
        boolean negative = operand.getKind() == SqlKind.MINUS_PREFIX
                && ((SqlCall) operand).operand(0) instanceof SqlNumericLiteral;
        if (negative) {
            SqlNumericLiteral number = ((SqlCall) operand).operand(0);
            return counted(operand, number.bigDecimalValue().negate());
        }
        if (operand instanceof SqlLiteral || operand instanceof SqlIdentifier) {
            throw Places.of(operand)
                    .in(new ItemException(
                            ErrorCode.TYPE_MISMATCH,
                            "LIMIT and OFFSET take a number, a parameter or an expression of these, not " + operand));
        }
        SqlNode bound = ExpressionBinder.of(statement, Scope.outermost(around.queries()), List.of())
                .bind(operand);
        AggregateRules.refuse(bound, "LIMIT and OFFSET");
        return bound;
    }

    private static SqlNode counted(SqlNode place, BigDecimal number) {
        if (number.signum() < 0) {
            throw Places.of(place).in(new ItemException(ErrorCode.NEGATIVE_LIMIT, number.toPlainString()));
        }
        // There are never more rows than that.
        BigDecimal rows = number.min(MOST).setScale(0, RoundingMode.HALF_UP);
        return SqlLiteral.createExactNumeric(rows.toPlainString(), place.getParserPosition());
    }
}
