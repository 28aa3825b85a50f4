package io.itemql.sql.dynamodb.service;

import io.itemql.error.ErrorCode;

/** What the service calls a failure: the name in a response of its own, and the code within a batch. */
public enum ErrorType {
    VALIDATION("ValidationException", "ValidationError"),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", "ResourceNotFound"),
    CONDITIONAL_CHECK_FAILED("ConditionalCheckFailedException", "ConditionalCheckFailed"),
    DUPLICATE_ITEM("DuplicateItemException", "DuplicateItem"),
    TRANSACTION_CANCELED("TransactionCanceledException", "TransactionConflict"),
    TRANSACTION_CONFLICT("TransactionConflictException", "TransactionConflict"),
    IDEMPOTENT_PARAMETER_MISMATCH("IdempotentParameterMismatchException", "ValidationError"),
    TRANSACTION_IN_PROGRESS("TransactionInProgressException", "TransactionConflict"),
    ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED("ItemCollectionSizeLimitExceededException", "ItemCollectionSizeLimitExceeded"),
    INTERNAL("InternalServerError", "InternalServerError");

    private final String exceptionName;
    private final String batchCode;

    ErrorType(String exceptionName, String batchCode) {
        this.exceptionName = exceptionName;
        this.batchCode = batchCode;
    }

    /** The name of the exception, without its shape. */
    public String exceptionName() {
        return exceptionName;
    }

    /** The code of a statement's error in a batch, or of a reason why a transaction was cancelled. */
    public String batchCode() {
        return batchCode;
    }

    /** What a failure of ours is to the service. */
    static ErrorType of(ErrorCode code) {
        return switch (code) {
            case UNKNOWN_TABLE, RESOURCE_NOT_FOUND -> RESOURCE_NOT_FOUND;
            case CONDITION_FAILED -> CONDITIONAL_CHECK_FAILED;
            case DUPLICATE_ITEM, DUPLICATE_KEY -> DUPLICATE_ITEM;
            case COLLECTION_TOO_LARGE -> ITEM_COLLECTION_SIZE_LIMIT_EXCEEDED;
            case IO_ERROR, STORE_CLOSED, STORE_DAMAGED, INTERNAL_ERROR, CANCELLED, TIMEOUT -> INTERNAL;
            default -> code.sqlState().startsWith("40") ? TRANSACTION_CONFLICT : VALIDATION;
        };
    }
}
