package io.itemql.tck.sql.replay;

import io.itemql.item.AttributeType;
import io.itemql.table.KeyAttribute;
import io.itemql.table.TableDefinition;
import java.util.stream.Collectors;

/** CREATE TABLE for a definition, without its indexes. */
final class CreateStatements {
    private CreateStatements() {}

    static String table(TableDefinition definition) {
        String columns = definition.keys().attributes().stream()
                .map(key -> quoted(key.name()) + " " + type(key))
                .collect(Collectors.joining(", "));
        String names = definition.keys().attributes().stream()
                .map(key -> quoted(key.name()))
                .collect(Collectors.joining(", "));
        return "CREATE TABLE " + quoted(definition.name()) + " (" + columns + ", PRIMARY KEY (" + names + "))";
    }

    private static String type(KeyAttribute key) {
        return key.type() == AttributeType.S ? "VARCHAR" : key.type() == AttributeType.N ? "DECIMAL" : "VARBINARY";
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
