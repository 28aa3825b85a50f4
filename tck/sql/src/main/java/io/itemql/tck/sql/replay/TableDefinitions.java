package io.itemql.tck.sql.replay;

import io.itemql.item.AttributeType;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
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
        List<IndexDefinition> indexes = new ArrayList<>();
        addIndexes(request.get("GlobalSecondaryIndexes"), IndexDefinition.Kind.GLOBAL, types, indexes);
        addIndexes(request.get("LocalSecondaryIndexes"), IndexDefinition.Kind.LOCAL, types, indexes);
        return TableDefinition.of((String) request.get("TableName"), keys((List<?>) request.get("KeySchema"), types))
                .withIndexes(indexes);
    }

    private static void addIndexes(
            Object requested,
            IndexDefinition.Kind kind,
            Map<String, AttributeType> types,
            List<IndexDefinition> indexes) {
        if (!(requested instanceof List<?> list)) {
            return;
        }
        for (Object each : list) {
            Map<?, ?> index = (Map<?, ?>) each;
            indexes.add(new IndexDefinition(
                    (String) index.get("IndexName"),
                    kind,
                    keys((List<?>) index.get("KeySchema"), types),
                    projection((Map<?, ?>) index.get("Projection"))));
        }
    }

    private static Projection projection(Map<?, ?> requested) {
        Projection.Type type = Projection.Type.valueOf((String) requested.get("ProjectionType"));
        List<String> attributes = new ArrayList<>();
        if (requested.get("NonKeyAttributes") instanceof List<?> names) {
            names.forEach(name -> attributes.add((String) name));
        }
        return new Projection(type, attributes);
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
