package io.itemql.sql.parser;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.apache.calcite.sql.parser.SqlParserUtil.ToTreeListItem;

/**
 * The few functions of Calcite's {@code SqlParserUtil} that nearly every statement needs, with the same results.
 *
 * <p>Touching {@code SqlParserUtil} starts Calcite's logging, its system properties and Guava's caches: several
 * hundred classes, and a third of the time of a first statement, for nothing that the statement uses. The generated
 * parser is therefore directed here; whatever is not simple is passed on.
 */
final class LeanParsing {
    private LeanParsing() {}

    /** As {@link SqlParserUtil#toTree}: operands and operators in the order of the text become one expression. */
    static SqlNode toTree(List<Object> list) {
        if (list.size() == 1 && list.get(0) instanceof SqlNode only) {
            return only;
        }
        return isInfixOnly(list) ? infixTree(list) : SqlParserUtil.toTree(list);
    }

    /** Whether operands and left-associative binary operators alternate; everything else has rules of its own. */
    private static boolean isInfixOnly(List<Object> list) {
        if (list.size() % 2 == 0) {
            return false;
        }
        for (int i = 0; i < list.size(); i++) {
            if (i % 2 == 0) {
                if (!(list.get(i) instanceof SqlNode)) {
                    return false;
                }
            } else if (!(list.get(i) instanceof ToTreeListItem item)
                    || !(item.getOperator() instanceof SqlBinaryOperator operator)
                    || operator.getLeftPrec() >= operator.getRightPrec()) {
                return false;
            }
        }
        return true;
    }

    private static SqlNode infixTree(List<Object> list) {
        SqlNode[] operands = new SqlNode[list.size() / 2 + 1];
        ToTreeListItem[] operators = new ToTreeListItem[list.size() / 2];
        int waiting = 0;
        operands[0] = (SqlNode) list.get(0);
        for (int i = 1; i < list.size(); i += 2) {
            ToTreeListItem next = (ToTreeListItem) list.get(i);
            while (waiting > 0 && precedence(operators[waiting - 1]) >= precedence(next)) {
                waiting--;
                operands[waiting] = call(operators[waiting], operands[waiting], operands[waiting + 1]);
            }
            operators[waiting++] = next;
            operands[waiting] = (SqlNode) list.get(i + 1);
        }
        while (waiting > 0) {
            waiting--;
            operands[waiting] = call(operators[waiting], operands[waiting], operands[waiting + 1]);
        }
        return operands[0];
    }

    private static int precedence(ToTreeListItem item) {
        return item.getOperator().getLeftPrec();
    }

    private static SqlNode call(ToTreeListItem item, SqlNode left, SqlNode right) {
        SqlOperator operator = item.getOperator();
        List<SqlNode> operands = Arrays.asList(left, right);
        return operator.createCall(item.getPos().plusAll(operands), operands);
    }

    /** As {@link SqlParserUtil#toCase}; names always keep their case here. */
    static String toCase(String name, Casing casing) {
        return casing == Casing.UNCHANGED ? name : SqlParserUtil.toCase(name, casing);
    }

    /** As {@link SqlParserUtil#stripQuotes}. */
    static String stripQuotes(String quoted, String start, String end, String escape, Casing casing) {
        return toCase(
                quoted.substring(start.length(), quoted.length() - end.length()).replace(escape, end), casing);
    }

    /** As {@link SqlParserUtil#parseString}: the text inside a literal, whatever stands before its first quote. */
    static String parseString(String literal) {
        int start = literal.indexOf('\'');
        return literal.substring(start + 1, literal.length() - 1).replace("''", "'");
    }

    /** As {@code SqlLiteral.createExactNumeric}: {@code 5}, {@code 5.} and {@code .5} with their digits counted. */
    static SqlNumericLiteral createExactNumeric(String digits, SqlParserPos pos) {
        int dot = digits.indexOf('.');
        int scale = dot < 0 ? 0 : digits.length() - dot - 1;
        int precision = dot < 0 ? digits.length() : digits.length() - 1;
        BigDecimal value = new BigDecimal(digits);
        return new ExactNumber(value, value.signum() < 0 ? precision - 1 : precision, scale, pos);
    }

    /** Opens the constructor. */
    private static final class ExactNumber extends SqlNumericLiteral {
        ExactNumber(BigDecimal value, int precision, int scale, SqlParserPos pos) {
            super(value, precision, scale, true, pos);
        }
    }
}
