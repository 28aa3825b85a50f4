package io.itemql.sql.general.bind;

import io.itemql.plan.expression.Declared;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.Parameter;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;

/**
 * Columns that are declared as dates, times or timestamps. A reference to one is bound as a call that reads what is stored
 * as a moment, so that it adds, compares, sorts and groups as one; the moment remembers what is stored, which is what a
 * result shows and a write writes. Where only the stored form matters, the call is taken off again: keys and filters of
 * the store know nothing else.
 */
public final class DeclaredColumns {
    private static final Map<String, ColumnType> READS = Map.of(
            "DECLARED DATE", ColumnType.DATE,
            "DECLARED TIME", ColumnType.TIME,
            "DECLARED TIMESTAMP", ColumnType.TIMESTAMP);

    private DeclaredColumns() {}

    /** A reference to a column of a type, which is read as what it is declared to be. */
    static SqlNode read(SqlNode reference, ColumnType type) {
        return READS.containsValue(type)
                ? function(type).at(reference.getParserPosition(), List.of(reference))
                : reference;
    }

    private static ItemFunction function(ColumnType type) {
        return ItemFunction.value(
                "DECLARED " + type, Typings.always(type), operands -> new Declared(operands.get(0), type));
    }

    /** True for the function that reads a column as what it is declared to be. */
    public static boolean isRead(SqlOperator operator) {
        return operator instanceof ItemFunction function && READS.containsKey(function.getName());
    }

    /** The column as it is stored, where a bound node reads one as what it is declared to be. */
    static SqlNode stored(SqlNode bound) {
        return typeOf(bound).isPresent() ? ((SqlBasicCall) bound).operand(0) : bound;
    }

    static List<SqlNode> stored(List<SqlNode> bound) {
        return bound.stream().map(DeclaredColumns::stored).toList();
    }

    private static Optional<ColumnType> typeOf(SqlNode bound) {
        return bound instanceof SqlBasicCall call && isRead(call.getOperator())
                ? Optional.of(READS.get(call.getOperator().getName()))
                : Optional.empty();
    }

    /** Operands that are compared with each other: constants are read like a declared column among them. */
    static List<SqlNode> together(List<SqlNode> bound) {
        Optional<ColumnType> declared = Optional.empty();
        for (SqlNode operand : bound) {
            declared = declared.or(() -> typeOf(operand));
        }
        if (declared.isEmpty()) {
            return bound;
        }
        List<SqlNode> operands = new ArrayList<>();
        for (SqlNode operand : bound) {
            operands.add(
                    isConstant(operand)
                            ? function(declared.get()).at(operand.getParserPosition(), List.of(operand))
                            : operand);
        }
        return operands;
    }

    private static boolean isConstant(SqlNode bound) {
        if (!(bound instanceof SqlBasicCall call)
                || call.operandCount() > 0
                || !(call.getOperator() instanceof ItemFunction function)) {
            return false;
        }
        Expression constant = function.make(List.of());
        return constant instanceof Literal || constant instanceof Parameter;
    }
}
