package io.itemql.tck.store;

import io.itemql.error.ErrorCode;
import java.util.function.BiConsumer;

/**
 * The service's limits on indexes, transactions and batches: the last number within each, the first one beyond it, and what
 * the refusal says. Constants stand in the order of what they are about.
 */
enum Limit {
    GLOBAL_INDEXES(20, 21, LimitTrial::globalIndexes, ErrorCode.INVALID_INDEX, Text.GLOBALS),
    GLOBAL_INDEXES_ADDED_LATER(20, 21, LimitTrial::globalIndexesAddedLater, ErrorCode.INVALID_INDEX, Text.GLOBALS),
    LOCAL_INDEXES(
            5,
            6,
            LimitTrial::localIndexes,
            ErrorCode.INVALID_INDEX,
            Text.PARAMETER + "Number of LocalSecondaryIndexes exceeds per-table limit of 5"),
    PROJECTED_ATTRIBUTES(
            100,
            101,
            LimitTrial::projectedAttributes,
            ErrorCode.INVALID_INDEX,
            Text.PARAMETER + "The indexes project 101 attributes by name; the per-table limit is 100"),
    PROJECTED_ATTRIBUTES_OF_ONE_INDEX(
            20,
            21,
            LimitTrial::projectedAttributesOfOneIndex,
            ErrorCode.INVALID_INDEX,
            Text.PARAMETER + "NonKeyAttributes has 21 attributes; at most 20 are allowed"),
    /** The service asks for three characters; SQL's names may be shorter. */
    SHORT_INDEX_NAME(1, 0, LimitTrial::indexName, ErrorCode.INVALID_INDEX, Text.ANY),
    LONG_INDEX_NAME(255, 256, LimitTrial::indexName, ErrorCode.INVALID_INDEX, Text.ANY),
    NAME_OF_PROJECTED_ATTRIBUTE(255, 256, LimitTrial::projectedName, ErrorCode.INVALID_INDEX, Text.ANY),
    NAME_OF_INDEX_KEY(255, 256, LimitTrial::nameOfIndexKey, ErrorCode.INVALID_KEY_SCHEMA, Text.ANY),

    PARTITION_KEY_OF_INDEX_PUT(
            2048, 2049, LimitTrial::partitionKeyOfIndexPut, ErrorCode.KEY_TOO_LONG, Text.LONG_PARTITION_KEY),
    PARTITION_KEY_OF_INDEX_UPDATED(
            2048, 2049, LimitTrial::partitionKeyOfIndexUpdated, ErrorCode.KEY_TOO_LONG, Text.LONG_PARTITION_KEY),
    SORT_KEY_OF_INDEX_PUT(1024, 1025, LimitTrial::sortKeyOfIndexPut, ErrorCode.KEY_TOO_LONG, Text.LONG_SORT_KEY),
    SORT_KEY_OF_INDEX_UPDATED(
            1024, 1025, LimitTrial::sortKeyOfIndexUpdated, ErrorCode.KEY_TOO_LONG, Text.LONG_SORT_KEY),
    SORT_KEY_OF_LOCAL_INDEX(1024, 1025, LimitTrial::sortKeyOfLocalIndex, ErrorCode.KEY_TOO_LONG, Text.LONG_SORT_KEY),
    EMPTY_INDEX_KEY_PUT(
            1,
            0,
            LimitTrial::partitionKeyOfIndexPut,
            ErrorCode.INDEX_KEY_EMPTY,
            Text.EMPTY_KEY
                    + "A value specified for a secondary index key is not supported. The AttributeValue for a key"
                    + " attribute cannot contain an empty string value. IndexName: index, IndexKey: g"),
    EMPTY_INDEX_KEY_UPDATED(
            1,
            0,
            LimitTrial::sortKeyOfIndexUpdated,
            ErrorCode.INDEX_KEY_EMPTY,
            Text.EMPTY_KEY + "The update expression attempted to update a secondary index key to a value that is not"
                    + " supported. The AttributeValue for a key attribute cannot contain an empty string value."),

