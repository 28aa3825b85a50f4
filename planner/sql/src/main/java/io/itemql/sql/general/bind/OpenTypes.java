package io.itemql.sql.general.bind;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;

/** The two types that expressions have while they are validated: anything, and the truth values. Both nullable. */
public final class OpenTypes {
    static final SqlReturnTypeInference NULLABLE_ANY = new NullableAny();
    static final SqlReturnTypeInference NULLABLE_BOOLEAN = new NullableBoolean();

    private OpenTypes() {}

    /** ANY. */
    public static RelDataType nullableAny(RelDataTypeFactory factory) {
        return factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.ANY), true);
    }

    /** BOOLEAN. */
    public static RelDataType nullableBoolean(RelDataTypeFactory factory) {
        return factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.BOOLEAN), true);
    }

    // Classes, as a lambda would load the types that it speaks of, and ReturnTypes the rest of the type system.

    private static final class NullableAny implements SqlReturnTypeInference {
        @Override
        public RelDataType inferReturnType(SqlOperatorBinding binding) {
            return nullableAny(binding.getTypeFactory());
        }
    }

    private static final class NullableBoolean implements SqlReturnTypeInference {
        @Override
        public RelDataType inferReturnType(SqlOperatorBinding binding) {
            return nullableBoolean(binding.getTypeFactory());
        }
    }
}
