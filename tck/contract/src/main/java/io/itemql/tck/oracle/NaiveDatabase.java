package io.itemql.tck.oracle;

import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import java.util.List;
import java.util.Map;

/**
 * Tables that can be queried by looking at every item for everything. Immutable; may be used by several threads.
 *
 * @param tables by name; an index under the name of its table, a dot and its own name
 * @param views in an order in which each comes behind those that it reads
 */
public record NaiveDatabase(Map<String, NaiveTable> tables, List<Query.Named> views) {
    public NaiveDatabase {
        tables = Map.copyOf(tables);
        views = List.copyOf(views);
    }

    /** Tables without views. */
    public NaiveDatabase(Map<String, NaiveTable> tables) {
        this(tables, List.of());
    }

    /**
     * Answers a query.
     *
     * @param parameters the values for {@code ?}, the first one first
     * @throws io.itemql.error.ItemException with {@code UNSUPPORTED} if this evaluator does not read the statement; with
     *     another code if the statement is wrong
     */
    public NaiveResult query(String statement, List<AttributeValue> parameters) {
        QueryEvaluator queries = new QueryEvaluator(tables, parameters);
        Scope scope = Scope.outermost();
        for (Query.Named view : views) {
            scope = withView(view, queries, scope);
        }
        return queries.result(QueryParser.parse(statement), scope);
    }

    /** Without the view, if it reads what is not followed: a query that reads the view is then not answered. */
    private static Scope withView(Query.Named view, QueryEvaluator queries, Scope scope) {
        try {
            Relation rows = queries.relation(view.query(), scope);
            List<String> labels = view.columns().isEmpty() ? rows.labels() : view.columns();
            return scope.withNamed(view.name(), new Relation(labels, rows.rows()));
        } catch (ItemException e) {
            return scope;
        }
    }
}
