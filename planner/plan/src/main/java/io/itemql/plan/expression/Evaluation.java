package io.itemql.plan.expression;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What expressions read besides the row: the values of the parameters, the moment of the statement (CURRENT_TIMESTAMP is
 * one moment through a whole statement), the zone of local times, and the outer rows of correlated sub-queries.
 *
 * <p>Used by one thread at a time.
 */
public final class Evaluation {
    /** A pattern that comes from a column is new for each row, and must not be kept. */
    private static final int COMPILED_MAX = 100;

    private static final Row[] NO_ROWS = {};

    private final List<Value> parameters;
    private final ZoneId zone;
    /** Null until somebody asks, where the moment is not given. */
    private Instant moment;

    private Row[] outerRows = NO_ROWS;
    /** Null while nothing is kept. */
    private Map<Object, Object> compiled;

    private Object execution;

    /**
     * @param parameters the value of parameter {@code ?1} first; NULL is a value, Java's {@code null} one that was not set
     */
    public Evaluation(List<Value> parameters, Instant moment, ZoneId zone) {
        this.parameters = parameters;
        this.moment = moment;
        this.zone = zone;
    }

    /** As of the moment at which an expression first asks for it; few do, and clocks are slow. */
    public Evaluation(List<Value> parameters, ZoneId zone) {
        this(parameters, null, zone);
    }

    /**
     * The value of a parameter.
     *
     * @param index from 0
     * @throws ItemException with {@link ErrorCode#PARAMETER_NOT_SET}
     */
    public Value parameter(int index) {
        Value value = index < parameters.size() ? parameters.get(index) : null;
        if (value == null) {
            throw new ItemException(ErrorCode.PARAMETER_NOT_SET, index + 1, parameters.size());
        }
        return value;
    }

    public Instant moment() {
        if (moment == null) {
            moment = Instant.now();
        }
        return moment;
    }

    public ZoneId zone() {
        return zone;
    }

    /**
     * What runs the statement, for expressions that read rows of their own.
     *
     * @throws IllegalStateException if nothing runs, as when a plan computes a constant
     */
    public <T> T execution(Class<T> type) {
        if (execution == null) {
            throw new IllegalStateException("an expression was computed outside of an execution");
        }
        return type.cast(execution);
    }

    /** Says what runs the statement. */
    public void setExecution(Object running) {
        execution = running;
    }

    /**
     * What an expression has made of a value that is mostly the same for all rows, such as a pattern.
     *
     * @param key the value, in a type that only this kind of expression uses
     * @param make called again for a key that was forgotten
     */
    public <T> T compiled(Object key, Class<T> type, Supplier<T> make) {
        if (compiled == null) {
            compiled = new HashMap<>();
        }
        Object known = compiled.get(key);
        if (known == null) {
            if (compiled.size() >= COMPILED_MAX) {
                compiled.clear();
            }
            known = make.get();
            compiled.put(key, known);
        }
        return type.cast(known);
    }

    /** For another thread: the same parameters, zone and moment, nothing kept yet, and no outer rows. */
    public Evaluation copy() {
        return new Evaluation(parameters, moment(), zone);
    }

    /** The current row of the outer query with the given number. */
    public Row outerRow(int correlation) {
        return outerRows[correlation];
    }

    /** The current row of the outer query with the given number; {@code null} if there is none. */
    public Row outerRowOrNull(int correlation) {
        return correlation < outerRows.length ? outerRows[correlation] : null;
    }

    /** Makes a row the current one of an outer query; the operator that correlates calls it for every row. */
    public void setOuterRow(int correlation, Row row) {
        if (correlation >= outerRows.length) {
            outerRows = Arrays.copyOf(outerRows, correlation + 1);
        }
        outerRows[correlation] = row;
    }
}
