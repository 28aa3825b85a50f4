package io.itemql.sql.view;

import io.itemql.plan.ResultColumn;
import java.util.List;
import java.util.Objects;

/**
 * A view, as tools see it.
 *
 * @param columns those of {@code SELECT *} now
 */
public record ViewDescription(ViewForm form, List<ResultColumn> columns) {
    public ViewDescription {
        Objects.requireNonNull(form, "form");
        columns = List.copyOf(columns);
    }
}
