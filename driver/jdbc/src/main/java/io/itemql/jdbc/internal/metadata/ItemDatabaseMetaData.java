package io.itemql.jdbc.internal.metadata;

import io.itemql.error.ErrorCode;
import io.itemql.item.Value;
import io.itemql.jdbc.internal.failure.SqlExceptions;
import io.itemql.jdbc.internal.result.ColumnDescription;
import io.itemql.jdbc.internal.result.Unwrapping;
import io.itemql.jdbc.internal.statement.Session;
import io.itemql.jdbc.internal.value.JdbcType;
import io.itemql.sql.table.TableColumn;
import io.itemql.sql.table.TableColumns;
import io.itemql.store.IndexInfo;
import io.itemql.store.TableInfo;
import io.itemql.store.TableStatistics;
import io.itemql.store.system.SystemTable;
import io.itemql.table.ColumnType;
import io.itemql.table.KeyAttribute;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What there is: no catalogs, the schema {@code main}, its tables with exact columns, the schema {@code system}. Names may be patterns everywhere,
 * also where JDBC asks for an exact name; an exact name wins. Questions that have no answer here give result sets with
 * all their columns and no rows.
 */
public final class ItemDatabaseMetaData implements SupportedSyntax, FixedTraits, Limits, Vocabulary, Unwrapping {
    private static final String MAIN = ColumnDescription.MAIN_SCHEMA;
    private static final String TABLE = "TABLE";
    private static final String VIEW = ViewListing.TYPE;
    private static final String SYSTEM_TABLE = "SYSTEM TABLE";
    private static final List<String> TABLE_TYPES = List.of(SYSTEM_TABLE, TABLE, VIEW);

    private final String url;
    private final Session session;

    /** The metadata of a session that was opened with a URL. */
    public ItemDatabaseMetaData(String url, Session session) {
        this.url = url;
        this.session = session;
    }

    /** The rows of one question, made while the store is open. */
    @FunctionalInterface
    private interface Rows {
        void addTo(List<Value[]> rows);
    }

    private ResultSet answer(MetadataShape shape, Rows maker) throws SQLException {
        session.checkOpen();
        try {
            List<Value[]> rows = new ArrayList<>();
            maker.addTo(rows);
            return shape.of(rows);
        } catch (RuntimeException | Error e) {
            throw SqlExceptions.translate(e);
        }
    }

    private ResultSet nothing(MetadataShape shape) throws SQLException {
        session.checkOpen();
        return shape.none();
    }

    private ViewListing views() {
        return new ViewListing(session.engine());
    }

    private TableListing tables() {
        return new TableListing(session.lease().store());
    }

    // ---- who and where

    @Override
    public String getURL() {
        return url;
    }

    @Override
    public String getUserName() {
        return "";
    }

    @Override
    public boolean isReadOnly() {
        return session.options().readOnly();
    }

    @Override
    public boolean usesLocalFiles() {
        return session.lease().address().scheme().equals("file");
    }

    @Override
    public Connection getConnection() throws SQLException {
        session.checkOpen();
        return session.connection();
    }

    // ---- tables and columns

    @Override
    public ResultSet getCatalogs() throws SQLException {
        return nothing(MetadataShape.CATALOGS);
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        return getSchemas(null, null);
    }

    @Override
    public ResultSet getSchemas(String catalog, String schemaPattern) throws SQLException {
        return answer(MetadataShape.SCHEMAS, rows -> {
            if (TableListing.includesMain(catalog, schemaPattern)) {
                rows.add(MetadataShape.SCHEMAS.row(MAIN, null));
            }
            if (TableListing.includesSystem(catalog, schemaPattern)) {
                rows.add(MetadataShape.SCHEMAS.row(SystemTable.SCHEMA, null));
            }
        });
    }

    @Override
    public ResultSet getTableTypes() throws SQLException {
        return answer(
                MetadataShape.TABLE_TYPES,
                rows -> TABLE_TYPES.forEach(type -> rows.add(MetadataShape.TABLE_TYPES.row(type))));
    }

    @Override
    public ResultSet getTables(String catalog, String schemaPattern, String namePattern, String[] types)
            throws SQLException {
        boolean wanted = types == null || Arrays.asList(types).contains(TABLE);
        boolean wantsViews = types == null || Arrays.asList(types).contains(VIEW);
        boolean wantsSystem = types == null || Arrays.asList(types).contains(SYSTEM_TABLE);
        return answer(MetadataShape.TABLES, rows -> {
            if (wantsSystem) {
                systemTables(catalog, schemaPattern, namePattern).forEach(table -> rows.add(systemTableRow(table)));
            }
            if (wanted && TableListing.includesMain(catalog, schemaPattern)) {
                for (TableInfo table : tables().like(namePattern)) {
                    tables().statistics(table).ifPresent(statistics -> rows.add(tableRow(table, statistics)));
                }
            }
            if (wantsViews && TableListing.includesMain(catalog, schemaPattern)) {
                views().addTables(rows, tables().like(namePattern));
            }
        });
    }

