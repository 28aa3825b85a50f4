package io.itemql.sql.general.bind;

import io.itemql.plan.expression.Place;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * The operand of UNNEST, told to the validator as an array of anything: without a type for its elements it cannot name
 * the columns. What the value is shows when the statement runs; whatever is no list and no set has no elements.
 */
public final class ElementsFunction extends SqlFunction {
    private static final String ENTRIES = "ENTRIES";
    private static final String SERIES = "SERIES";

    private final Place place;

    private ElementsFunction(String name, Place place) {
        super(
                name,
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.explicit(ElementsFunction::arrayOfAny),
                null,
                OperandTypes.VARIADIC,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
        this.place = place;
    }

    /** Of a list or set. */
    static ElementsFunction ofElements() {
        return new ElementsFunction("ELEMENTS", Place.UNKNOWN);
    }

    /** Of a map: its values, each with its name in place of the number. */
    static ElementsFunction ofEntries() {
        return new ElementsFunction(ENTRIES, Place.UNKNOWN);
    }

    /** Of a series: its first member, its bound, and perhaps a step. */
    static ElementsFunction ofSeries(Place place) {
        return new ElementsFunction(SERIES, place);
    }

    /** Where the statement asks for a series. */
    public Place place() {
        return place;
    }

    /** True for {@link #ofSeries}. */
    public boolean isOfSeries() {
        return getName().equals(SERIES);
    }

    /** True for {@link #ofEntries()}. */
    public boolean isOfEntries() {
        return getName().equals(ENTRIES);
    }

    private static RelDataType arrayOfAny(RelDataTypeFactory factory) {
        return factory.createTypeWithNullability(factory.createArrayType(OpenTypes.nullableAny(factory), -1), true);
    }

    @Override
    public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
        for (SqlNode operand : call.getOperandList()) {
            validator.deriveType(scope, operand);
        }
        return arrayOfAny(validator.getTypeFactory());
    }
}
