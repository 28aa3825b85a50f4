package io.itemql.sql;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Value;
import io.itemql.sql.parse.Fingerprint;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Which values a plan's parameters get: those that the caller gives, and between them the literals that were lifted out
 * of the statement. Immutable.
 */
final class ArgumentList {
    /** The value of each lifted literal at its parameter of the plan; null where the caller's goes. */
    private final Value[] template;

    private final int given;

    private ArgumentList(Value[] template, int given) {
        this.template = template;
        this.given = given;
    }

    /** For a statement whose parameters are all the caller's. */
    static ArgumentList ofGiven(int count) {
        return new ArgumentList(null, count);
    }

    static ArgumentList of(Fingerprint fingerprint) {
        List<Fingerprint.Parameter> parameters = fingerprint.parameters();
        Value[] template = new Value[parameters.size()];
        int given = 0;
        for (int i = 0; i < template.length; i++) {
            if (parameters.get(i) instanceof Fingerprint.Lifted lifted) {
                template[i] = lifted.value();
            } else {
                given++;
            }
        }
        return new ArgumentList(template, given);
    }

    /** Whether literals were lifted out of the statement, so that its plan may be another statement's as well. */
    boolean areLifted() {
        return template != null;
    }

    /** The lifted literals at their parameters of the plan, {@code null} where the caller's value goes. */
    List<Value> lifted() {
        return template == null ? List.of() : Collections.unmodifiableList(Arrays.asList(template));
    }

    /** How many values the caller gives. */
    int givenCount() {
        return given;
    }

    /** The number from 0 of the plan's parameter that gets a value of the caller's, also counted from 0. */
    int numberOf(int index) {
        if (template == null) {
            return index;
        }
        int left = index;
        int number = 0;
        while (template[number] != null || left-- > 0) {
            number++;
        }
        return number;
    }

    /**
     * The values of the plan's parameters.
     *
     * @param values those that the caller gives, in the order of the text
     * @throws ItemException with {@link ErrorCode#PARAMETER_NOT_SET}
     */
    List<Value> with(List<Value> values) {
        for (int i = 0; i < given; i++) {
            if (i >= values.size() || values.get(i) == null) {
                throw new ItemException(ErrorCode.PARAMETER_NOT_SET, i + 1, given);
            }
        }
        if (template == null) {
            return values;
        }
        Value[] all = template.clone();
        int next = 0;
        for (int i = 0; next < given; i++) {
            if (all[i] == null) {
                all[i] = values.get(next++);
            }
        }
        return Arrays.asList(all);
    }
}