    ACTIONS(100, 101, LimitTrial::actions, ErrorCode.LIMIT_EXCEEDED, Text.ACTIONS + "less than or equal to 100"),
    NO_ACTION(1, 0, LimitTrial::actions, ErrorCode.INVALID_REQUEST, Text.NO_ACTIONS),
    GETS(100, 101, LimitTrial::gets, ErrorCode.LIMIT_EXCEEDED, Text.ACTIONS + "less than or equal to 100"),
    NO_GET(1, 0, LimitTrial::gets, ErrorCode.INVALID_REQUEST, Text.NO_ACTIONS),
    ACTIONS_ON_ONE_ITEM(
            1,
            2,
            LimitTrial::actionsOnOneItem,
            ErrorCode.INVALID_REQUEST,
            "Transaction request cannot include multiple operations on one item"),
    BYTES_WRITTEN(
            4_194_304,
            4_194_305,
            LimitTrial::bytesWritten,
            ErrorCode.LIMIT_EXCEEDED,
            "The items of a transaction have 4194305 bytes; at most 4194304 are allowed"),
    BYTES_UPDATED(
            4_194_304,
            4_194_305,
            LimitTrial::bytesUpdated,
            ErrorCode.LIMIT_EXCEEDED,
            "The items of a transaction have 4194305 bytes; at most 4194304 are allowed"),
    BYTES_DELETED(
            4_194_304,
            4_194_305,
            LimitTrial::bytesDeleted,
            ErrorCode.LIMIT_EXCEEDED,
            "The items of a transaction have 4194305 bytes; at most 4194304 are allowed"),
    BYTES_CHECKED(
            4_194_304,
            4_194_305,
            LimitTrial::bytesChecked,
            ErrorCode.LIMIT_EXCEEDED,
            "The items of a transaction have 4194305 bytes; at most 4194304 are allowed"),
    BYTES_READ(
            4_194_304,
            4_194_305,
            LimitTrial::bytesRead,
            ErrorCode.LIMIT_EXCEEDED,
            "The items of a transaction have 4194305 bytes; at most 4194304 are allowed"),
    ITEM_PUT(
            409_600,
            409_601,
            LimitTrial::itemPut,
            ErrorCode.ITEM_TOO_LARGE,
            "Item size has exceeded the maximum allowed size"),
    ITEM_UPDATED(
            409_600,
            409_601,
            LimitTrial::itemUpdated,
            ErrorCode.TRANSACTION_CANCELLED,
            "Item size to update has exceeded the maximum allowed size"),
    TOKEN(36, 37, LimitTrial::token, ErrorCode.INVALID_REQUEST, Text.ANY),
    EMPTY_TOKEN(
            1,
            0,
            LimitTrial::token,
            ErrorCode.INVALID_REQUEST,
            "1 validation error detected: Value '' at 'clientRequestToken' failed to satisfy constraint: Member must have"
                    + " length greater than or equal to 1"),

    KEYS_OF_A_BATCH(
            100,
            101,
            LimitTrial::keysOfABatch,
            ErrorCode.LIMIT_EXCEEDED,
            "1 validation error detected: Value at 'RequestItems.table.member.Keys' failed to satisfy constraint: Member"
                    + " must have length less than or equal to 100"),
    WRITES_OF_A_BATCH(
            25,
            26,
            LimitTrial::writesOfABatch,
            ErrorCode.LIMIT_EXCEEDED,
            "1 validation error detected: Value '{...}' at 'requestItems' failed to satisfy constraint: Map value must"
                    + " satisfy constraint: [Member must have length less than or equal to 25, Member must have length"
                    + " greater than or equal to 1]");

    /** Texts that several limits share. */
    static final class Text {
        /** The text holds what was given, so only the code is compared. */
        static final String ANY = "";

        private static final String PARAMETER = "One or more parameter values were invalid: ";
        private static final String EMPTY_KEY = "One or more parameter values are not valid. ";
        private static final String GLOBALS =
                PARAMETER + "GlobalSecondaryIndex count exceeds the per-table limit of 20";
        private static final String LONG_PARTITION_KEY =
                PARAMETER + "Size of hashkey has exceeded the maximum size limit of2048 bytes";
        private static final String LONG_SORT_KEY =
                PARAMETER + "Aggregated size of all range keys has exceeded the size limit of 1024 bytes";
        private static final String ACTIONS =
                "1 validation error detected: Value '[...]' at 'transactItems' failed to satisfy constraint: Member must"
                        + " have length ";
        private static final String NO_ACTIONS =
                "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have"
                        + " length greater than or equal to 1";

        private Text() {}
    }

    private final int within;
    private final int beyond;
    /** A reference to a method, so nothing that could change. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final BiConsumer<LimitTrial, Integer> trial;

    private final ErrorCode code;
    private final String message;

    Limit(int within, int beyond, BiConsumer<LimitTrial, Integer> trial, ErrorCode code, String message) {
        this.within = within;
        this.beyond = beyond;
        this.trial = trial;
        this.code = code;
        this.message = message;
    }

    void tryWithin(LimitTrial on) {
        trial.accept(on, within);
    }

    void tryBeyond(LimitTrial on) {
        trial.accept(on, beyond);
    }

    ErrorCode code() {
        return code;
    }

    /** What the refusal says; empty if that depends on what was given. */
    String message() {
        return message;
    }
}
