package io.itemql.sql.parser;

import io.itemql.sql.ast.CommonOperators;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlPostfixOperator;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.apache.calcite.sql.parser.SqlParserUtil.ToTreeListItem;

/**
 * Makes one expression of operands and operators in the order of the text, by the operators' precedence: the tree that
 * {@link SqlParserUtil#toTree} makes. Knows prefix, postfix and binary operators, BETWEEN and LIKE; whether that is
 * enough for a list is to be asked first. Used once, by one thread.
 */
// An operator of the parser and one of Calcite may be equal, having one name; only the parser's own is meant here.
@SuppressWarnings("ReferenceEquality")
final class PrecedenceClimber {
    private static final int LOOSEST = -1;
    /** Of BETWEEN, LIKE and IN. */
    private static final int SPECIAL_PRECEDENCE = 32;

    private final List<Object> list;
    private int next;

    PrecedenceClimber(List<Object> list) {
        this.list = list;
    }

    /** Whether all operators of a list are known here and each stands where it can. */
    static boolean knows(List<Object> list) {
        boolean wantsOperand = true;
        Term term = new Term();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof SqlNode) {
                if (!wantsOperand) {
                    return false;
                }
                wantsOperand = false;
                continue;
            }
            SqlOperator operator = operator(list, i);
            boolean escape = isEscape(list, i);
            if (wantsOperand != operator instanceof SqlPrefixOperator || !(isKnown(operator) || escape)) {
                return false;
            }
            wantsOperand = !(operator instanceof SqlPostfixOperator);
            if ((operator == CommonOperators.AND && !term.awaitsAnd) || operator == CommonOperators.OR) {
                if (!term.isKnown()) {
                    return false;
                }
                term = new Term();
            } else if (!escape) {
                term.add(operator);
            }
        }
        return !wantsOperand && term.isKnown();
    }

    /**
     * What stands between two of AND and OR. Calcite has an order of its own for BETWEEN and LIKE beside unary
     * operators, IN and each other, and a message for BETWEEN without AND.
     */
    private static final class Term {
        private int specials;
        private boolean awaitsAnd;
        private boolean crowded;

        void add(SqlOperator operator) {
            if (operator == CommonOperators.AND) {
                awaitsAnd = false;
            } else if (isSpecial(operator)) {
                specials++;
                awaitsAnd = isBetween(operator);
            } else {
                crowded |= !(operator instanceof SqlBinaryOperator) || operator.getLeftPrec() == SPECIAL_PRECEDENCE;
            }
        }

        boolean isKnown() {
            return specials == 0 || (specials == 1 && !awaitsAnd && !crowded);
        }
    }

    private static SqlOperator operator(List<Object> list, int index) {
        return ((ToTreeListItem) list.get(index)).getOperator();
    }

    /** ESCAPE right behind LIKE and a pattern. */
    private static boolean isEscape(List<Object> list, int index) {
        return operator(list, index) == CommonOperators.ESCAPE
                && index >= 2
                && list.get(index - 2) instanceof ToTreeListItem item
                && isLike(item.getOperator());
    }

    private static boolean isKnown(SqlOperator operator) {
        // Calcite's other prefix operators bind as loosely as a sum, and then not quite.
        return operator == CommonOperators.NOT
                || operator instanceof SqlPostfixOperator
                || isSpecial(operator)
                || (operator instanceof SqlBinaryOperator && operator.getLeftPrec() < operator.getRightPrec());
    }

    private static boolean isSpecial(SqlOperator operator) {
        return isBetween(operator) || isLike(operator);
    }

    private static boolean isBetween(SqlOperator operator) {
        return operator == CommonOperators.BETWEEN || operator == CommonOperators.NOT_BETWEEN;
    }

    private static boolean isLike(SqlOperator operator) {
        return operator == CommonOperators.LIKE || operator == CommonOperators.NOT_LIKE;
    }

    SqlNode tree() {
        return climb(LOOSEST, SqlKind.OTHER);
    }

    /** What binds tighter than a precedence, up to an operator of a kind; {@code OTHER} is no such kind. */
    private SqlNode climb(int looser, SqlKind end) {
        SqlNode left = operand(end);
        while (next < list.size()) {
            ToTreeListItem item = (ToTreeListItem) list.get(next);
            SqlOperator operator = item.getOperator();
            if (operator.getLeftPrec() <= looser || (end != SqlKind.OTHER && operator.getKind() == end)) {
                break;
            }
            next++;
            left = continued(left, item, end);
        }
        return left;
    }

    private SqlNode operand(SqlKind end) {
        Object element = list.get(next++);
        if (element instanceof ToTreeListItem prefix) {
            return call(prefix, climb(prefix.getOperator().getRightPrec(), end));
        }
        return (SqlNode) element;
    }

    private SqlNode continued(SqlNode left, ToTreeListItem item, SqlKind end) {
        SqlOperator operator = item.getOperator();
        if (operator instanceof SqlPostfixOperator) {
            return call(item, left);
        }
        if (isBetween(operator)) {
            SqlNode low = climb(LOOSEST, SqlKind.AND);
            next++;
            SqlNode high = climb(operator.getRightPrec() - 1, SqlKind.OTHER);
            return at(item.getPos(), operator, left, low, high);
        }
        if (isLike(operator)) {
            SqlNode pattern = climb(operator.getRightPrec() - 1, SqlKind.ESCAPE);
            if (next < list.size() && ((ToTreeListItem) list.get(next)).getOperator() == CommonOperators.ESCAPE) {
                next++;
                return at(item.getPos(), operator, left, pattern, climb(operator.getRightPrec() - 1, SqlKind.ESCAPE));
            }
            return at(item.getPos(), operator, left, pattern);
        }
        return call(item, left, climb(operator.getRightPrec(), end));
    }

    /** A call from its first operand to its last one. */
    private static SqlNode call(ToTreeListItem item, SqlNode... operands) {
        return at(item.getPos().plusAll(Arrays.asList(operands)), item.getOperator(), operands);
    }

    private static SqlNode at(SqlParserPos pos, SqlOperator operator, SqlNode... operands) {
        return operator.createCall(pos, operands);
    }
}
