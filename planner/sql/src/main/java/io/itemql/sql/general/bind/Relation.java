package io.itemql.sql.general.bind;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Something in a FROM clause that has an alias and columns. Used by one thread, while a statement is bound. */
interface Relation {
    /** The name by which the query refers to it. */
    String alias();

    /** Whether the relation is sure to have a column of this name; a table of items may have others. */
    boolean knows(String name);

    /** Whether a name that it does not know may be an attribute of it all the same, which then is MISSING. */
    default boolean isOpen() {
        return false;
    }

    /**
     * The column of a name, and as many constant steps below it as the relation can take care of itself.
     *
     * @param steps what follows the name in the statement
     * @throws io.itemql.error.ItemException if it has no such column and cannot have one
     */
    Found column(String name, List<PathStep> steps, SqlParserPos pos);

    /** What the bare alias means as a value; empty if it means nothing. */
    Optional<SqlNode> whole(SqlParserPos pos);

    /** The columns of {@code alias.*}, in order. */
    List<String> starColumns();

    /** References to {@link #starColumns()}. */
    default List<SqlNode> starReferences(SqlParserPos pos) {
        return starColumns().stream()
                .map(name -> column(name, List.of(), pos).node())
                .toList();
    }

    /** What GROUP AS keeps of a row of this relation: a value for each name that FROM gives. */
    default Map<String, SqlNode> variables(SqlParserPos pos) {
        SqlNode value = whole(pos)
                .orElseGet(() -> Calls.tuple(starColumns(), DeclaredColumns.stored(starReferences(pos)), pos));
        return Map.of(alias(), value);
    }

    /**
     * The column of a view that a column of this relation is.
     *
     * @param reference the column, as {@link #column} gives it
     */
    default Optional<ViewColumn> origin(SqlIdentifier reference) {
        return Optional.empty();
    }

    /** How {@link #column} refers to its columns: by its alias, unless it became a part of something else. */
    default String referredTo() {
        return alias();
    }

    /** All names that it knows, for messages. */
    List<String> names();

    /**
     * A column, and how many of the steps its value has already taken.
     */
    record Found(SqlNode node, int stepsTaken) {}

    /** A reference to a column of a relation. */
    static SqlIdentifier reference(String alias, String column, SqlParserPos pos) {
        return new SqlIdentifier(List.of(alias, column), null, pos, List.of(pos, pos));
    }
}
