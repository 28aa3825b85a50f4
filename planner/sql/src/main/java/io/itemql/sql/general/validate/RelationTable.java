package io.itemql.sql.general.validate;

import io.itemql.sql.general.bind.OpenTypes;
import io.itemql.sql.general.bind.TableRelation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/** One occurrence of a table, as Calcite sees it: a table of its own with the columns that the statement reads. */
public final class RelationTable extends AbstractTable {
    private final TableRelation relation;

    RelationTable(TableRelation relation) {
        this.relation = relation;
    }

    /** The occurrence. */
    public TableRelation relation() {
        return relation;
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory factory) {
        RelDataTypeFactory.Builder row = factory.builder();
        RelDataType any = OpenTypes.nullableAny(factory);
        relation.columnNames().forEach(name -> row.add(name, any));
        return row.build();
    }
}
