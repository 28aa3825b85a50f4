package io.itemql.sql.general.bind;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/**
 * A query in which every name is resolved.
 *
 * @param node the query for the validator
 * @param labels what the statement calls the columns; a label can come twice
 * @param references what {@code node} calls them, each once
 * @param origins the columns of views that they are as they stand
 */
public record BoundQuery(
        SqlNode node, List<String> labels, List<String> references, List<Optional<ViewColumn>> origins) {
    public BoundQuery {
        Objects.requireNonNull(node, "node");
        labels = List.copyOf(labels);
        references = List.copyOf(references);
        origins = List.copyOf(origins);
    }

    /** A query whose columns come from no view. */
    BoundQuery(SqlNode node, List<String> labels, List<String> references) {
        this(node, labels, references, Collections.nCopies(labels.size(), Optional.empty()));
    }

    /** The same query with other labels. */
    BoundQuery labelled(List<String> names) {
        return new BoundQuery(node, names, references, origins);
    }
}
