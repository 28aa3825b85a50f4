package io.itemql.plan;

import io.itemql.item.AttributeValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.StringValue;
import io.itemql.plan.access.Estimator;
import io.itemql.plan.operator.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A compiled statement. Immutable; any number of executions may run at the same time. */
public interface StatementPlan {
    /** What the statement does, for JDBC and for read-only connections. */
    enum Kind {
        /** Gives rows and changes nothing. */
        QUERY,
        /** INSERT, UPSERT, UPDATE or DELETE; gives rows as well if it says RETURNING. */
        WRITE,
        /** CREATE, ALTER or DROP. */
        DEFINITION,
        /** SHUTDOWN, CHECKPOINT and the like. */
        CONTROL
    }

    Kind kind();

    /** The columns of the rows it gives; empty if it gives none. */
    List<ResultColumn> columns();

    /** How many parameters it has. */
    int parameterCount();

    /**
     * Runs the statement. The execution stays open until the result is closed.
     *
     * @throws io.itemql.error.ItemException whatever goes wrong
     */
    StatementResult execute(Execution execution);

    /** Whether it may write several items, which have to be written together or not at all. */
    default boolean writesSeveral() {
        return false;
    }

    /** The lines of EXPLAIN, outermost operator first. */
    default List<String> explain() {
        return explain(Optional.empty());
    }

    /**
     * The lines of EXPLAIN, outermost operator first.
     *
     * @param estimator tells what each access is expected to read; without one, the lines do not say it
     */
    List<String> explain(Optional<Estimator> estimator);

    /** The same as a document; by default one with the lines. */
    default MapValue document(Optional<Estimator> estimator) {
        List<AttributeValue> lines = new ArrayList<>();
        explain(estimator).forEach(line -> lines.add(new StringValue(line)));
        return new MapValue(Map.of("lines", new ListValue(lines)));
    }
}
