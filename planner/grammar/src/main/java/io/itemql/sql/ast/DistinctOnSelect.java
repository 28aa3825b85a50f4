package io.itemql.sql.ast;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWriter;

/**
 * {@code SELECT DISTINCT ON (a, b) …}: of the rows that are alike in some expressions, the first. Its keywords hold
 * DISTINCT, so whoever looks for queries that keep all rows does not take it for one.
 */
public final class DistinctOnSelect extends SqlSelect {
    private SqlNodeList on;

    /** The query with the expressions in which its rows have to differ. */
    public DistinctOnSelect(SqlSelect select, SqlNodeList on) {
        super(
                select.getParserPosition(),
                Objects.requireNonNull((SqlNodeList) select.getOperandList().get(0), "keywords"),
                select.getSelectList(),
                select.getFrom(),
                select.getWhere(),
                select.getGroup(),
                select.getHaving(),
                select.getWindowList(),
                select.getQualify(),
                select.getOrderList(),
                select.getOffset(),
                select.getFetch(),
                select.getHints());
        this.on = Objects.requireNonNull(on, "on");
    }

    /** The expressions in which the rows differ, at least one. */
    public SqlNodeList on() {
        return on;
    }

    /** Those of any query, and the expressions behind them: parameters and tables are looked for among the operands. */
    @Override
    public List<SqlNode> getOperandList() {
        List<SqlNode> operands = new ArrayList<>(super.getOperandList());
        operands.add(on);
        return Collections.unmodifiableList(operands);
    }

    @Override
    public void setOperand(int i, SqlNode operand) {
        if (i == super.getOperandList().size()) {
            on = Objects.requireNonNull((SqlNodeList) operand, "on");
        } else {
            super.setOperand(i, operand);
        }
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
        SqlWriter.Frame frame = writer.startList(SqlWriter.FrameTypeEnum.SELECT);
        writer.keyword("SELECT DISTINCT ON");
        ItemCall.unparseList(writer, "(", on.getList(), ")");
        writer.endList(frame);
    }
}
