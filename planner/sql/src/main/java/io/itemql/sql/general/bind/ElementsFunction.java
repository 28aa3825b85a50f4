package io.itemql.sql.general.bind;

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
    ElementsFunction() {
        super(
                "ELEMENTS",
                SqlKind.OTHER_FUNCTION,
                ReturnTypes.explicit(ElementsFunction::arrayOfAny),
                null,
                OperandTypes.VARIADIC,
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
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
