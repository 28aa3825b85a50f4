package io.itemql.sql.general.translate;

import io.itemql.item.AttributePath;
import io.itemql.plan.ResultColumn;
import io.itemql.sql.general.bind.TableRelation;
import io.itemql.sql.general.bind.ViewColumn;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a column of the algebra.
 *
 * @param type the type that tools are told; empty where only NULLs and parameters come
 * @param nullable false only for key attributes
 * @param table the table, if the column is an attribute of one
 * @param attribute the attribute, if the column is one
 */
public record ColumnInfo(
        Optional<ColumnType> type, boolean nullable, Optional<String> table, Optional<String> attribute) {
    public ColumnInfo {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(attribute, "attribute");
    }

    /** The columns of an occurrence of a table. */
    static List<ColumnInfo> ofTable(TableRelation relation) {
        List<ColumnInfo> columns = new ArrayList<>();
        String table = relation.table().table().name();
        for (AttributePath path : relation.paths()) {
            if (relation.table().system().isPresent()) {
                // Nobody writes such a column, and tools take a column of a table for one that can be written.
                columns.add(computed(Optional.of(relation.typeOf(path))));
                continue;
            }
            boolean key = path.isTopLevel()
                    && relation.table().table().definition().keys().isKey(path.attribute());
            columns.add(new ColumnInfo(
                    Optional.of(relation.typeOf(path)),
                    !key,
                    Optional.of(table),
                    path.isTopLevel() ? Optional.of(path.attribute()) : Optional.empty()));
        }
        return columns;
    }

    static ColumnInfo computed(Optional<ColumnType> type) {
        return new ColumnInfo(type, true, Optional.empty(), Optional.empty());
    }

    ColumnInfo asNullable() {
        return new ColumnInfo(type, true, table, attribute);
    }

    /**
     * The column as a result shows it.
     *
     * @param origin the column of a view that it is, whose name hides those below
     */
    public ResultColumn toResultColumn(String label, Optional<ViewColumn> origin) {
        // What a view computes is nobody's column, as that is what can be written.
        return table.isPresent() && origin.isPresent()
                ? new ColumnInfo(type, nullable, origin.map(ViewColumn::view), origin.map(ViewColumn::column))
                        .toResultColumn(label)
                : toResultColumn(label);
    }

    /** The column as a result shows it. */
    public ResultColumn toResultColumn(String label) {
        return new ResultColumn(label, type.orElse(ColumnType.VARCHAR), nullable, table, attribute, type.isPresent());
    }
}
