package io.itemql.jdbc.internal.metadata;

import io.itemql.item.Value;
import io.itemql.jdbc.internal.result.ColumnDescription;
import io.itemql.jdbc.internal.value.JdbcType;
import io.itemql.plan.ResultColumn;
import io.itemql.sql.SqlEngine;
import io.itemql.sql.table.TableColumns;
import io.itemql.sql.view.ViewDescription;
import io.itemql.sql.view.ViewForm;
import io.itemql.store.TableInfo;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Views and child views, as {@code DatabaseMetaData} tells them. */
final class ViewListing {
    /** What the tables are called that are views. */
    static final String TYPE = "VIEW";

    private static final String MAIN = ColumnDescription.MAIN_SCHEMA;

    private final SqlEngine engine;
    private final TableListing tables;

    ViewListing(SqlEngine engine) {
        this.engine = engine;
        this.tables = new TableListing(engine.store());
    }

    /** The rows of {@code getTables} for the views among some tables. */
    void addTables(List<Value[]> rows, List<TableInfo> tables) {
        for (TableInfo table : tables) {
            if (isView(table)) {
                rows.add(MetadataShape.TABLES.row(
                        null, MAIN, table.name(), TYPE, remarks(table), null, null, null, null, null));
            }
        }
    }

    private static boolean isView(TableInfo table) {
        return table.definition().view().isPresent();
    }

    /** A view for people, such as {@code rows of app; key pk, sk} or {@code child of orders; key pk, sk, line}. */
    private String remarks(TableInfo table) {
        Optional<ViewForm> view = engine.formOf(table);
        if (view.isEmpty()) {
            return "no longer works; " + table.definition().view().orElseThrow();
        }
        String what = view.get()
                .parent()
                .map(parent -> "child of " + parent.name())
                .or(() -> view.get().table().map(base -> "rows of " + base))
                .orElse("view");
        return what
                + (view.get().key().isEmpty()
                        ? ""
                        : "; key " + String.join(", ", view.get().key()));
    }

    /** The rows of {@code getColumns} for a table, if it is a view. */
    void addColumns(List<Value[]> rows, TableInfo table, NamePattern names) {
        if (!isView(table)) {
            return;
        }
        engine.describe(table).ifPresent(view -> {
            Map<String, Optional<TableColumns>> bases = new HashMap<>();
            int ordinal = 0;
            for (ResultColumn column : view.columns()) {
                ordinal++;
                if (names.matches(column.label())) {
                    Optional<TableColumns> base = column.table()
                            .flatMap(name -> bases.computeIfAbsent(name, same -> tables.named(same).stream()
                                    .findFirst()
                                    .flatMap(tables::columns)));
                    rows.add(columnRow(view, column, ordinal, remarks(view, column, base)));
                }
            }
        });
    }

    /** Where a column comes from, and what there is of it, such as {@code attribute total of app; 50% of 2 items: N 1}. */
    private static String remarks(ViewDescription view, ResultColumn column, Optional<TableColumns> base) {
        if (isComputed(column)) {
            boolean counts =
                    view.form().parent().isPresent() && view.form().key().contains(column.label());
            return counts ? "position in the list" : "computed";
        }
        String attribute = column.attribute().orElseThrow();
        return "attribute " + attribute + " of " + column.table().orElseThrow()
                + base.flatMap(columns -> columns.find(attribute))
                        .map(found -> "; " + found.remarks())
                        .orElse("");
    }

    private static boolean isComputed(ResultColumn column) {
        return column.table().isEmpty() || column.attribute().isEmpty();
    }

