package io.itemql.tck.oracle;

import io.itemql.item.AttributeValue;
import java.util.List;
import java.util.Map;

/**
 * Tables that can be queried by looking at every item for everything. Immutable; may be used by several threads.
 *
 * @param tables by name; an index under the name of its table, a dot and its own name
 */
public record NaiveDatabase(Map<String, NaiveTable> tables) {
    public NaiveDatabase {
        tables = Map.copyOf(tables);
    }

    /**
     * Answers a query.
     *
     * @param parameters the values for {@code ?}, the first one first
     * @throws io.itemql.error.ItemException with {@code UNSUPPORTED} if this evaluator does not read the statement; with
     *     another code if the statement is wrong
     */
    public NaiveResult query(String statement, List<AttributeValue> parameters) {
        return new QueryEvaluator(tables, parameters).result(QueryParser.parse(statement), Scope.outermost());
    }
}
