package io.itemql.sql.dynamodb.statement;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.dynamodb.syntax.Place;

/** The service's refusals that several parts of the analysis share. */
final class Refusals {
    static final String EXISTS_MISPLACED = "EXISTS can only be used in ExecuteTransaction write requests.";
    static final String MISSING_MISPLACED = "MISSING must be compared using IS operator";
    static final String EMPTY_COMPONENT = "Path component cannot be an empty string";

    private Refusals() {}

    static ItemException refused(String text) {
        return new ItemException(ErrorCode.STATEMENT_REFUSED, text);
    }

    static ItemException unsupportedToken(String word, Place place) {
        return refused("Unsupported token in expression: " + word + place.suffix());
    }

    static ItemException unrecognized(String function, Place place) {
        return refused("Unrecognized function: " + function + place.suffix());
    }

    static ItemException operandCount(String function, int count) {
        return refused("Incorrect number of operands for operator or function; operator or function: " + function
                + ", number of operands: " + count);
    }

    static ItemException operandType(String function, Object type) {
        return new ItemException(ErrorCode.OPERAND_TYPE, function, type);
    }

    static ItemException pathRequired(String function) {
        return refused("Operator or function requires a document path; operator or function: " + function);
    }
}
