package io.itemql.sql.general.bind;

import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.plan.access.AccessPaths;
import io.itemql.plan.access.TableRead;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.StatementTables;
import io.itemql.sql.table.TableColumn;
import io.itemql.sql.table.TableColumns;
import io.itemql.store.IndexInfo;
import io.itemql.table.ColumnType;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * One occurrence of a table in a FROM clause. Its columns are the paths that the statement reads from it, collected while
 * the statement is bound: a table of items has no other list of columns that is complete, and no shorter one that would
 * do. Used by one thread.
 */
public final class TableRelation implements Relation {
    private final String id;
    private final String alias;
    private final TableColumns table;
    private final Optional<IndexDefinition> index;
    private final StatementTables tables;
    private final Map<AttributePath, String> columns = new LinkedHashMap<>();

    TableRelation(
            String id, String alias, TableColumns table, Optional<IndexDefinition> index, StatementTables tables) {
        this.id = id;
        this.alias = alias;
        this.table = table;
        this.index = index;
        this.tables = tables;
        // A relation without columns is more than Calcite can take.
        add(AttributePath.of(table.table().definition().keys().partitionKey().name()));
    }

    /** The name under which the validator finds this occurrence; no other occurrence has it. */
    public String id() {
        return id;
    }

    @Override
    public String alias() {
        return alias;
    }

    /** The table. */
    public TableColumns table() {
        return table;
    }

    /**
     * A read of this occurrence: of the table, or of the index that the statement names.
     *
     * @param slots the path of each column
     * @param wholeItem whether the whole item follows as one more column
     */
    public TableRead read(List<AttributePath> slots, boolean wholeItem) {
        TableDefinition definition = table.table().definition();
        TableRead read = TableRead.of(definition.name(), definition.keys(), slots, wholeItem);
        return index.map(named -> read.through(AccessPaths.path(named, read, true)))
                .orElse(read);
    }

    /** Chooses how the table is reached. */
    public AccessPaths accessPaths() {
        List<IndexDefinition> ready = table.table().indexes().stream()
                .filter(IndexInfo::isActive)
                .map(IndexInfo::definition)
                .toList();
        return new AccessPaths(ready, table.statistics());
    }

    /** The paths that the statement reads, in the order of the columns. */
    public List<AttributePath> paths() {
        return List.copyOf(columns.keySet());
    }

    /** The path that a column is. */
    AttributePath path(String column) {
        for (Map.Entry<AttributePath, String> entry : columns.entrySet()) {
            if (entry.getValue().equals(column)) {
                return entry.getKey();
            }
        }
        throw new IllegalArgumentException(column);
    }

    /** The names of the columns, one for each of {@link #paths()}. */
    public List<String> columnNames() {
        return List.copyOf(columns.values());
    }

    /** The type that tools are told for a column. */
    public ColumnType typeOf(AttributePath path) {
        return path.isTopLevel() ? tables.typeOf(table, path.attribute()) : ColumnType.VARCHAR;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean knows(String name) {
        boolean attribute = table.find(name).isPresent() && !name.equals(TableColumns.DOCUMENT);
        return attribute
                || table.visible().stream().anyMatch(column -> column.name().equals(name));
    }

    @Override
    public Found column(String name, List<PathStep> steps, SqlParserPos pos) {
        try {
            tables.attribute(table, name);
        } catch (ItemException e) {
            throw Places.of(pos).in(e);
        }
        AttributePath path = AttributePath.of(name);
        int taken = 0;
        for (PathStep step : steps) {
            if (step instanceof PathStep.Name below) {
                path = path.name(below.name());
            } else if (step instanceof PathStep.Position below) {
                path = path.position(below.position());
            } else {
                break;
            }
            taken++;
        }
        SqlNode reference = Relation.reference(alias, add(path), pos);
        return new Found(isDeclared(path) ? DeclaredColumns.read(reference, typeOf(path)) : reference, taken);
    }

    private boolean isDeclared(AttributePath path) {
        return path.isTopLevel()
                && table.find(path.attribute())
                        .filter(column -> column.origin() == TableColumn.Origin.DECLARED)
                        .isPresent();
    }

    private String add(AttributePath path) {
        String known = columns.get(path);
        if (known != null) {
            return known;
        }
        String name = path.toString();
        while (columns.containsValue(name)) {
            name += '\'';
        }
        columns.put(path, name);
        return name;
    }

    @Override
    public Optional<SqlNode> whole(SqlParserPos pos) {
        return Optional.of(Relation.reference(alias, add(AttributePath.of(TableColumns.DOCUMENT)), pos));
    }

    /** Of an index, what it projects; anything else is there as well, but has to be named. */
    @Override
    public List<String> starColumns() {
        KeySchema keys = table.table().definition().keys();
        return table.visible().stream()
                .map(TableColumn::name)
                .filter(name -> index.map(named -> named.projects(name, keys)).orElse(true))
                .toList();
    }

    @Override
    public List<String> names() {
        return new ArrayList<>(starColumns());
    }
}
