package io.itemql.plan.expression;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;

/** How many arguments a function takes. */
public record Arity(int min, int max) {
    /** {@link #max()} where there is no limit. */
    public static final int ANY_NUMBER = Integer.MAX_VALUE;

    /**
     * Checks a call.
     *
     * @throws ItemException with {@link ErrorCode#WRONG_ARGUMENT_COUNT}
     */
    public void check(String function, int count) {
        if (count < min || count > max) {
            throw new ItemException(ErrorCode.WRONG_ARGUMENT_COUNT, function, this, count);
        }
    }

    /** As messages say it: {@code 2}, {@code 1 to 3}, {@code at least 1}. */
    @Override
    public String toString() {
        if (max == ANY_NUMBER) {
            return "at least " + min;
        }
        return min == max ? Integer.toString(min) : min + " to " + max;
    }
}
