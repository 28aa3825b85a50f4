package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.NearestNames;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A sub-select, a CTE, a view or VALUES in a FROM clause: its columns are all there are. Immutable.
 *
 * @param columns what the columns are called, in order; a name that stands here twice cannot be referred to
 * @param references what the bound query calls them, in the same order
 * @param origins the columns of a view that they are, in the same order; empty where it is none
 */
record DerivedRelation(String alias, List<String> columns, List<String> references, List<ViewColumn> origins)
        implements Relation {
    DerivedRelation {
        columns = List.copyOf(columns);
        references = List.copyOf(references);
        origins = List.copyOf(origins);
    }

    /** One that is no view. */
    DerivedRelation(String alias, List<String> columns, List<String> references) {
        this(alias, columns, references, List.of());
    }

    @Override
    public Optional<ViewColumn> origin(SqlIdentifier reference) {
        int at = references.indexOf(reference.names.get(1));
        return at < 0 || origins.isEmpty() ? Optional.empty() : Optional.of(origins.get(at));
    }

    @Override
    public boolean knows(String name) {
        return columns.contains(name);
    }

    @Override
    public Found column(String name, List<PathStep> steps, SqlParserPos pos) {
        int at = columns.indexOf(name);
        if (at < 0) {
            throw Places.of(pos)
                    .in(new ItemException(ErrorCode.UNKNOWN_ATTRIBUTE, alias, name, NearestNames.offer(name, columns)));
        }
        if (Collections.frequency(columns, name) > 1) {
            throw Places.of(pos)
                    .in(new ItemException(ErrorCode.AMBIGUOUS_ATTRIBUTE, name, "several columns of " + alias));
        }
        return new Found(Relation.reference(alias, references.get(at), pos), 0);
    }

    @Override
    public Optional<SqlNode> whole(SqlParserPos pos) {
        return Optional.empty();
    }

    @Override
    public List<String> starColumns() {
        return columns;
    }

    /** By position, as two columns may have one name. */
    @Override
    public List<SqlNode> starReferences(SqlParserPos pos) {
        return references.stream()
                .map(reference -> (SqlNode) Relation.reference(alias, reference, pos))
                .toList();
    }

    @Override
    public List<String> names() {
        return columns;
    }
}
