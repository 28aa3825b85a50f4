package io.itemql.sql.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.sql.ast.CommonOperators;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Litmus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What LeanParsing does is what Calcite does. */
class LeanParsingTest {
    private static final List<SqlOperator> OPERATORS = List.of(
            CommonOperators.EQUALS,
            CommonOperators.LESS_THAN,
            CommonOperators.PLUS,
            CommonOperators.MINUS,
            CommonOperators.MULTIPLY,
            CommonOperators.CONCAT,
            CommonOperators.IN,
            SqlStdOperatorTable.DOT,
            SqlStdOperatorTable.IS_DISTINCT_FROM);

    private static final List<SqlOperator> PREFIXES =
            List.of(CommonOperators.NOT, SqlStdOperatorTable.UNARY_MINUS, SqlStdOperatorTable.EXISTS);

    private static final List<SqlOperator> POSTFIXES =
            List.of(CommonOperators.IS_NULL, CommonOperators.IS_NOT_NULL, SqlStdOperatorTable.IS_TRUE);

    private static final List<SqlOperator> LIKES = List.of(CommonOperators.LIKE, CommonOperators.NOT_LIKE);

    private static final List<SqlOperator> BETWEENS = List.of(CommonOperators.BETWEEN, CommonOperators.NOT_BETWEEN);

    private final Random random = new Random(Long.getLong("seed", 42L));

    @Test
    void treesAreThoseOfCalcite() {
        for (int round = 0; round < 40_000; round++) {
            List<Object> list = randomList(1 + random.nextInt(8));
            SqlNode ours = LeanParsing.toTree(new ArrayList<>(list));
            SqlNode theirs = SqlParserUtil.toTree(inCalcitesWords(list));
            assertTrue(inCalcitesWords(ours).equalsDeep(theirs, Litmus.IGNORE), () -> theirs + " but " + ours);
            assertEquals(theirs.toString(), ours.toString());
            assertEquals(theirs.getParserPosition(), ours.getParserPosition(), theirs::toString);
        }
    }

    private List<Object> randomList(int operands) {
        List<Object> list = new ArrayList<>();
        // Calcite does not take every row of several of BETWEEN and LIKE, or of one beside unary operators.
        boolean unary = random.nextBoolean();
        boolean special = unary;
        for (int left = operands; left > 0; left--) {
            addOperand(list, unary);
            int choice = left == 1 ? -1 : special ? 2 + random.nextInt(6) : random.nextInt(8);
            special |= choice == 0 || choice == 1;
            if (choice == 0) {
                list.add(item(one(LIKES), list.size()));
                if (random.nextBoolean()) {
                    addOperand(list, false);
                    list.add(item(CommonOperators.ESCAPE, list.size()));
                }
            } else if (choice == 1) {
                list.add(item(one(BETWEENS), list.size()));
                addOperand(list, false);
                list.add(item(CommonOperators.AND, list.size()));
            } else if (choice == 2) {
                list.add(item(random.nextBoolean() ? CommonOperators.AND : CommonOperators.OR, list.size()));
                unary = random.nextBoolean();
                special = unary;
            } else if (choice > 2) {
                list.add(item(one(OPERATORS), list.size()));
            }
        }
        return list;
    }

    private void addOperand(List<Object> list, boolean unary) {
        if (unary && random.nextInt(8) == 0) {
            list.add(item(one(PREFIXES), list.size()));
        }
        int column = list.size() + 1;
        list.add(new SqlIdentifier("c" + column, new SqlParserPos(1, column, 1, column)));
        if (unary && random.nextInt(10) == 0) {
            list.add(item(one(POSTFIXES), list.size()));
        }
    }

    private SqlOperator one(List<SqlOperator> operators) {
        return operators.get(random.nextInt(operators.size()));
    }

    private static List<Object> inCalcitesWords(List<Object> list) {
        List<Object> theirs = new ArrayList<>();
        for (Object element : list) {
            theirs.add(
                    element instanceof SqlParserUtil.ToTreeListItem item
                            ? new SqlParserUtil.ToTreeListItem(
                                    CommonOperators.standard(item.getOperator()), item.getPos())
                            : element);
        }
        return theirs;
    }

    private static SqlNode inCalcitesWords(SqlNode tree) {
        SqlNode copy = SqlNode.clone(tree);
        copy.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                ((SqlBasicCall) call).setOperator(CommonOperators.standard(call.getOperator()));
                return super.visit(call);
            }
        });
        return copy;
    }

    private static SqlParserUtil.ToTreeListItem item(SqlOperator operator, int index) {
        return new SqlParserUtil.ToTreeListItem(operator, new SqlParserPos(1, index + 1, 1, index + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5", "5.", ".5", "007.50", "-1", "-1.25", "12345678901234567890123456789012345678.9"})
    void numbersAreThoseOfCalcite(String digits) {
        SqlNumericLiteral ours = LeanParsing.createExactNumeric(digits, SqlParserPos.ZERO);
        SqlNumericLiteral theirs = SqlLiteral.createExactNumeric(digits, SqlParserPos.ZERO);
        assertEquals(theirs.bigDecimalValue(), ours.bigDecimalValue());
        assertEquals(theirs.getPrec(), ours.getPrec());
        assertEquals(theirs.getScale(), ours.getScale());
        assertTrue(ours.isExact());
        assertEquals(theirs, ours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "'x'", "'it''s'", "''''", "_UTF8'x'"})
    void textsAreThoseOfCalcite(String literal) {
        assertEquals(SqlParserUtil.parseString(literal), LeanParsing.parseString(literal));
    }

    @Test
    void namesAreThoseOfCalcite() {
        String quoted = "\"a \"\"b\"\"\"";
        assertEquals(
                SqlParserUtil.stripQuotes(quoted, "\"", "\"", "\"\"", Casing.UNCHANGED),
                LeanParsing.stripQuotes(quoted, "\"", "\"", "\"\"", Casing.UNCHANGED));
        assertEquals("ABC", LeanParsing.toCase("aBc", Casing.TO_UPPER));
        assertEquals("aBc", LeanParsing.toCase("aBc", Casing.UNCHANGED));
    }
}