    private List<SystemTable> systemTables(String catalog, String schemaPattern, String namePattern) {
        return TableListing.includesSystem(catalog, schemaPattern)
                ? TableListing.like(session.engine().systemTables(), namePattern)
                : List.of();
    }

    private static Value[] systemTableRow(SystemTable table) {
        return MetadataShape.TABLES.row(
                null, SystemTable.SCHEMA, table.name(), SYSTEM_TABLE, table.remarks(), null, null, null, null, null);
    }

    private static Value[] tableRow(TableInfo table, TableStatistics statistics) {
        return MetadataShape.TABLES.row(
                null, MAIN, table.name(), TABLE, remarks(table, statistics), null, null, null, null, null);
    }

    /** The table for people, such as {@code partition key userId (S), sort key email (S); 3 items, 70 bytes}. */
    private static String remarks(TableInfo table, TableStatistics statistics) {
        KeyAttribute partitionKey = table.definition().keys().partitionKey();
        StringBuilder text = new StringBuilder();
        if (table.definition().generatedKey()) {
            text.append("hidden generated key ").append(partitionKey.name());
        } else {
            text.append("partition key ")
                    .append(partitionKey.name())
                    .append(" (")
                    .append(partitionKey.type());
            text.append(')');
        }
        table.definition().keys().sortKey().ifPresent(key -> text.append(", sort key ")
                .append(key.name())
                .append(" (")
                .append(key.type())
                .append(')'));
        long items = statistics.itemCount();
        text.append("; ").append(items).append(items == 1 ? " item, " : " items, ");
        text.append(statistics.itemBytes()).append(" bytes");
        for (IndexInfo index : table.indexes()) {
            text.append("; ").append(IndexListing.remarks(index));
        }
        return text.toString();
    }

    @Override
    public ResultSet getColumns(String catalog, String schemaPattern, String tablePattern, String columnPattern)
            throws SQLException {
        NamePattern names = new NamePattern(columnPattern);
        return answer(MetadataShape.COLUMNS, rows -> {
            if (TableListing.includesMain(catalog, schemaPattern)) {
                for (TableInfo table : tables().like(tablePattern)) {
                    tables().columns(table).ifPresent(columns -> addColumns(rows, columns, names));
                    views().addColumns(rows, table, names);
                }
            }
            systemTables(catalog, schemaPattern, tablePattern)
                    .forEach(table -> addColumns(rows, TableColumns.ofSystem(table), names));
        });
    }

    private static void addColumns(List<Value[]> rows, TableColumns columns, NamePattern names) {
        for (TableColumn column : columns.visible()) {
            if (names.matches(column.name())) {
                rows.add(columnRow(columns, column));
            }
        }
    }

    private static Value[] columnRow(TableColumns table, TableColumn column) {
        boolean system = table.system().isPresent();
        JdbcType type = JdbcType.of(column.type());
        boolean text = type == JdbcType.VARCHAR || type == JdbcType.VARBINARY;
        return MetadataShape.COLUMNS.row(
                null,
                system ? SystemTable.SCHEMA : MAIN,
                system ? table.system().get().name() : table.table().name(),
                column.name(),
                type.code(),
                type.name(),
                type.precision(),
                null,
                digits(type),
                type.isNumeric() ? 10 : null,
                column.nullable() ? columnNullable : columnNoNulls,
                system ? null : column.remarks(),
                null,
                null,
                null,
                text ? type.precision() : null,
                column.ordinal(),
                column.nullable() ? "YES" : "NO",
                null,
                null,
                null,
                null,
                "NO",
                "NO");
    }

    private static Integer digits(JdbcType type) {
        return type.isNumeric() || type.isTemporal() ? type.scale() : null;
    }

    /** The columns that {@code SELECT *} does not show: the whole item, and a generated key. */
    @Override
    public ResultSet getPseudoColumns(String catalog, String schemaPattern, String tablePattern, String columnPattern)
            throws SQLException {
        NamePattern names = new NamePattern(columnPattern);
        return answer(MetadataShape.PSEUDO_COLUMNS, rows -> {
            if (TableListing.includesMain(catalog, schemaPattern)) {
                for (TableInfo table : tables().like(tablePattern)) {
                    tables().columns(table).ifPresent(columns -> addPseudoColumns(rows, columns, names));
                }
            }
        });
    }

