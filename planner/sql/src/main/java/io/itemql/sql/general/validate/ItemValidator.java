package io.itemql.sql.general.validate;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** Calcite's validator without its guesses at types. */
final class ItemValidator extends SqlValidatorImpl {
    ItemValidator(
            SqlOperatorTable operators, SqlValidatorCatalogReader catalogue, RelDataTypeFactory types, Config config) {
        super(operators, catalogue, types, config);
    }

    /** Nothing is unknown: every expression is bound, parameters included. */
    @Override
    protected void inferUnknownTypes(RelDataType inferredType, SqlValidatorScope scope, SqlNode node) {
        // Deliberately empty; see above.
    }
}