    private static Value[] columnRow(ViewDescription view, ResultColumn column, int ordinal, String remarks) {
        JdbcType type = JdbcType.of(column.type());
        boolean text = type == JdbcType.VARCHAR || type == JdbcType.VARBINARY;
        boolean nullable = column.nullable() && !view.form().key().contains(column.label());
        return MetadataShape.COLUMNS.row(
                null,
                MAIN,
                view.form().name(),
                column.label(),
                type.code(),
                type.name(),
                type.precision(),
                null,
                type.isNumeric() || type.isTemporal() ? type.scale() : null,
                type.isNumeric() ? 10 : null,
                nullable ? DatabaseMetaData.columnNullable : DatabaseMetaData.columnNoNulls,
                remarks,
                null,
                null,
                null,
                text ? type.precision() : null,
                ordinal,
                nullable ? "YES" : "NO",
                null,
                null,
                null,
                null,
                "NO",
                // Tools leave such columns out of what they write.
                isComputed(column) ? "YES" : "NO");
    }

    /** The rows of {@code getBestRowIdentifier} for a table, if it is a view that shows a key; in the order of the key. */
    void addRowIdentifier(List<Value[]> rows, TableInfo table) {
        if (!isView(table)) {
            return;
        }
        engine.describe(table).ifPresent(view -> {
            for (String label : view.form().key()) {
                ResultColumn column = view.columns().stream()
                        .filter(each -> each.label().equals(label))
                        .findFirst()
                        .orElseThrow();
                JdbcType type = JdbcType.of(column.type());
                rows.add(MetadataShape.ROW_IDENTIFIERS.row(
                        DatabaseMetaData.bestRowSession,
                        label,
                        type.code(),
                        type.name(),
                        type.precision(),
                        null,
                        type.isNumeric() || type.isTemporal() ? type.scale() : null,
                        DatabaseMetaData.bestRowNotPseudo));
            }
        });
    }

    /** The rows of {@code getPrimaryKeys} for a table, if it is a view that shows a key; by column name. */
    void addPrimaryKey(List<Value[]> rows, TableInfo table) {
        if (!isView(table)) {
            return;
        }
        engine.formOf(table).ifPresent(view -> view.key().stream()
                .sorted()
                .forEach(column -> rows.add(MetadataShape.PRIMARY_KEYS.row(
                        null,
                        MAIN,
                        view.name(),
                        column,
                        view.key().indexOf(column) + 1,
                        IndexListing.keyName(view.name())))));
    }

    /**
     * The rows of {@code getImportedKeys} and its kin.
     *
     * @param children the tables whose parents are meant
     * @param parentPattern what the parents' names are like; {@code null} for all
     */
    void addForeignKeys(List<Value[]> rows, List<TableInfo> children, String parentPattern) {
        NamePattern parents = new NamePattern(parentPattern);
        List<ViewForm> found = new ArrayList<>();
        for (TableInfo table : children) {
            if (isView(table)) {
                engine.formOf(table)
                        .filter(view -> view.parent()
                                .filter(parent -> parents.matches(parent.name()))
                                .isPresent())
                        .ifPresent(found::add);
            }
        }
        // By parent, then by child: the order that either question asks for, as the other one of the two is fixed.
        found.sort(Comparator.comparing(
                        (ViewForm view) -> view.parent().orElseThrow().name())
                .thenComparing(ViewForm::name));
        found.forEach(view -> addForeignKey(rows, view));
    }

    private static void addForeignKey(List<Value[]> rows, ViewForm child) {
        ViewForm.Parent parent = child.parent().orElseThrow();
        for (int i = 0; i < parent.key().size(); i++) {
            rows.add(MetadataShape.FOREIGN_KEYS.row(
                    null,
                    MAIN,
                    parent.name(),
                    parent.key().get(i),
                    null,
                    MAIN,
                    child.name(),
                    parent.columns().get(i),
                    i + 1,
                    DatabaseMetaData.importedKeyNoAction,
                    // The elements are in the item, so they go with it.
                    DatabaseMetaData.importedKeyCascade,
                    "FK_" + child.name(),
                    IndexListing.keyName(parent.name()),
                    DatabaseMetaData.importedKeyNotDeferrable));
        }
    }
}