    private static void addPseudoColumns(List<Value[]> rows, TableColumns columns, NamePattern names) {
        for (String name : columns.names()) {
            TableColumn column = columns.find(name).orElseThrow();
            if (column.ordinal() == 0 && names.matches(name)) {
                JdbcType type = JdbcType.of(column.type());
                rows.add(MetadataShape.PSEUDO_COLUMNS.row(
                        null,
                        MAIN,
                        columns.table().name(),
                        name,
                        type.code(),
                        type.precision(),
                        digits(type),
                        type.isNumeric() ? 10 : null,
                        "NO_USAGE_RESTRICTIONS",
                        column.remarks(),
                        type == JdbcType.VARCHAR ? type.precision() : null,
                        column.nullable() ? "YES" : "NO"));
            }
        }
    }

    // ---- keys and indexes

    @Override
    public ResultSet getPrimaryKeys(String catalog, String schema, String table) throws SQLException {
        return answer(MetadataShape.PRIMARY_KEYS, rows -> {
            if (TableListing.includesMain(catalog, schema)) {
                for (TableInfo found : tables().named(table)) {
                    IndexListing.addPrimaryKey(rows, found);
                    views().addPrimaryKey(rows, found);
                }
            }
        });
    }

    @Override
    public ResultSet getIndexInfo(String catalog, String schema, String table, boolean unique, boolean approximate)
            throws SQLException {
        return answer(MetadataShape.INDEX_INFO, rows -> {
            if (TableListing.includesMain(catalog, schema)) {
                for (TableInfo found : tables().named(table)) {
                    tables().columns(found).ifPresent(columns -> IndexListing.add(rows, columns, unique));
                }
            }
        });
    }

    @Override
    public ResultSet getBestRowIdentifier(String catalog, String schema, String table, int scope, boolean nullable)
            throws SQLException {
        if (scope != bestRowTemporary && scope != bestRowTransaction && scope != bestRowSession) {
            throw SqlExceptions.of(ErrorCode.INVALID_JDBC_ARGUMENT, scope + " is no scope of a row identifier");
        }
        return answer(MetadataShape.ROW_IDENTIFIERS, rows -> {
            if (TableListing.includesMain(catalog, schema)) {
                for (TableInfo found : tables().named(table)) {
                    tables().columns(found).ifPresent(columns -> addRowIdentifier(rows, columns));
                    views().addRowIdentifier(rows, found);
                }
            }
        });
    }

    private static void addRowIdentifier(List<Value[]> rows, TableColumns columns) {
        for (KeyAttribute part : columns.table().definition().keys().attributes()) {
            TableColumn column = columns.find(part.name()).orElseThrow();
            JdbcType type = JdbcType.of(column.type());
            rows.add(MetadataShape.ROW_IDENTIFIERS.row(
                    bestRowSession,
                    part.name(),
                    type.code(),
                    type.name(),
                    type.precision(),
                    null,
                    digits(type),
                    column.ordinal() == 0 ? bestRowPseudo : bestRowNotPseudo));
        }
    }

    // ---- types

    @Override
    public ResultSet getTypeInfo() throws SQLException {
        return answer(MetadataShape.TYPE_INFO, rows -> Arrays.stream(ColumnType.values())
                .map(JdbcType::of)
                .sorted(Comparator.comparingInt(JdbcType::code))
                .forEach(type -> rows.add(typeRow(type))));
    }

    private static Value[] typeRow(JdbcType type) {
        return MetadataShape.TYPE_INFO.row(
                type.name(),
                type.code(),
                type.precision(),
                type.literalPrefix(),
                type.literalSuffix(),
                null,
                typeNullable,
                type == JdbcType.VARCHAR,
                typeSearchable,
                !type.isNumeric(),
                false,
                false,
                type.name(),
                0,
                type.scale(),
                null,
                null,
                type.isNumeric() ? 10 : null);
    }

    @Override
    public ResultSet getClientInfoProperties() throws SQLException {
        return answer(MetadataShape.CLIENT_INFO, rows -> {
            for (String name : CLIENT_INFO_NAMES) {
                rows.add(MetadataShape.CLIENT_INFO.row(name, 0, null, "kept for those who ask"));
            }
        });
    }

    // ---- what there is not

    @Override
    public ResultSet getProcedures(String catalog, String schema, String name) throws SQLException {
        return nothing(MetadataShape.PROCEDURES);
    }

