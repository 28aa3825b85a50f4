package io.itemql.sql.ast;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The common form of ItemQL's own nodes: an operator and a fixed number of operands, some of which may be null.
 *
 * <p>Everything a node says is in its operands (flags and choices as {@link Symbol}s), so Calcite's visitors,
 * its copying shuttles and {@link #equalsDeep} work on every node without code of its own. A node is changed by
 * {@link #setOperand} only, and is not safe for use by several threads while that happens.
 */
public abstract class ItemCall extends SqlCall {
    private final Syntax syntax;
    private final SqlNode[] operands;

    ItemCall(Syntax syntax, SqlParserPos pos, SqlNode... operands) {
        super(pos);
        this.syntax = syntax;
        this.operands = operands;
    }

    @Override
    public SqlOperator getOperator() {
        return syntax;
    }

    @Override
    public List<SqlNode> getOperandList() {
        return Collections.unmodifiableList(Arrays.asList(operands));
    }

    @Override
    public int operandCount() {
        return operands.length;
    }

    @Override
    public void setOperand(int index, SqlNode operand) {
        operands[index] = operand;
    }

    SqlNode node(int index) {
        return operands[index];
    }

    SqlNodeList list(int index) {
        return (SqlNodeList) operands[index];
    }

    SqlIdentifier identifier(int index) {
        return (SqlIdentifier) operands[index];
    }

    boolean flag(int index) {
        return (Boolean) ((Symbol) operands[index]).value();
    }

    <E extends Enum<E>> E symbol(int index, Class<E> type) {
        return type.cast(((Symbol) operands[index]).value());
    }

    static SqlNode literal(boolean flag) {
        return new Symbol(flag);
    }

    static SqlNode literal(Enum<?> symbol) {
        return new Symbol(symbol);
    }

    static void unparseList(SqlWriter writer, String before, List<SqlNode> list, String after) {
        SqlWriter.Frame frame = writer.startList(before, after);
        for (SqlNode node : list) {
            writer.sep(",");
            node.unparse(writer, 0, 0);
        }
        writer.endList(frame);
    }

    static void unparseHints(SqlWriter writer, SqlNodeList hints) {
        if (!hints.isEmpty()) {
            writer.keyword("/*+");
            for (int i = 0; i < hints.size(); i++) {
                if (i > 0) {
                    writer.keyword(",");
                }
                hints.get(i).unparse(writer, 0, 0);
            }
            writer.keyword("*/");
        }
    }

    static void unparseWhere(SqlWriter writer, SqlNode condition) {
        if (condition != null) {
            writer.keyword("WHERE");
            condition.unparse(writer, 0, 0);
        }
    }

    /** Makes a node of one class from its operands; a copying shuttle calls it. */
    @FunctionalInterface
    interface Factory {
        SqlCall create(SqlParserPos pos, SqlNode[] operands);
    }

    /** The operator of one class of nodes. */
    static final class Syntax extends SqlSpecialOperator {
        private final Factory factory;

        Syntax(String name, SqlKind kind, Factory factory) {
            super(name, kind);
            this.factory = factory;
        }

        @Override
        public SqlCall createCall(SqlLiteral functionQualifier, SqlParserPos pos, SqlNode... operands) {
            return factory.create(pos, operands);
        }
    }
}
