package io.itemql.sql.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.SqlParserUtil;
import org.apache.calcite.util.Litmus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What LeanParsing does is what Calcite does. */
class LeanParsingTest {
    private static final List<SqlOperator> OPERATORS = List.of(
            SqlStdOperatorTable.AND,
            SqlStdOperatorTable.OR,
            SqlStdOperatorTable.EQUALS,
            SqlStdOperatorTable.LESS_THAN,
            SqlStdOperatorTable.PLUS,
            SqlStdOperatorTable.MINUS,
            SqlStdOperatorTable.MULTIPLY,
            SqlStdOperatorTable.CONCAT,
            SqlStdOperatorTable.DOT,
            SqlStdOperatorTable.IN);

    private static final List<SqlOperator> PREFIXES =
            List.of(SqlStdOperatorTable.NOT, SqlStdOperatorTable.UNARY_MINUS, SqlStdOperatorTable.EXISTS);

    @Test
    void treesAreThoseOfCalcite() {
        Random random = new Random(Long.getLong("seed", 42L));
        for (int round = 0; round < 20_000; round++) {
            List<Object> list = new ArrayList<>();
            for (int operands = 1 + random.nextInt(6); operands > 0; operands--) {
                if (random.nextInt(8) == 0) {
                    list.add(item(PREFIXES.get(random.nextInt(PREFIXES.size())), list.size()));
                }
                int column = list.size() + 1;
                list.add(new SqlIdentifier("c" + column, new SqlParserPos(1, column, 1, column)));
                if (operands > 1) {
                    list.add(item(OPERATORS.get(random.nextInt(OPERATORS.size())), list.size()));
                }
            }
            SqlNode ours = LeanParsing.toTree(new ArrayList<>(list));
            SqlNode theirs = SqlParserUtil.toTree(new ArrayList<>(list));
            assertTrue(theirs.equalsDeep(ours, Litmus.IGNORE), () -> theirs + " but " + ours);
            assertEquals(theirs.getParserPosition(), ours.getParserPosition());
        }
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
