package io.itemql.sql.parser;

import io.itemql.sql.ast.CommonOperators;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
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
        if (PrecedenceClimber.knows(list)) {
            return new PrecedenceClimber(list).tree();
        }
        list.replaceAll(LeanParsing::standard);
        return SqlParserUtil.toTree(list);
    }

    private static Object standard(Object element) {
        return element instanceof ToTreeListItem item
                ? new ToTreeListItem(CommonOperators.standard(item.getOperator()), item.getPos())
                : element;
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
