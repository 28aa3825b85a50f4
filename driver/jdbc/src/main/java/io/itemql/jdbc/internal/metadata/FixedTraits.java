package io.itemql.jdbc.internal.metadata;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;

/**
 * How the database behaves: one answer a method.
 */
interface FixedTraits extends DatabaseMetaData {
    @Override
    default boolean allProceduresAreCallable() {
        return false;
    }

    @Override
    default boolean allTablesAreSelectable() {
        return true;
    }

    @Override
    default boolean nullsAreSortedHigh() {
        return true;
    }

    @Override
    default boolean nullsAreSortedLow() {
        return false;
    }

    @Override
    default boolean nullsAreSortedAtStart() {
        return false;
    }

    @Override
    default boolean nullsAreSortedAtEnd() {
        return false;
    }

    @Override
    default boolean usesLocalFilePerTable() {
        return false;
    }

    @Override
    default boolean storesUpperCaseIdentifiers() {
        return false;
    }

    @Override
    default boolean storesLowerCaseIdentifiers() {
        return false;
    }

    @Override
    default boolean storesMixedCaseIdentifiers() {
        return false;
    }

    @Override
    default boolean storesUpperCaseQuotedIdentifiers() {
        return false;
    }

    @Override
    default boolean storesLowerCaseQuotedIdentifiers() {
        return false;
    }

    @Override
    default boolean storesMixedCaseQuotedIdentifiers() {
        return false;
    }

    @Override
    default boolean nullPlusNonNullIsNull() {
        return true;
    }

    @Override
    default boolean isCatalogAtStart() {
        return true;
    }

    @Override
    default boolean doesMaxRowSizeIncludeBlobs() {
        return true;
    }

    @Override
    default boolean dataDefinitionCausesTransactionCommit() {
        return true;
    }

    @Override
    default boolean dataDefinitionIgnoredInTransactions() {
        return false;
    }

    @Override
    default boolean ownUpdatesAreVisible(int type) {
        return type != ResultSet.TYPE_SCROLL_SENSITIVE;
    }

    @Override
    default boolean ownDeletesAreVisible(int type) {
        return type != ResultSet.TYPE_SCROLL_SENSITIVE;
    }

    @Override
    default boolean ownInsertsAreVisible(int type) {
        return false;
    }

    @Override
    default boolean othersUpdatesAreVisible(int type) {
        return false;
    }

    @Override
    default boolean othersDeletesAreVisible(int type) {
        return false;
    }

    @Override
    default boolean othersInsertsAreVisible(int type) {
        return false;
    }

    @Override
    default boolean updatesAreDetected(int type) {
        return type != ResultSet.TYPE_SCROLL_SENSITIVE;
    }

    @Override
    default boolean deletesAreDetected(int type) {
        return type != ResultSet.TYPE_SCROLL_SENSITIVE;
    }

    @Override
    default boolean insertsAreDetected(int type) {
        return false;
    }

    @Override
    default boolean locatorsUpdateCopy() {
        return true;
    }

    @Override
    default boolean autoCommitFailureClosesAllResultSets() {
        return false;
    }

    @Override
    default boolean generatedKeyAlwaysReturned() {
        return false;
    }
}
