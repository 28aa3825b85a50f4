package io.itemql.jdbc.internal.metadata;

import java.sql.DatabaseMetaData;

/**
 * What SQL may say here: one answer a method. Procedures, catalogs and users are what there is not.
 */
interface SupportedSyntax extends DatabaseMetaData {
    @Override
    default boolean supportsMixedCaseIdentifiers() {
        return true;
    }

    @Override
    default boolean supportsMixedCaseQuotedIdentifiers() {
        return true;
    }

    @Override
    default boolean supportsAlterTableWithAddColumn() {
        return true;
    }

    @Override
    default boolean supportsAlterTableWithDropColumn() {
        return true;
    }

    @Override
    default boolean supportsColumnAliasing() {
        return true;
    }

    @Override
    default boolean supportsTableCorrelationNames() {
        return true;
    }

    @Override
    default boolean supportsDifferentTableCorrelationNames() {
        return false;
    }

    @Override
    default boolean supportsExpressionsInOrderBy() {
        return true;
    }

    @Override
    default boolean supportsOrderByUnrelated() {
        return true;
    }

    @Override
    default boolean supportsGroupBy() {
        return true;
    }

    @Override
    default boolean supportsGroupByUnrelated() {
        return true;
    }

    @Override
    default boolean supportsGroupByBeyondSelect() {
        return true;
    }

    @Override
    default boolean supportsLikeEscapeClause() {
        return true;
    }

    @Override
    default boolean supportsMultipleResultSets() {
        return false;
    }

    @Override
    default boolean supportsMultipleTransactions() {
        return true;
    }

    @Override
    default boolean supportsNonNullableColumns() {
        return true;
    }

    @Override
    default boolean supportsMinimumSQLGrammar() {
        return true;
    }

    @Override
    default boolean supportsCoreSQLGrammar() {
        return true;
    }

    @Override
    default boolean supportsExtendedSQLGrammar() {
        return false;
    }

    @Override
    default boolean supportsANSI92EntryLevelSQL() {
        return true;
    }

    @Override
    default boolean supportsANSI92IntermediateSQL() {
        return false;
    }

    @Override
    default boolean supportsANSI92FullSQL() {
        return false;
    }

    @Override
    default boolean supportsIntegrityEnhancementFacility() {
        return false;
    }

    @Override
    default boolean supportsOuterJoins() {
        return true;
    }

    @Override
    default boolean supportsFullOuterJoins() {
        return true;
    }

    @Override
    default boolean supportsLimitedOuterJoins() {
        return true;
    }

    @Override
    default boolean supportsSchemasInDataManipulation() {
        return true;
    }

    @Override
    default boolean supportsSchemasInProcedureCalls() {
        return false;
    }

    @Override
    default boolean supportsSchemasInTableDefinitions() {
        return true;
    }

    @Override
    default boolean supportsSchemasInIndexDefinitions() {
        return true;
    }

    @Override
    default boolean supportsSchemasInPrivilegeDefinitions() {
        return false;
    }

    @Override
    default boolean supportsCatalogsInDataManipulation() {
        return false;
    }

    @Override
    default boolean supportsCatalogsInProcedureCalls() {
        return false;
    }

    @Override
    default boolean supportsCatalogsInTableDefinitions() {
        return false;
    }

    @Override
    default boolean supportsCatalogsInIndexDefinitions() {
        return false;
    }

    @Override
    default boolean supportsCatalogsInPrivilegeDefinitions() {
        return false;
    }

    @Override
    default boolean supportsPositionedDelete() {
        return false;
    }

    @Override
    default boolean supportsPositionedUpdate() {
        return false;
    }

    @Override
    default boolean supportsSelectForUpdate() {
        return false;
    }

    @Override
    default boolean supportsStoredProcedures() {
        return false;
    }

    @Override
    default boolean supportsSubqueriesInComparisons() {
        return true;
    }

    @Override
    default boolean supportsSubqueriesInExists() {
        return true;
    }

    @Override
    default boolean supportsSubqueriesInIns() {
        return true;
    }

    @Override
    default boolean supportsSubqueriesInQuantifieds() {
        return true;
    }

    @Override
    default boolean supportsCorrelatedSubqueries() {
        return true;
    }

    @Override
    default boolean supportsUnion() {
        return true;
    }

    @Override
    default boolean supportsUnionAll() {
        return true;
    }

    @Override
    default boolean supportsOpenCursorsAcrossCommit() {
        return true;
    }

    @Override
    default boolean supportsOpenCursorsAcrossRollback() {
        return true;
    }

    @Override
    default boolean supportsOpenStatementsAcrossCommit() {
        return true;
    }

    @Override
    default boolean supportsOpenStatementsAcrossRollback() {
        return true;
    }

    @Override
    default boolean supportsTransactions() {
        return true;
    }

    @Override
    default boolean supportsDataDefinitionAndDataManipulationTransactions() {
        return false;
    }

    @Override
    default boolean supportsDataManipulationTransactionsOnly() {
        return true;
    }

    @Override
    default boolean supportsBatchUpdates() {
        return true;
    }

    @Override
    default boolean supportsSavepoints() {
        return true;
    }

    @Override
    default boolean supportsNamedParameters() {
        return false;
    }

    @Override
    default boolean supportsMultipleOpenResults() {
        return false;
    }

    @Override
    default boolean supportsGetGeneratedKeys() {
        return true;
    }

    @Override
    default boolean supportsStatementPooling() {
        return false;
    }

    @Override
    default boolean supportsStoredFunctionsUsingCallSyntax() {
        return false;
    }

    @Override
    default boolean supportsRefCursors() {
        return false;
    }

    @Override
    default boolean supportsSharding() {
        return false;
    }
}
