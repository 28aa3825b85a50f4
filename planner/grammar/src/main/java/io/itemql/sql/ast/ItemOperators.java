package io.itemql.sql.ast;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * PartiQL's operators that Calcite lacks. Their calls are plain {@code SqlBasicCall}s, to be told apart by the
 * operator's identity.
 */
public final class ItemOperators {
    /** Between a step with a dot or brackets, and a sign. */
    private static final int CAST_PRECEDENCE = 94;

    /** Between a sign and AT TIME ZONE. */
    private static final int ARROW_PRECEDENCE = 76;

    /** Between a sum and a LIKE. */
    private static final int MATCH_PRECEDENCE = 34;

    /** {@code {'a': 1, 'b': ?}}: operands are name, value, name, value ... in the order of the text. */
    public static final SqlSpecialOperator TUPLE = new Literal("TUPLE", "{", "}");

    /** {@code [1, 'x', ?]}. */
    public static final SqlSpecialOperator LIST = new Literal("LIST", "[", "]");

    /** {@code <<1, 2>>}. */
    public static final SqlSpecialOperator BAG = new Literal("BAG", "<<", ">>");

    /** The literal {@code MISSING}: a call without operands. */
    public static final SqlSpecialOperator MISSING = new Word("MISSING", Place.ALONE);

    /** {@code SELECT VALUE e}: the only item of its select list is a call of this with the operand {@code e}. */
    public static final SqlSpecialOperator SELECT_VALUE = new Word("VALUE", Place.BEFORE);

    /** {@code FROM x AS l AT i}: operands are the (aliased) source and the name of the index. */
    public static final SqlSpecialOperator AT = new Word("AT", Place.BETWEEN);

    /** {@code moment AT TIME ZONE zone}; binds tighter than a product. */
    public static final SqlBinaryOperator AT_TIME_ZONE =
            new SqlBinaryOperator("AT TIME ZONE", SqlKind.OTHER, 70, true, null, null, null);

    /** {@code x::type}, whose call is one of CAST. Binds tighter than a sign. */
    public static final SqlBinaryOperator CAST_TO = new CastTo();

    /** {@code document -> step}: a value inside a document. The arrows bind tighter than products. */
    public static final SqlBinaryOperator ARROW = sign("->", ARROW_PRECEDENCE);

    /** {@code document ->> step}: its text. */
    public static final SqlBinaryOperator ARROW_TEXT = sign("->>", ARROW_PRECEDENCE);

    /** {@code document #> steps}: a value some steps inside a document. */
    public static final SqlBinaryOperator HASH_ARROW = sign("#>", ARROW_PRECEDENCE);

    /** {@code document #>> steps}: its text. */
    public static final SqlBinaryOperator HASH_ARROW_TEXT = sign("#>>", ARROW_PRECEDENCE);

    /** {@code text ~ pattern}: whether a regular expression is found in a text. */
    public static final SqlBinaryOperator MATCH = sign("~", MATCH_PRECEDENCE);

    /** The same, where capital and small letters are alike. */
    public static final SqlBinaryOperator MATCH_IN_ANY_CASE = sign("~*", MATCH_PRECEDENCE);

    /** Whether it is not found. */
    public static final SqlBinaryOperator MATCH_NOT = sign("!~", MATCH_PRECEDENCE);

    /** Whether it is not found, where capital and small letters are alike. */
    public static final SqlBinaryOperator MATCH_NOT_IN_ANY_CASE = sign("!~*", MATCH_PRECEDENCE);

    /** {@code FETCH FIRST n ROWS WITH TIES}: the operand is the number. */
    public static final SqlSpecialOperator WITH_TIES = new Word("WITH TIES", Place.BEFORE);

    /** {@code FROM UNPIVOT m}: the entries of a map. */
    public static final SqlSpecialOperator UNPIVOT = new Word("UNPIVOT", Place.BEFORE);

    /** WITH ORDINALITY behind something that is no UNNEST. */
    public static final SqlSpecialOperator ORDINALITY = new Word("WITH ORDINALITY", Place.BEFORE);

    /** The lower bound of a window frame that counts groups of peers. */
    public static final SqlSpecialOperator GROUPS = new Word("GROUPS", Place.BEFORE);

    /** {@code GROUP BY k GROUP AS g}: operands are what groups, and the name of the rows of each group. */
    public static final SqlSpecialOperator GROUP_AS = new GroupAs();

    private static final Map<TypeTest, TypeTestOperator> TESTS = tests(false);
    private static final Map<TypeTest, TypeTestOperator> NEGATED_TESTS = tests(true);

    private ItemOperators() {}

    /** Whether each row of a query is the one value of {@code SELECT VALUE}, on all sides of a set operation. */
    public static boolean isSelectValue(SqlNode query) {
        if (query instanceof SqlOrderBy order) {
            return isSelectValue(order.query);
        }
        if (query instanceof SqlWith with) {
            return isSelectValue(with.body);
        }
        if (query instanceof SqlCall call && SqlKind.SET_QUERY.contains(query.getKind())) {
            return call.getOperandList().stream().allMatch(ItemOperators::isSelectValue);
        }
        return query instanceof SqlSelect select
                && select.getSelectList().size() == 1
                && select.getSelectList().get(0) instanceof SqlCall item
                && item.getOperator().equals(SELECT_VALUE);
    }

