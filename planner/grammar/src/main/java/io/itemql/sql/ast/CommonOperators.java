package io.itemql.sql.ast;

import java.util.IdentityHashMap;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlPostfixOperator;
import org.apache.calcite.sql.SqlPrefixOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * The operators that nearly every statement has, with the names, kinds and precedences of Calcite's own.
 *
 * <p>Calcite keeps its operators in one table, {@code SqlStdOperatorTable}. Whoever touches one of them makes all four
 * hundred, with their rules of typing, and through those loads a part of the relational algebra: more than half of the
 * time to a first row, for an {@code =}. So the parser takes the operators of this class instead. They say how they are
 * written and how tightly they bind, and nothing about types, which ItemQL decides while it binds. {@link #standard}
 * leads to Calcite's operator where its validator wants one.
 */
public final class CommonOperators {
    public static final SqlBinaryOperator AND = binary("AND", SqlKind.AND, 24);
    public static final SqlBinaryOperator OR = binary("OR", SqlKind.OR, 22);
    public static final SqlPrefixOperator NOT = new SqlPrefixOperator("NOT", SqlKind.NOT, 26, null, null, null);

    public static final SqlBinaryOperator EQUALS = binary("=", SqlKind.EQUALS, 30);
    public static final SqlBinaryOperator NOT_EQUALS = binary("<>", SqlKind.NOT_EQUALS, 30);
    public static final SqlBinaryOperator LESS_THAN = binary("<", SqlKind.LESS_THAN, 30);
    public static final SqlBinaryOperator LESS_THAN_OR_EQUAL = binary("<=", SqlKind.LESS_THAN_OR_EQUAL, 30);
    public static final SqlBinaryOperator GREATER_THAN = binary(">", SqlKind.GREATER_THAN, 30);
    public static final SqlBinaryOperator GREATER_THAN_OR_EQUAL = binary(">=", SqlKind.GREATER_THAN_OR_EQUAL, 30);

    public static final SqlPostfixOperator IS_NULL = postfix("IS NULL", SqlKind.IS_NULL, 28);
    public static final SqlPostfixOperator IS_NOT_NULL = postfix("IS NOT NULL", SqlKind.IS_NOT_NULL, 28);

    public static final SqlBinaryOperator IN = binary("IN", SqlKind.IN, 32);
    public static final SqlBinaryOperator NOT_IN = binary("NOT IN", SqlKind.NOT_IN, 32);
    public static final SqlSpecialOperator BETWEEN = new Between("BETWEEN ASYMMETRIC");
    public static final SqlSpecialOperator NOT_BETWEEN = new Between("NOT BETWEEN ASYMMETRIC");
    public static final SqlSpecialOperator LIKE = new Like("LIKE");
    public static final SqlSpecialOperator NOT_LIKE = new Like("NOT LIKE");
    public static final SqlSpecialOperator ESCAPE = new SqlSpecialOperator("ESCAPE", SqlKind.ESCAPE, 0);

    public static final SqlBinaryOperator PLUS = binary("+", SqlKind.PLUS, 40);
    public static final SqlBinaryOperator MINUS = binary("-", SqlKind.MINUS, 40);
    public static final SqlBinaryOperator MULTIPLY = binary("*", SqlKind.TIMES, 60);
    public static final SqlBinaryOperator DIVIDE = binary("/", SqlKind.DIVIDE, 60);
    public static final SqlBinaryOperator CONCAT = binary("||", SqlKind.OTHER, 60);

    public static final SqlSpecialOperator AS = new As();
    public static final SqlPostfixOperator DESC = postfix("DESC", SqlKind.DESCENDING, 20);
    public static final SqlPostfixOperator NULLS_FIRST = postfix("NULLS FIRST", SqlKind.NULLS_FIRST, 18);
    public static final SqlPostfixOperator NULLS_LAST = postfix("NULLS LAST", SqlKind.NULLS_LAST, 18);

    public static final SqlSpecialOperator ROW = new Rows("ROW", SqlKind.ROW, 200, false);
    public static final SqlSpecialOperator VALUES = new Rows("VALUES", SqlKind.VALUES, 2, true);

    private CommonOperators() {}

    /** Calcite's operator for one of this class; any other operator itself. */
    public static SqlOperator standard(SqlOperator operator) {
        return Standard.OPERATORS.getOrDefault(operator, operator);
    }

    private static SqlBinaryOperator binary(String name, SqlKind kind, int precedence) {
        return new SqlBinaryOperator(name, kind, precedence, true, null, null, null);
    }

    private static SqlPostfixOperator postfix(String name, SqlKind kind, int precedence) {
        return new SqlPostfixOperator(name, kind, precedence, null, null, null);
    }

    private static final class Between extends SqlSpecialOperator {
        Between(String name) {
            super(name, SqlKind.BETWEEN, 32, true, null, null, null);
        }

        @Override
        public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
            SqlWriter.Frame frame = writer.startList("", "");
            call.operand(0).unparse(writer, getLeftPrec(), 0);
            writer.sep(getName());
            call.operand(1).unparse(writer, 0, 0);
            writer.sep("AND");
            call.operand(2).unparse(writer, 0, getRightPrec());
            writer.endList(frame);
        }
    }

    private static final class Like extends SqlSpecialOperator {
        Like(String name) {
            super(name, SqlKind.LIKE, 32, false, null, null, null);
        }

        @Override
        public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
            SqlWriter.Frame frame = writer.startList("", "");
            call.operand(0).unparse(writer, getLeftPrec(), getRightPrec());
            writer.sep(getName());
            call.operand(1).unparse(writer, getLeftPrec(), getRightPrec());
            if (call.operandCount() == 3) {
                writer.sep("ESCAPE");
                call.operand(2).unparse(writer, getLeftPrec(), getRightPrec());
            }
            writer.endList(frame);
        }
    }

    private static final class As extends SqlSpecialOperator {
        As() {
            super("AS", SqlKind.AS, 20, true, null, null, null);
        }

        @Override
        public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
            call.operand(0).unparse(writer, leftPrec, getLeftPrec());
            writer.keyword("AS");
            call.operand(1).unparse(writer, getRightPrec(), rightPrec);
            if (call.operandCount() > 2) {
                SqlWriter.Frame frame = writer.startList("(", ")");
                for (int i = 2; i < call.operandCount(); i++) {
                    writer.sep(",");
                    call.operand(i).unparse(writer, 0, 0);
                }
                writer.endList(frame);
            }
        }
    }

    /** A word before a list; the rows of VALUES stand in no brackets. */
    private static final class Rows extends SqlSpecialOperator {
        Rows(String name, SqlKind kind, int precedence, boolean leftAssociative) {
            super(name, kind, precedence, leftAssociative, null, null, null);
        }

        @Override
        public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
            writer.keyword(getName());
            boolean isRow = kind == SqlKind.ROW;
            ItemCall.unparseList(writer, isRow ? "(" : "", call.getOperandList(), isRow ? ")" : "");
        }
    }

    /** Loads Calcite's table. */
    private static final class Standard {
        static final IdentityHashMap<SqlOperator, SqlOperator> OPERATORS = new IdentityHashMap<>();

        static {
            OPERATORS.put(AND, SqlStdOperatorTable.AND);
            OPERATORS.put(OR, SqlStdOperatorTable.OR);
            OPERATORS.put(NOT, SqlStdOperatorTable.NOT);
            OPERATORS.put(EQUALS, SqlStdOperatorTable.EQUALS);
            OPERATORS.put(NOT_EQUALS, SqlStdOperatorTable.NOT_EQUALS);
            OPERATORS.put(LESS_THAN, SqlStdOperatorTable.LESS_THAN);
            OPERATORS.put(LESS_THAN_OR_EQUAL, SqlStdOperatorTable.LESS_THAN_OR_EQUAL);
            OPERATORS.put(GREATER_THAN, SqlStdOperatorTable.GREATER_THAN);
            OPERATORS.put(GREATER_THAN_OR_EQUAL, SqlStdOperatorTable.GREATER_THAN_OR_EQUAL);
            OPERATORS.put(IS_NULL, SqlStdOperatorTable.IS_NULL);
            OPERATORS.put(IS_NOT_NULL, SqlStdOperatorTable.IS_NOT_NULL);
            OPERATORS.put(IN, SqlStdOperatorTable.IN);
            OPERATORS.put(NOT_IN, SqlStdOperatorTable.NOT_IN);
            OPERATORS.put(BETWEEN, SqlStdOperatorTable.BETWEEN);
            OPERATORS.put(NOT_BETWEEN, SqlStdOperatorTable.NOT_BETWEEN);
            OPERATORS.put(LIKE, SqlStdOperatorTable.LIKE);
            OPERATORS.put(NOT_LIKE, SqlStdOperatorTable.NOT_LIKE);
            OPERATORS.put(ESCAPE, SqlStdOperatorTable.ESCAPE);
            OPERATORS.put(PLUS, SqlStdOperatorTable.PLUS);
            OPERATORS.put(MINUS, SqlStdOperatorTable.MINUS);
            OPERATORS.put(MULTIPLY, SqlStdOperatorTable.MULTIPLY);
            OPERATORS.put(DIVIDE, SqlStdOperatorTable.DIVIDE);
            OPERATORS.put(CONCAT, SqlStdOperatorTable.CONCAT);
            OPERATORS.put(AS, SqlStdOperatorTable.AS);
            OPERATORS.put(DESC, SqlStdOperatorTable.DESC);
            OPERATORS.put(NULLS_FIRST, SqlStdOperatorTable.NULLS_FIRST);
            OPERATORS.put(NULLS_LAST, SqlStdOperatorTable.NULLS_LAST);
            OPERATORS.put(ROW, SqlStdOperatorTable.ROW);
            OPERATORS.put(VALUES, SqlStdOperatorTable.VALUES);
        }

        private Standard() {}
    }
}
