package io.itemql.sql.definition;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.sql.ast.ColumnDefinition;
import io.itemql.sql.ast.CreateIndex;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.StatementTables;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** What CREATE INDEX, and INDEX among the columns of CREATE TABLE, say of an index. */
final class IndexClause {
    private IndexClause() {}

    /**
     * The definition of an index.
     *
     * @param typeOf the type of an attribute in keys, where the table tells it
     * @throws ItemException with {@link ErrorCode#INVALID_INDEX} or {@link ErrorCode#DUPLICATE_NAME}
     */
    static IndexDefinition definition(
            CreateIndex statement, StatementTables tables, Function<String, Optional<AttributeType>> typeOf) {
        if (statement.unique()) {
            new Unenforced(tables).tell("UNIQUE of index " + statement.name().getSimple(), statement.name());
        }
        if (!statement.options().isEmpty()) {
            throw Places.of(statement.options().get(0))
                    .in(new ItemException(
                            ErrorCode.INVALID_OPTION, "An index has no options; those of its table hold"));
        }
        List<KeyAttribute> keys = new ArrayList<>();
        for (SqlNode column : statement.columns()) {
            keys.add(key(column, typeOf));
        }
        if (keys.size() > 2) {
            throw Places.of(statement.columns().get(2))
                    .in(new ItemException(
                            ErrorCode.INVALID_INDEX,
                            "an index has a partition key and at most one sort key, but " + keys.size()
                                    + " columns are named"));
        }
        KeySchema schema = keys.size() == 1 ? KeySchema.of(keys.get(0)) : KeySchema.of(keys.get(0), keys.get(1));
        IndexDefinition.Kind kind =
                statement.scope() == CreateIndex.Scope.LOCAL ? IndexDefinition.Kind.LOCAL : IndexDefinition.Kind.GLOBAL;
        try {
            return new IndexDefinition(statement.name().getSimple(), kind, schema, projection(statement));
        } catch (ItemException e) {
            throw Places.of(statement.name()).in(e);
        }
    }

    private static KeyAttribute key(SqlNode column, Function<String, Optional<AttributeType>> typeOf) {
        if (column instanceof ColumnDefinition typed) {
            String name = typed.name().getSimple();
            return new KeyAttribute(name, TypeNames.keyType(name, typed.type()));
        }
        String name = ((SqlIdentifier) column).getSimple();
        AttributeType type = typeOf.apply(name).orElseThrow(() -> Places.of(column)
                .in(new ItemException(
                        ErrorCode.INVALID_INDEX,
                        "the type of " + name + " is not known; write it behind the name, as in (" + name
                                + " VARCHAR)")));
        return new KeyAttribute(name, type);
    }

    private static Projection projection(CreateIndex statement) {
        return switch (statement.projection()) {
            case DEFAULT, ALL -> Projection.ALL;
            case KEYS_ONLY -> Projection.KEYS_ONLY;
            case INCLUDE ->
                Projection.include(statement.included().stream()
                        .map(name -> ((SqlIdentifier) name).getSimple())
                        .toList());
        };
    }
}
