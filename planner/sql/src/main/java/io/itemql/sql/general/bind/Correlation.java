package io.itemql.sql.general.bind;

import io.itemql.plan.expression.OuterColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.Litmus;

/**
 * What a sub-query reads from the rows around it. The sub-query is planned on its own; the outer columns that it names
 * become the row of arguments with which it is run. Used by one thread.
 */
public final class Correlation {
    private static final String OUTER = "OUTER#";

    private final int number;
    private final List<SqlNode> arguments = new ArrayList<>();

    Correlation(int number) {
        this.number = number;
    }

    /** The number under which the row of arguments is found at run time. */
    public int number() {
        return number;
    }

    /** What the arguments are in the query around, in order. */
    public List<SqlNode> arguments() {
        return List.copyOf(arguments);
    }

    /** True for what {@link #inside} gives. */
    static boolean isOuterColumn(SqlNode bound) {
        return bound instanceof SqlCall call
                && call.getOperator() instanceof ItemFunction function
                && function.getName().startsWith(OUTER);
    }

    /**
     * The outer column, as the sub-query sees it.
     *
     * @param name what the statement calls it, for EXPLAIN
     */
    SqlNode inside(SqlNode outer, String name, SqlParserPos pos) {
        int index = 0;
        while (index < arguments.size() && !arguments.get(index).equalsDeep(outer, Litmus.IGNORE)) {
            index++;
        }
        if (index == arguments.size()) {
            arguments.add(outer);
        }
        OuterColumn column = new OuterColumn(number, index, name);
        return ItemFunction.value(OUTER + number + "#" + index, Typings.UNKNOWN, operands -> column)
                .at(pos, List.of());
    }
}
