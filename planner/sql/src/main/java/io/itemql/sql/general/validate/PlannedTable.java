package io.itemql.sql.general.validate;

import io.itemql.sql.general.bind.OpenTypes;
import io.itemql.sql.general.bind.PlannedRelation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/** Rows that are planned already, as Calcite sees them: a table. */
public final class PlannedTable extends AbstractTable {
    private final PlannedRelation relation;

    PlannedTable(PlannedRelation relation) {
        this.relation = relation;
    }

    /** The rows. */
    public PlannedRelation relation() {
        return relation;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory factory) {
        RelDataTypeFactory.Builder row = factory.builder();
        RelDataType any = OpenTypes.nullableAny(factory);
        relation.columns().forEach(name -> row.add(name, any));
        return row.build();
    }
}
