package io.itemql.sql.general.bind;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.sql.SqlNode;

/**
 * A query in which every name is resolved.
 *
 * @param node the query for the validator
 * @param labels what the statement calls the columns; a label can come twice
 * @param references what {@code node} calls them, each once
 */
public record BoundQuery(SqlNode node, List<String> labels, List<String> references) {
    public BoundQuery {
        Objects.requireNonNull(node, "node");
        labels = List.copyOf(labels);
        references = List.copyOf(references);
    }
}
