package io.itemql.sql.general.bind;

import io.itemql.plan.window.Frame;
import io.itemql.table.ColumnType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Optionality;

/**
 * An aggregate or window function that the validator treats as a closed box; see {@link ItemFunction}. Equal to any
 * other of its name, which is why a frame is part of the name. Immutable.
 */
public final class ItemAggregate extends SqlAggFunction {
    private final String function;
    private final ItemFunction.Typing typing;
    private final Frame frame;
    private final boolean ignoringNulls;

    private ItemAggregate(
            String function,
            ItemFunction.Typing typing,
            boolean onlyOver,
            Frame frame,
            boolean ignoringNulls,
            String uniqueName) {
        super(
                uniqueName,
                null,
                SqlKind.OTHER_FUNCTION,
                OpenTypes.NULLABLE_ANY,
                null,
                OperandTypes.VARIADIC,
                SqlFunctionCategory.USER_DEFINED_FUNCTION,
                false,
                onlyOver,
                Optionality.OPTIONAL);
        this.function = Objects.requireNonNull(function, "function");
        this.typing = typing;
        this.frame = frame;
        this.ignoringNulls = ignoringNulls;
    }

    /**
     * An aggregate function.
     *
     * @param onlyOver true for functions that need an OVER clause
     */
    static ItemAggregate of(String function, ItemFunction.Typing typing, boolean onlyOver) {
        return new ItemAggregate(function, typing, onlyOver, null, false, function);
    }

    /** The same function over the rows of a frame. */
    ItemAggregate within(Frame rows) {
        return new ItemAggregate(function, typing, requiresOver(), rows, ignoringNulls, getName() + " " + rows);
    }

    /** The same function, which passes over rows without a value. */
    ItemAggregate passingOverNulls() {
        return new ItemAggregate(function, typing, requiresOver(), frame, true, getName() + " IGNORE NULLS");
    }

    /** Whether IGNORE NULLS was said. */
    public boolean isIgnoringNulls() {
        return ignoringNulls;
    }

    /** The function's name in capital letters. */
    public String function() {
        return function;
    }

    /** The frame; empty for the one that SQL gives to a window without one, and outside of windows. */
    public Optional<Frame> frame() {
        return Optional.ofNullable(frame);
    }

    /** The type that tools are told for a call with operands of these types. */
    public Optional<ColumnType> columnType(List<Optional<ColumnType>> operands) {
        return typing.of(operands);
    }

    /** The frame is none of the validator's business. */
    @Override
    public boolean allowsFraming() {
        return false;
    }

    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        for (SqlNode operand : call.getOperandList()) {
            validator.deriveType(scope, operand);
        }
        return OpenTypes.nullableAny(validator.getTypeFactory());
    }
}
