package io.itemql.sql.definition;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.ItemLimits;
import io.itemql.item.ItemSize;
import io.itemql.plan.expression.Place;
import io.itemql.plan.operator.Execution;
import io.itemql.sql.ast.CreateIndex;
import io.itemql.sql.ast.DropIndex;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.StatementTables;
import io.itemql.sql.table.TableColumn;
import io.itemql.sql.table.TableColumns;
import io.itemql.store.Access;
import io.itemql.store.IndexKeys;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemRead;
import io.itemql.store.ItemStore;
import io.itemql.store.ReadView;
import io.itemql.store.TableInfo;
import io.itemql.table.ColumnType;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans CREATE INDEX and DROP INDEX. */
final class IndexPlanner {
    private static final Set<AttributeType> KEY_TYPES = EnumSet.of(AttributeType.S, AttributeType.N, AttributeType.B);

    private IndexPlanner() {}

    static Definition create(CreateIndex statement, StatementTables tables) {
        TableColumns table = tables.use(statement.table().names);
        String name = table.table().name();
        IndexDefinition index = IndexClause.definition(statement, tables, attribute -> keyType(table, attribute));
        if (!index.isGlobal()) {
            throw Places.of(statement.name())
                    .in(new ItemException(
                            ErrorCode.INVALID_INDEX,
                            "a local index is created with its table, as in CREATE TABLE " + name + " (…, LOCAL INDEX "
                                    + index.name() + " (…))"));
        }
        boolean ifNotExists = statement.ifNotExists();
        return new Definition(
                "CREATE INDEX " + name + "." + index.name(),
                Places.of(statement.name()),
                execution -> create(execution, name, index, ifNotExists));
    }

    /** The statement ends when the index can be used; one that is cancelled leaves no index. */
    private static void create(Execution execution, String table, IndexDefinition index, boolean ifNotExists) {
        try {
            execution.store().createIndex(table, index);
        } catch (ItemException e) {
            if (e.code() != ErrorCode.INDEX_EXISTS || !ifNotExists) {
                throw e;
            }
            return;
        }
        try {
            execution.store().awaitIndex(table, index.name(), execution.cancellation());
            checkComplete(execution, table, index);
        } catch (ItemException e) {
            if (e.code() == ErrorCode.CANCELLED
                    || e.code() == ErrorCode.TIMEOUT
                    || e.code() == ErrorCode.INVALID_INDEX) {
                execution.store().dropIndex(table, index.name());
            }
            throw e;
        }
    }

    /**
     * An index has no entry for an item whose key attribute is empty or too long, so that it could not stand for the
     * table in a range that has such values. From now on the store refuses them; if items have one already, there is no
     * index.
     *
     * @throws ItemException with {@link ErrorCode#INVALID_INDEX}
     */
    private static void checkComplete(Execution execution, String table, IndexDefinition index) {
        KeySchema keys = index.keys();
        List<AttributePath> slots = keys.attributes().stream()
                .map(key -> AttributePath.of(key.name()))
                .toList();
        if (keys.attributes().stream().allMatch(key -> key.type() == AttributeType.N)) {
            return;
        }
        ItemRead read =
                ItemRead.of(table, Access.Scan.WHOLE).withSlots(slots).withCancellation(execution.cancellation());
        try (ReadView view = execution.store().openView();
                ItemCursor items = view.open(read)) {
            while (items.next()) {
                for (int i = 0; i < slots.size(); i++) {
                    KeyAttribute key = keys.attributes().get(i);
                    AttributeValue value = items.value(i);
                    if (value != null && value.type() == key.type() && !IndexKeys.fits(value, key, i == 0)) {
                        throw new ItemException(
                                ErrorCode.INVALID_INDEX,
                                "the item " + items.key() + " has a value of " + ItemSize.of(value) + " bytes for "
                                        + key.name() + ", which can be in no key: it must not be empty and has at most "
                                        + (i == 0 ? ItemLimits.PARTITION_KEY_BYTES_MAX : ItemLimits.SORT_KEY_BYTES_MAX)
                                        + " bytes");
                    }
                }
            }
        }
    }

    /** The type that an attribute has in keys: as the table declares it, or as all its items have it. */
    private static Optional<AttributeType> keyType(TableColumns table, String attribute) {
        for (KeyAttribute key : table.table().definition().keys().attributes()) {
            if (key.name().equals(attribute)) {
                return Optional.of(key.type());
            }
        }
        Optional<TableColumn> column = table.find(attribute);
        Set<AttributeType> observed = EnumSet.noneOf(AttributeType.class);
        column.ifPresent(found -> observed.addAll(found.counts().keySet()));
        observed.retainAll(KEY_TYPES);
        if (observed.size() == 1) {
            return Optional.of(observed.iterator().next());
        }
        return column.filter(found -> found.origin() == TableColumn.Origin.DECLARED && observed.isEmpty())
                .flatMap(found -> keyType(found.type()));
    }

    /**
     * The type that an attribute of a declared type has in keys; dates and times are texts unless the items say
     * otherwise.
     */
    static Optional<AttributeType> keyType(ColumnType declared) {
        return switch (declared) {
            case VARCHAR, DATE, TIME, TIMESTAMP -> Optional.of(AttributeType.S);
            case BIGINT, DECIMAL, DOUBLE -> Optional.of(AttributeType.N);
            case VARBINARY -> Optional.of(AttributeType.B);
            case BOOLEAN -> Optional.empty();
        };
    }

    static Definition drop(DropIndex statement, StatementTables tables) {
        String index = statement.name().getSimple();
        boolean ifExists = statement.ifExists();
        if (ifExists
                && statement.table() == null
                && owners(index, tables.store()).isEmpty()) {
            return dropLater(index, Places.of(statement.name()));
        }
        String table = statement.table() == null
                ? tableOf(statement, tables)
                : tables.use(statement.table().names).table().name();
        return new Definition("DROP INDEX " + table + "." + index, Places.of(statement.name()), execution -> {
            try {
                execution.store().dropIndex(table, index);
            } catch (ItemException e) {
                if (e.code() != ErrorCode.UNKNOWN_INDEX || !ifExists) {
                    throw e;
                }
            }
        });
    }

    /** No table has the index now; the plan is kept, and one may have it when it runs again. */
    private static Definition dropLater(String index, Place place) {
        return new Definition("DROP INDEX " + index, place, execution -> {
            List<String> owners = owners(index, execution.store());
            if (owners.size() > 1) {
                throw ambiguous(index, owners);
            }
            owners.forEach(table -> execution.store().dropIndex(table, index));
        });
    }

    /** The tables that have an index of a name. */
    private static List<String> owners(String index, ItemStore store) {
        return store.catalogue().tables().stream()
                .filter(table -> table.index(index).isPresent())
                .map(TableInfo::name)
                .toList();
    }

    private static ItemException ambiguous(String index, List<String> owners) {
        return new ItemException(
                ErrorCode.INVALID_INDEX,
                "several tables have an index " + index + ": " + String.join(", ", owners) + "; write DROP INDEX "
                        + index + " ON " + owners.get(0));
    }

    /** The table of an index that is named alone. */
    private static String tableOf(DropIndex statement, StatementTables tables) {
        String index = statement.name().getSimple();
        List<String> owners = owners(index, tables.store());
        if (owners.size() == 1) {
            return tables.use(owners).table().name();
        }
        throw Places.of(statement.name())
                .in(owners.isEmpty() ? new ItemException(ErrorCode.UNKNOWN_INDEX, index) : ambiguous(index, owners));
    }
}
