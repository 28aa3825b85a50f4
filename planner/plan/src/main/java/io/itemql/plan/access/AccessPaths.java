package io.itemql.plan.access;

import io.itemql.item.AttributePath;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.store.TableStatistics;
import io.itemql.table.IndexDefinition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Chooses between a table and its indexes: for each of them the best access that its keys allow, then the one that is
 * expected to cost least, counted in items that the store looks at.
 *
 * <p>An index that the statement does not name is taken only if the predicate implies that every item it lets through
 * is in the index: it must compare each key attribute with values of the key's type.
 */
public final class AccessPaths {
    /** Of a table without indexes. */
    public static final AccessPaths NO_INDEXES = new AccessPaths(List.of(), new TableStatistics(0, 0, List.of(), 0));

    /** Fetching one item from the table by its key costs about as much as looking at so many entries of an index. */
    private static final double FETCH_COST = 4;
    /** Sorting costs a little beside the reading. */
    private static final double SORT_COST = 0.1;

    private final List<IndexDefinition> indexes;
    private final TableStatistics statistics;

    /**
     * @param indexes those that are ready for use
     * @param statistics the counts of the table and its indexes
     */
    public AccessPaths(List<IndexDefinition> indexes, TableStatistics statistics) {
        this.indexes = List.copyOf(indexes);
        this.statistics = Objects.requireNonNull(statistics, "statistics");
    }

    /**
     * The access for a predicate; {@link ReadChoice#sorted()} tells whether it gives the wanted order.
     *
     * @param read the columns; through an index only if the statement names it
     * @param predicate conditions over the columns, all of which must be TRUE
     */
    public ReadChoice choose(TableRead read, List<Expression> predicate, Wanted wanted, SessionOptions options) {
        ReadChoice best = alone(read, predicate, wanted, options);
        boolean open = options.keyAccess()
                && read.index().isEmpty()
                && best.access() instanceof ReadPlan
                && !(best.access() instanceof GetPlan);
        if (!open) {
            return best;
        }
        double cost = cost(best, wanted);
        for (IndexDefinition index : indexes) {
            if (index.isGlobal() && options.consistentRead()) {
                // Whoever asks for strong reads does not get what an index may show later.
                continue;
            }
            Optional<ReadChoice> choice = through(index, read, predicate, wanted, options);
            if (choice.isPresent() && cost(choice.get(), wanted) < cost) {
                best = choice.get();
                cost = cost(best, wanted);
            }
        }
        return best;
    }

    /** The access by the keys of the read alone. */
    private static ReadChoice alone(TableRead read, List<Expression> predicate, Wanted wanted, SessionOptions options) {
        boolean descending =
                wanted.direction(read.accessKeys(), read.index().isEmpty()).orElse(false);
        ReadChoice choice = ordered(KeyConditions.analyze(read, predicate, descending, options), wanted);
        return descending && !choice.sorted()
                ? ordered(KeyConditions.analyze(read, predicate, false, options), wanted)
                : choice;
    }

    private static ReadChoice ordered(ReadChoice choice, Wanted wanted) {
        boolean sorted = choice.access() instanceof ReadPlan access ? wanted.isGivenBy(access) : choice.sorted();
        return new ReadChoice(choice.access(), choice.remainder(), sorted);
    }

    private static Optional<ReadChoice> through(
            IndexDefinition index, TableRead read, List<Expression> predicate, Wanted wanted, SessionOptions options) {
        TableRead through = read.through(path(index, read, false));
        ReadChoice choice = alone(through, predicate, wanted, options);
        return choice.access() instanceof QueryPlan query && KeyConditions.findsAll(query, predicate)
                ? Optional.of(choice)
                : Optional.empty();
    }

    /** The way of a read through an index. */
    public static IndexPath path(IndexDefinition index, TableRead read, boolean named) {
        boolean fetches = read.wholeItem() && !index.projectsAll();
        for (AttributePath slot : read.slots()) {
            fetches |= !index.projects(slot.attribute(), read.keys());
        }
        return new IndexPath(index.name(), index.keys(), index.isGlobal(), named, fetches);
    }

    private double cost(ReadChoice choice, Wanted wanted) {
        Operator operator = choice.access();
        if (!(operator instanceof ReadPlan access)) {
            return 0;
        }
        double examined = Estimator.examined(access, statistics);
        double rows = Estimator.filtered(
                examined, access.read().filter().size() + choice.remainder().size());
        double share = 1;
        if (wanted.order().isEmpty() || choice.sorted()) {
            share = wanted.rowsMax().isPresent() ? Math.min(1, wanted.rowsMax().getAsLong() / Math.max(1, rows)) : 1;
        }
        boolean sorts = !wanted.order().isEmpty() && !choice.sorted();
        boolean fetches = access.read().index().filter(IndexPath::fetches).isPresent();
        return examined * share * (1 + (fetches ? FETCH_COST : 0)) + (sorts ? rows * SORT_COST : 0);
    }
}
