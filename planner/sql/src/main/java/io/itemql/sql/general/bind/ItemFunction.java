package io.itemql.sql.general.bind;

import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Place;
import io.itemql.sql.parse.Places;
import io.itemql.table.ColumnType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Litmus;

/**
 * A function that the validator and the rewrites treat as a closed box: operands of any types, a result of type ANY or,
 * for a predicate, BOOLEAN. What it does is known to its {@link Maker} alone. So nothing in between can fold, coerce or
 * simplify it by rules that do not hold for values of mixed types.
 *
 * <p>Two functions are equal if their names are; a name therefore says everything that the function does. Immutable.
 */
public final class ItemFunction extends SqlFunction {
    /** Makes the expression that a call stands for. */
    @FunctionalInterface
    public interface Maker {
        Expression make(List<Expression> operands);
    }

    /** The type that tools are told for a call, from those of its operands; empty where NULL or a parameter decides. */
    @FunctionalInterface
    public interface Typing {
        Optional<ColumnType> of(List<Optional<ColumnType>> operands);
    }

    private final boolean predicate;
    private final boolean correlated;
    private final Typing typing;
    private final Maker maker;

    private ItemFunction(String name, boolean predicate, boolean correlated, Typing typing, Maker maker) {
        super(
                name,
                SqlKind.OTHER_FUNCTION,
                predicate ? OpenTypes.NULLABLE_BOOLEAN : OpenTypes.NULLABLE_ANY,
                null,
                AnyOperands.INSTANCE,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.predicate = predicate;
        this.correlated = correlated;
        this.typing = typing;
        this.maker = maker;
    }

    /** A function whose result is true, false or unknown. */
    public static ItemFunction predicate(String name, Maker maker) {
        return new ItemFunction(name, true, false, operands -> Optional.of(ColumnType.BOOLEAN), maker);
    }

    /** A function whose result is any value. */
    public static ItemFunction value(String name, Typing typing, Maker maker) {
        return new ItemFunction(name, false, false, typing, maker);
    }

    /** True if the result is true, false or unknown. */
    public boolean isPredicate() {
        return predicate;
    }

    /** The same function, which runs a query for each different row of operands. */
    ItemFunction correlated() {
        return new ItemFunction(getName(), predicate, true, typing, maker);
    }

    /** True if it runs a query for each different row of operands, so that it is better computed for few rows. */
    public boolean isCorrelated() {
        return correlated;
    }

    /** True if the result is sure to be an interval or NULL. */
    boolean isInterval() {
        return typing == Typings.INTERVAL;
    }

    /** The type that tools are told for a call with operands of these types. */
    public Optional<ColumnType> columnType(List<Optional<ColumnType>> operands) {
        return typing.of(operands);
    }

    /** The expression of a call. */
    public Expression make(List<Expression> operands) {
        return maker.make(operands);
    }

    /** A call at a place in the statement, which its expression knows as well. */
    public SqlCall at(SqlParserPos pos, List<? extends SqlNode> operands) {
        Place place = Places.of(pos);
        Maker placed = made -> maker.make(made).at(place);
        return new ItemFunction(getName(), predicate, correlated, typing, placed).createCall(pos, operands);
    }

    @Override
    public SqlCall createCall(SqlLiteral functionQualifier, SqlParserPos pos, SqlNode... operands) {
        return new BoundCall(this, pos, operands);
    }

    /** A call that equals another only if the functions are equal: Calcite disregards the case of their names. */
    private static final class BoundCall extends SqlBasicCall {
        BoundCall(ItemFunction function, SqlParserPos pos, SqlNode... operands) {
            super(function, Arrays.asList(operands), pos, null);
        }

        @Override
        public boolean equalsDeep(SqlNode node, Litmus litmus) {
            boolean same = node instanceof SqlCall call && getOperator().equals(call.getOperator());
            return same ? super.equalsDeep(node, litmus) : litmus.fail("{} and {}", this, node);
        }
    }

    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        for (SqlNode operand : call.getOperandList()) {
            validator.deriveType(scope, operand);
        }
        return predicate
                ? OpenTypes.nullableBoolean(validator.getTypeFactory())
                : OpenTypes.nullableAny(validator.getTypeFactory());
    }

    @Override
    public void unparse(SqlWriter writer, SqlCall call, int leftPrec, int rightPrec) {
        if (call.operandCount() == 0) {
            writer.literal(getName());
        } else {
            super.unparse(writer, call, leftPrec, rightPrec);
        }
    }
}
