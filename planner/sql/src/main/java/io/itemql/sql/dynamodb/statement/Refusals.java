package io.itemql.sql.dynamodb.statement;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.sql.dynamodb.syntax.Place;
import java.util.ArrayList;
import java.util.List;

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

    static ItemException overlap(AttributePath one, AttributePath two) {
        return new ItemException(ErrorCode.PATH_OVERLAP, components(one), components(two));
    }

    /** A path as messages show it. */
    static List<String> components(AttributePath path) {
        List<String> components = new ArrayList<>();
        components.add(path.attribute());
        for (AttributePath.Step step : path.steps()) {
            components.add(
                    step instanceof AttributePath.Step.Name name
                            ? name.name()
                            : "[" + ((AttributePath.Step.Position) step).index() + "]");
        }
        return components;
    }
}