    @Override
    public ResultSet getProcedureColumns(String catalog, String schema, String name, String column)
            throws SQLException {
        return nothing(MetadataShape.PROCEDURE_COLUMNS);
    }

    @Override
    public ResultSet getColumnPrivileges(String catalog, String schema, String table, String column)
            throws SQLException {
        return nothing(MetadataShape.COLUMN_PRIVILEGES);
    }

    @Override
    public ResultSet getTablePrivileges(String catalog, String schema, String table) throws SQLException {
        return nothing(MetadataShape.TABLE_PRIVILEGES);
    }

    @Override
    public ResultSet getVersionColumns(String catalog, String schema, String table) throws SQLException {
        return nothing(MetadataShape.ROW_IDENTIFIERS);
    }

    @Override
    public ResultSet getImportedKeys(String catalog, String schema, String table) throws SQLException {
        return getCrossReference(null, null, null, catalog, schema, table);
    }

    @Override
    public ResultSet getExportedKeys(String catalog, String schema, String table) throws SQLException {
        return getCrossReference(catalog, schema, table, null, null, null);
    }

    /** Child views name the rows that they hang on; nothing else in a store of items does. */
    @Override
    public ResultSet getCrossReference(
            String parentCatalog,
            String parentSchema,
            String parentTable,
            String foreignCatalog,
            String foreignSchema,
            String foreignTable)
            throws SQLException {
        return answer(MetadataShape.FOREIGN_KEYS, rows -> {
            if (TableListing.includesMain(parentCatalog, parentSchema)
                    && TableListing.includesMain(foreignCatalog, foreignSchema)) {
                views().addForeignKeys(rows, tables().named(foreignTable), parentTable);
            }
        });
    }

    @Override
    public ResultSet getUDTs(String catalog, String schema, String name, int[] types) throws SQLException {
        return nothing(MetadataShape.USER_TYPES);
    }

    @Override
    public ResultSet getSuperTypes(String catalog, String schema, String name) throws SQLException {
        return nothing(MetadataShape.SUPER_TYPES);
    }

    @Override
    public ResultSet getSuperTables(String catalog, String schema, String name) throws SQLException {
        return nothing(MetadataShape.SUPER_TABLES);
    }

    @Override
    public ResultSet getAttributes(String catalog, String schema, String type, String attribute) throws SQLException {
        return nothing(MetadataShape.ATTRIBUTES);
    }

    @Override
    public ResultSet getFunctions(String catalog, String schema, String name) throws SQLException {
        return answer(MetadataShape.FUNCTIONS, rows -> {
            if (TableListing.includesMain(catalog, schema)) {
                FunctionListing.addFunctions(rows, new NamePattern(name));
            }
        });
    }

    @Override
    public ResultSet getFunctionColumns(String catalog, String schema, String name, String column) throws SQLException {
        return answer(MetadataShape.FUNCTION_COLUMNS, rows -> {
            if (TableListing.includesMain(catalog, schema)) {
                FunctionListing.addColumns(rows, new NamePattern(name), new NamePattern(column));
            }
        });
    }

    // ---- results

    @Override
    public boolean supportsResultSetType(int type) {
        return type == ResultSet.TYPE_FORWARD_ONLY || type == ResultSet.TYPE_SCROLL_INSENSITIVE;
    }

    @Override
    public boolean supportsResultSetConcurrency(int type, int concurrency) {
        return supportsResultSetType(type)
                && (concurrency == ResultSet.CONCUR_READ_ONLY || concurrency == ResultSet.CONCUR_UPDATABLE);
    }

    @Override
    public boolean supportsResultSetHoldability(int holdability) {
        return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public int getResultSetHoldability() {
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public int getDefaultTransactionIsolation() {
        return Connection.TRANSACTION_REPEATABLE_READ;
    }

    @Override
    public boolean supportsTransactionIsolationLevel(int level) {
        return level == Connection.TRANSACTION_REPEATABLE_READ || level == Connection.TRANSACTION_SERIALIZABLE;
    }

    @Override
    public boolean supportsConvert() {
        return true;
    }

    /** CAST takes any value to any type it can be read as. */
    @Override
    public boolean supportsConvert(int from, int to) {
        return isColumnType(from) && isColumnType(to);
    }

    private static boolean isColumnType(int code) {
        return Arrays.stream(ColumnType.values())
                .anyMatch(type -> JdbcType.of(type).code() == code);
    }

    @Override
    public RowIdLifetime getRowIdLifetime() {
        return RowIdLifetime.ROWID_UNSUPPORTED;
    }

    @Override
    public int getSQLStateType() {
        return DatabaseMetaData.sqlStateSQL;
    }
}
