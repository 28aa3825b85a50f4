package io.itemql.sql.dynamodb.access;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.TableInfo;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeySchema;
import java.util.Objects;
import java.util.Optional;

/** What a statement reads: a table as of the view on which the statement runs, or one of its indexes. */
public final class Target {
    private final TableInfo table;
    private final Optional<IndexDefinition> index;

    /**
     * The target that a statement names.
     *
     * @throws ItemException if the table has no such index
     */
    public Target(TableInfo table, Optional<String> index) {
        this.table = Objects.requireNonNull(table, "table");
        this.index = index.map(name -> find(table, name));
    }

    private static IndexDefinition find(TableInfo table, String name) {
        return table.definition().indexes().stream()
                .filter(index -> index.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ItemException(ErrorCode.STATEMENT_REFUSED, "The table does not have the specified index"));
    }

    /**
     * Checks that the target can be read with strong consistency, if that is asked for.
     *
     * @throws ItemException if it cannot
     */
    public void checkConsistent(boolean consistent) {
        if (consistent && isGlobal()) {
            throw new ItemException(
                    ErrorCode.STATEMENT_REFUSED,
                    "Strongly consistent read is not supported on Global Secondary Indexes");
        }
    }

    public TableInfo table() {
        return table;
    }

    /** The index; empty for the table itself. */
    public Optional<IndexDefinition> index() {
        return index;
    }

    boolean isGlobal() {
        return index.isPresent() && index.get().isGlobal();
    }

    /** The keys by which items are reached. */
    public KeySchema keys() {
        return index.map(IndexDefinition::keys).orElse(table.definition().keys());
    }

    /** Whether what is read holds an attribute. */
    boolean projects(String attribute) {
        return index.isEmpty()
                || index.get().projects(attribute, table.definition().keys());
    }
}
