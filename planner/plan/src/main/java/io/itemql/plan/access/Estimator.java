package io.itemql.plan.access;

import io.itemql.condition.ComparisonOperator;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.IndexStatistics;
import io.itemql.store.TableStatistics;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What accesses will read, from the exact counts of their tables. How many items a table has and how large they are is
 * known; how many a condition lets through is a guess, which has to be good enough to compare accesses.
 */
public final class Estimator {
    /** What one condition other than an equality of keys leaves. */
    private static final double CONDITION = 0.25;
    /** What a prefix of the sort key, or an equality with an index's, leaves. */
    private static final double NARROW = 0.1;

    private final Function<String, TableStatistics> statistics;
    private final boolean consistent;

    /**
     * @param statistics the statistics of a table
     * @param consistent whether reads are strongly consistent, which costs twice
     */
    public Estimator(Function<String, TableStatistics> statistics, boolean consistent) {
        this.statistics = Objects.requireNonNull(statistics, "statistics");
        this.consistent = consistent;
    }

    /** What is left of some rows by so many conditions. */
    public static double filtered(double rows, int conditions) {
        return Math.min(rows, Math.max(1, rows * Math.pow(CONDITION, conditions)));
    }

    /** What one opening of an access reads. */
    public Estimate of(ReadPlan access) {
        TableStatistics table = statistics.apply(access.table());
        double itemBytes = average(table.itemBytes(), table.itemCount());
        double examined = examined(access, table);
        double rows = filtered(examined, access.read().filter().size());
        Optional<IndexPath> index = access.read().index();
        if (index.isEmpty()) {
            return new Estimate(examined, rows, units(access, examined, itemBytes));
        }
        double entryBytes = table.index(index.get().name())
                .map(entries -> average(entries.entryBytes(), entries.entryCount()))
                .orElse(itemBytes);
        double fetched = index.get().fetches() ? examined * blocks(itemBytes) : 0;
        return new Estimate(examined, rows, units(access, examined, entryBytes) + fetched);
    }

    private static double average(long bytes, long count) {
        return count == 0 ? 0 : (double) bytes / count;
    }

    /** How many items, or entries of an index, an access looks at. */
    public static double examined(ReadPlan access, TableStatistics table) {
        return examined(
                access,
                access.read()
                        .index()
                        .flatMap(path -> table.index(path.name()))
                        .map(IndexStatistics::entryCount)
                        .orElse(table.itemCount()));
    }

    private static double examined(ReadPlan access, long items) {
        if (access instanceof GetPlan) {
            return Math.min(1, items);
        }
        if (access instanceof BatchGetPlan batch) {
            return Math.min(batch.keys().size(), items);
        }
        if (access instanceof QueryPlan query) {
            return Math.min((double) items, query.partitions().size() * inCollection(query, items));
        }
        return items;
    }

    /** Collections of items are taken to be as large as there are many of them. */
    private static double inCollection(QueryPlan query, long items) {
        double collection = Math.sqrt((double) items);
        boolean narrow = query.sort().prefix().isPresent()
                || query.sort().bounds().stream().anyMatch(bound -> bound.operator() == ComparisonOperator.EQUAL);
        if (narrow) {
            return Math.min(collection, Math.max(1, collection * NARROW));
        }
        return query.sort().bounds().isEmpty() ? collection : filtered(collection, 1);
    }

    private double units(ReadPlan access, double examined, double itemBytes) {
        if (access instanceof GetPlan || access instanceof BatchGetPlan) {
            // Each item is rounded up on its own, and one that is not there costs as much as the smallest.
            double keys = access instanceof BatchGetPlan batch ? batch.keys().size() : 1;
            return keys * blocks(itemBytes);
        }
        if (access instanceof QueryPlan query) {
            int partitions = query.partitions().size();
            return partitions * blocks(examined * itemBytes / partitions);
        }
        return blocks(examined * itemBytes);
    }

    private double blocks(double bytes) {
        return ConsumedCapacity.ofRead((long) Math.ceil(bytes), consistent).readUnits();
    }
}
