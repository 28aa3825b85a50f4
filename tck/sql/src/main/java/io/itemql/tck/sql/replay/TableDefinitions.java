package io.itemql.tck.sql.replay;

import io.itemql.item.AttributeType;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tables from the service's CreateTable requests. */
final class TableDefinitions {
    private TableDefinitions() {}

    static TableDefinition read(Map<?, ?> request) {
        Map<String, AttributeType> types = new HashMap<>();
        for (Object each : (List<?>) request.get("AttributeDefinitions")) {
            Map<?, ?> attribute = (Map<?, ?>) each;
            types.put((String) attribute.get("AttributeName"), AttributeType.valueOf((String)
                    attribute.get("AttributeType")));
        }
        return TableDefinition.of((String) request.get("TableName"), keys((List<?>) request.get("KeySchema"), types));
    }

    private static KeySchema keys(List<?> schema, Map<String, AttributeType> types) {
        KeyAttribute partition = key(schema.get(0), types);
        return schema.size() == 1 ? KeySchema.of(partition) : KeySchema.of(partition, key(schema.get(1), types));
    }

    private static KeyAttribute key(Object element, Map<String, AttributeType> types) {
        String name = (String) ((Map<?, ?>) element).get("AttributeName");
        return new KeyAttribute(name, types.get(name));
    }
}