    /** Returns the operator of {@code IS [NOT] test}; always the same one for the same arguments. */
    public static TypeTestOperator isType(TypeTest test, boolean negated) {
        return (negated ? NEGATED_TESTS : TESTS).get(test);
    }

    /**
     * {@code UNNEST(x) AS l WITH ORDINALITY AS i} as {@code UNNEST(x) WITH ORDINALITY AS l (l, i)}.
     *
     * @param counter the name of the number; {@code null} if it has none
     */
    public static SqlNode withOrdinality(SqlNode source, SqlIdentifier counter) {
        boolean unnest = source instanceof SqlBasicCall as
                && as.getKind() == SqlKind.AS
                && as.operand(0).getKind() == SqlKind.UNNEST;
        if (!unnest) {
            // The binder refuses it.
            return ORDINALITY.createCall(source.getParserPosition(), source);
        }
        SqlBasicCall as = (SqlBasicCall) source;
        SqlCall collection = as.operand(0);
        List<SqlNode> operands = new ArrayList<>(as.getOperandList());
        operands.set(
                0,
                SqlStdOperatorTable.UNNEST_WITH_ORDINALITY.createCall(
                        collection.getParserPosition(), collection.getOperandList()));
        if (counter != null) {
            if (operands.size() == 2) {
                operands.add(as.operand(1));
            }
            operands.add(counter);
        }
        return CommonOperators.AS.createCall(as.getParserPosition(), operands);
    }

    /** The list of a GROUP BY with GROUP AS: its only element is a call of {@link #GROUP_AS}. */
    public static SqlNodeList groupAs(List<SqlNode> items, SqlIdentifier rows, SqlParserPos pos) {
        List<SqlNode> operands = new ArrayList<>(items);
        operands.add(rows);
        return new SqlNodeList(List.of(GROUP_AS.createCall(pos, operands)), pos);
    }

    private static SqlBinaryOperator sign(String name, int precedence) {
        return new SqlBinaryOperator(name, SqlKind.OTHER, precedence, true, null, null, null);
    }

    private static Map<TypeTest, TypeTestOperator> tests(boolean negated) {
        Map<TypeTest, TypeTestOperator> operators = new EnumMap<>(TypeTest.class);
        for (TypeTest test : TypeTest.values()) {
            operators.put(test, new TypeTestOperator(test, negated));
        }
        return operators;
    }

    /** Binds tighter than every operator: a literal never needs parentheses. */
    private static final int LITERAL_PRECEDENCE = 200;

    private static final class CastTo extends SqlBinaryOperator {
        CastTo() {
            super("::", SqlKind.CAST, CAST_PRECEDENCE, true, null, null, null);
        }

        @Override
        public SqlCall createCall(SqlLiteral quantifier, SqlParserPos pos, SqlNode... operands) {
            return SqlStdOperatorTable.CAST.createCall(quantifier, pos, operands);
        }
    }

    private static final class Literal extends SqlSpecialOperator {
        private final String opening;
        private final String closing;

        Literal(String name, String opening, String closing) {
            super(name, SqlKind.OTHER, LITERAL_PRECEDENCE);
            this.opening = opening;
            this.closing = closing;
        }

        @Override
        public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
            boolean tuple = "TUPLE".equals(getName());
            SqlWriter.Frame frame = writer.startList(opening, closing);
            for (int i = 0; i < call.operandCount(); i++) {
                if (tuple && i % 2 == 1) {
                    writer.keyword(":");
                } else {
                    writer.sep(",");
                }
                // An element of a bag must be closed in itself: its end is written with the signs of "greater".
                int precedence = "BAG".equals(getName()) ? LITERAL_PRECEDENCE : 0;
                call.operand(i).unparse(writer, precedence, precedence);
            }
            writer.endList(frame);
        }
    }

    private static final class GroupAs extends SqlSpecialOperator {
        GroupAs() {
            super("GROUP AS", SqlKind.OTHER, LITERAL_PRECEDENCE);
        }

        @Override
        public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
            int items = call.operandCount() - 1;
            ItemCall.unparseList(writer, "", call.getOperandList().subList(0, items), "");
            writer.keyword(getName());
            call.operand(items).unparse(writer, 0, 0);
        }
    }

    private enum Place {
        ALONE,
        BEFORE,
        BETWEEN
    }

    private static final class Word extends SqlSpecialOperator {
        private final Place place;

        Word(String name, Place place) {
            super(name, SqlKind.OTHER, LITERAL_PRECEDENCE);
            this.place = place;
        }

        @Override
        public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
            if (place == Place.BETWEEN) {
                call.operand(0).unparse(writer, 0, 0);
            }
            writer.keyword(getName());
            if (place != Place.ALONE) {
                // A bracket that followed at once would make the word a name.
                writer.print(" ");
                writer.setNeedWhitespace(false);
                call.operand(call.operandCount() - 1).unparse(writer, 0, 0);
            }
        }
    }
}
