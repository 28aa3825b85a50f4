package io.itemql.sql.general.bind;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;

/** The two types that expressions have while they are validated: anything, and the truth values. Both nullable. */
public final class OpenTypes {
    static final SqlReturnTypeInference NULLABLE_ANY = ReturnTypes.explicit(OpenTypes::nullableAny);
    static final SqlReturnTypeInference NULLABLE_BOOLEAN = ReturnTypes.explicit(OpenTypes::nullableBoolean);

    private OpenTypes() {}

    /** ANY. */
    public static RelDataType nullableAny(RelDataTypeFactory factory) {
        return factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.ANY), true);
    }

    /** BOOLEAN. */
    public static RelDataType nullableBoolean(RelDataTypeFactory factory) {
        return factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.BOOLEAN), true);
    }
}
