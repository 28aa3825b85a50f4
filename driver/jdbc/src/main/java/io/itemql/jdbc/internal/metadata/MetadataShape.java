package io.itemql.jdbc.internal.metadata;

import io.itemql.item.BoolValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.jdbc.internal.result.ColumnDescription;
import io.itemql.jdbc.internal.result.ColumnSet;
import io.itemql.jdbc.internal.result.ItemResultSet;
import io.itemql.jdbc.internal.value.JdbcType;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/**
 * The result sets of {@code DatabaseMetaData}: their columns in JDBC's order. A colon and a letter behind a name tell
 * its type: {@code i} INTEGER, {@code s} SMALLINT, {@code l} BIGINT, {@code b} BOOLEAN; the others are VARCHAR.
 *
 * <p>Source: the Javadoc of {@link java.sql.DatabaseMetaData} of Java 17.
 */
enum MetadataShape {
    PROCEDURES("PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME RESERVED_1 RESERVED_2 RESERVED_3 REMARKS PROCEDURE_TYPE:s"
            + " SPECIFIC_NAME"),
    PROCEDURE_COLUMNS("PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME COLUMN_NAME COLUMN_TYPE:s DATA_TYPE:i TYPE_NAME"
            + " PRECISION:i LENGTH:i SCALE:s RADIX:s NULLABLE:s REMARKS COLUMN_DEF SQL_DATA_TYPE:i SQL_DATETIME_SUB:i"
            + " CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i IS_NULLABLE SPECIFIC_NAME"),
    TABLES("TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME"
            + " SELF_REFERENCING_COL_NAME REF_GENERATION"),
    SCHEMAS("TABLE_SCHEM TABLE_CATALOG"),
    CATALOGS("TABLE_CAT"),
    TABLE_TYPES("TABLE_TYPE"),
    COLUMNS("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:i TYPE_NAME COLUMN_SIZE:i BUFFER_LENGTH:i"
            + " DECIMAL_DIGITS:i NUM_PREC_RADIX:i NULLABLE:i REMARKS COLUMN_DEF SQL_DATA_TYPE:i SQL_DATETIME_SUB:i"
            + " CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE"
            + " SOURCE_DATA_TYPE:s IS_AUTOINCREMENT IS_GENERATEDCOLUMN"),
    COLUMN_PRIVILEGES("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE"),
    TABLE_PRIVILEGES("TABLE_CAT TABLE_SCHEM TABLE_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE"),
    ROW_IDENTIFIERS("SCOPE:s COLUMN_NAME DATA_TYPE:i TYPE_NAME COLUMN_SIZE:i BUFFER_LENGTH:i DECIMAL_DIGITS:s"
            + " PSEUDO_COLUMN:s"),
    PRIMARY_KEYS("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ:s PK_NAME"),
    FOREIGN_KEYS("PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME FKTABLE_CAT FKTABLE_SCHEM FKTABLE_NAME"
            + " FKCOLUMN_NAME KEY_SEQ:s UPDATE_RULE:s DELETE_RULE:s FK_NAME PK_NAME DEFERRABILITY:s"),
    TYPE_INFO("TYPE_NAME DATA_TYPE:i PRECISION:i LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS NULLABLE:s"
            + " CASE_SENSITIVE:b SEARCHABLE:s UNSIGNED_ATTRIBUTE:b FIXED_PREC_SCALE:b AUTO_INCREMENT:b"
            + " LOCAL_TYPE_NAME MINIMUM_SCALE:s MAXIMUM_SCALE:s SQL_DATA_TYPE:i SQL_DATETIME_SUB:i NUM_PREC_RADIX:i"),
    INDEX_INFO("TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE:b INDEX_QUALIFIER INDEX_NAME TYPE:s ORDINAL_POSITION:s"
            + " COLUMN_NAME ASC_OR_DESC CARDINALITY:l PAGES:l FILTER_CONDITION"),
    USER_TYPES("TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE:i REMARKS BASE_TYPE:s"),
    SUPER_TYPES("TYPE_CAT TYPE_SCHEM TYPE_NAME SUPERTYPE_CAT SUPERTYPE_SCHEM SUPERTYPE_NAME"),
    SUPER_TABLES("TABLE_CAT TABLE_SCHEM TABLE_NAME SUPERTABLE_NAME"),
    ATTRIBUTES("TYPE_CAT TYPE_SCHEM TYPE_NAME ATTR_NAME DATA_TYPE:i ATTR_TYPE_NAME ATTR_SIZE:i DECIMAL_DIGITS:i"
            + " NUM_PREC_RADIX:i NULLABLE:i REMARKS ATTR_DEF SQL_DATA_TYPE:i SQL_DATETIME_SUB:i CHAR_OCTET_LENGTH:i"
            + " ORDINAL_POSITION:i IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE:s"),
    CLIENT_INFO("NAME MAX_LEN:i DEFAULT_VALUE DESCRIPTION"),
    FUNCTIONS("FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE:s SPECIFIC_NAME"),
    FUNCTION_COLUMNS("FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME COLUMN_NAME COLUMN_TYPE:s DATA_TYPE:i TYPE_NAME"
            + " PRECISION:i LENGTH:i SCALE:s RADIX:s NULLABLE:s REMARKS CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i"
            + " IS_NULLABLE SPECIFIC_NAME"),
    PSEUDO_COLUMNS("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:i COLUMN_SIZE:i DECIMAL_DIGITS:i"
            + " NUM_PREC_RADIX:i COLUMN_USAGE REMARKS CHAR_OCTET_LENGTH:i IS_NULLABLE");

    // Immutable as its documentation says; there is no annotation that the compiler could see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final ColumnSet columns;

    MetadataShape(String columns) {
        List<ColumnDescription> descriptions = new ArrayList<>();
        for (String column : columns.split(" ", -1)) {
            int colon = column.indexOf(':');
            String name = colon < 0 ? column : column.substring(0, colon);
            JdbcType type =
                    switch (colon < 0 ? "" : column.substring(colon + 1)) {
                        case "i" -> JdbcType.INTEGER;
                        case "s" -> JdbcType.SMALLINT;
                        case "l" -> JdbcType.BIGINT;
                        case "b" -> JdbcType.BOOLEAN;
                        default -> JdbcType.VARCHAR;
                    };
            descriptions.add(ColumnDescription.made(name, type, true));
        }
        this.columns = new ColumnSet(descriptions);
    }

    /** Its columns, in order. */
    ColumnSet columns() {
        return columns;
    }

    /** A result set without rows. */
    ResultSet none() {
        return ItemResultSet.made(columns, List.of());
    }

    /** A result set with the given rows. */
    ResultSet of(List<Value[]> rows) {
        return ItemResultSet.made(columns, rows);
    }

    /** A row of texts, numbers, booleans and nulls, one for each column. */
    Value[] row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(name() + " has " + columns.size() + " columns, not " + cells.length);
        }
        Value[] row = new Value[cells.length];
        for (int i = 0; i < cells.length; i++) {
            row[i] = value(cells[i]);
        }
        return row;
    }

    private static Value value(Object cell) {
        if (cell == null) {
            return NullValue.NULL;
        }
        if (cell instanceof Number number) {
            return NumberValue.of(number.longValue());
        }
        return cell instanceof Boolean bool ? BoolValue.of(bool) : new StringValue((String) cell);
    }
}
