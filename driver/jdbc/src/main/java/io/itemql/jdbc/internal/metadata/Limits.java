package io.itemql.jdbc.internal.metadata;

import io.itemql.sql.SqlEngine;
import java.sql.DatabaseMetaData;

/**
 * The limits of names, statements and items; 0 is no limit, or none that is known.
 */
interface Limits extends DatabaseMetaData {
    @Override
    default int getMaxBinaryLiteralLength() {
        return 409_600;
    }

    @Override
    default int getMaxCharLiteralLength() {
        return 409_600;
    }

    @Override
    default int getMaxColumnNameLength() {
        return 65_535;
    }

    @Override
    default int getMaxColumnsInGroupBy() {
        return 0;
    }

    @Override
    default int getMaxColumnsInIndex() {
        return 2;
    }

    @Override
    default int getMaxColumnsInOrderBy() {
        return 0;
    }

    @Override
    default int getMaxColumnsInSelect() {
        return 0;
    }

    @Override
    default int getMaxColumnsInTable() {
        return 0;
    }

    @Override
    default int getMaxConnections() {
        return 0;
    }

    @Override
    default int getMaxCursorNameLength() {
        return 0;
    }

    @Override
    default int getMaxIndexLength() {
        return 0;
    }

    @Override
    default int getMaxSchemaNameLength() {
        return 6;
    }

    @Override
    default int getMaxProcedureNameLength() {
        return 0;
    }

    @Override
    default int getMaxCatalogNameLength() {
        return 0;
    }

    @Override
    default int getMaxRowSize() {
        return 409_600;
    }

    @Override
    default int getMaxStatementLength() {
        return SqlEngine.STATEMENT_LENGTH_MAX;
    }

    @Override
    default int getMaxStatements() {
        return 0;
    }

    @Override
    default int getMaxTableNameLength() {
        return 255;
    }

    @Override
    default int getMaxTablesInSelect() {
        return 0;
    }

    @Override
    default int getMaxUserNameLength() {
        return 0;
    }
}
