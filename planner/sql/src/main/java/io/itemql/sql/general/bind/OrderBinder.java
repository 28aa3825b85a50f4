package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.parse.Places;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Litmus;

/**
 * Binds ORDER BY. A position, a label, and an expression that the select list has too, all become a position; every
 * other expression is computed from the row before it. Used by one thread.
 */
final class OrderBinder {
    private final ExpressionBinder expressions;
    private final List<String> labels;
    private final List<SqlNode> selected;
    private final boolean stored;

    /**
     * @param expressions binds other expressions
     * @param labels what the select list calls its columns
     * @param selected the bound select list, with or without AS
     * @param stored whether the select list has columns as they are stored; see {@link DeclaredColumns}
     */
    OrderBinder(ExpressionBinder expressions, List<String> labels, List<SqlNode> selected, boolean stored) {
        this.expressions = expressions;
        this.labels = labels;
        this.selected = selected;
        this.stored = stored;
    }

    /** The bound list; {@code null} for none. */
    SqlNodeList bind(SqlNodeList orderBy) {
        if (orderBy == null || orderBy.isEmpty()) {
            return null;
        }
        List<SqlNode> items = new ArrayList<>();
        for (SqlNode item : orderBy) {
            items.add(OrderItems.bind(item, this::expression));
        }
        return new SqlNodeList(items, orderBy.getParserPosition());
    }

    private SqlNode expression(SqlNode expression) {
        SqlParserPos pos = expression.getParserPosition();
        if (expression instanceof SqlNumericLiteral number) {
            return ordinal(position(number, selected.size()) - 1, pos);
        }
        if (expression instanceof SqlIdentifier identifier
                && identifier.isSimple()
                && labels.contains(identifier.getSimple())) {
            return label(identifier, pos);
        }
        SqlNode bound = expressions.bind(expression);
        for (int i = 0; i < selected.size(); i++) {
            if (value(i).equalsDeep(bound, Litmus.IGNORE)) {
                return ordinal(i, pos);
            }
        }
        return bound;
    }

    /** What an expression sorts by, as the row before gives it: no position. */
    SqlNode computed(SqlNode expression) {
        SqlNode bound = expression(expression);
        return bound instanceof SqlNumericLiteral position
                ? value(position.bigDecimalValue().intValueExact() - 1)
                : bound;
    }

    private SqlNode value(int column) {
        SqlNode node = selected.get(column);
        return node.getKind() == SqlKind.AS ? ((SqlCall) node).operand(0) : node;
    }

    private SqlNode ordinal(int column, SqlParserPos pos) {
        SqlNode value = value(column);
        if (stored && DeclaredColumns.stored(value) != value) {
            return value.clone(pos);
        }
        return SqlLiteral.createExactNumeric(Integer.toString(column + 1), pos);
    }

    /**
     * The column, from 1, that a number in ORDER BY or GROUP BY stands for.
     *
     * @throws ItemException with {@link ErrorCode#INVALID_ORDINAL} if it stands for none
     */
    static int position(SqlNumericLiteral number, int columns) {
        BigDecimal position = number.bigDecimalValue();
        boolean within =
                number.isInteger() && position.signum() > 0 && position.compareTo(BigDecimal.valueOf(columns)) <= 0;
        if (!within) {
            throw Places.of(number).in(new ItemException(ErrorCode.INVALID_ORDINAL, number.toValue(), columns));
        }
        return position.intValueExact();
    }

    private SqlNode label(SqlIdentifier identifier, SqlParserPos pos) {
        int first = labels.indexOf(identifier.getSimple());
        for (int i = first + 1; i < labels.size(); i++) {
            boolean another =
                    labels.get(i).equals(identifier.getSimple()) && !value(i).equalsDeep(value(first), Litmus.IGNORE);
            if (another) {
                throw Places.of(pos)
                        .in(new ItemException(
                                ErrorCode.AMBIGUOUS_ATTRIBUTE,
                                identifier.getSimple(),
                                "columns " + (first + 1) + " and " + (i + 1) + " of the select list"));
            }
        }
        return ordinal(first, pos);
    }
}
