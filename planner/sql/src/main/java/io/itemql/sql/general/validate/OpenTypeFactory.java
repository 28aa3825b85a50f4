package io.itemql.sql.general.validate;

import io.itemql.sql.general.bind.OpenTypes;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeMappingRule;

/** Types for values that have none: the common type of different types is ANY, never an error. UTF-8 everywhere. */
final class OpenTypeFactory extends SqlTypeFactoryImpl {
    OpenTypeFactory() {
        super(RelDataTypeSystem.DEFAULT);
    }

    @Override
    public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public RelDataType leastRestrictive(List<RelDataType> types) {
        return common(types);
    }

    @Override
    public RelDataType leastRestrictive(List<RelDataType> types, SqlTypeMappingRule mappingRule) {
        return common(types);
    }

    private RelDataType common(List<RelDataType> types) {
        RelDataType first = types.get(0);
        if (types.stream().allMatch(first::equals)) {
            return first;
        }
        if (!first.isStruct()) {
            return OpenTypes.nullableAny(this);
        }
        int fields = first.getFieldCount();
        if (types.stream().anyMatch(type -> !type.isStruct() || type.getFieldCount() != fields)) {
            return null;
        }
        Builder row = builder();
        for (int i = 0; i < fields; i++) {
            List<RelDataType> column = new ArrayList<>();
            for (RelDataType type : types) {
                column.add(type.getFieldList().get(i).getType());
            }
            row.add(first.getFieldList().get(i).getName(), common(column));
        }
        return row.build();
    }
}
