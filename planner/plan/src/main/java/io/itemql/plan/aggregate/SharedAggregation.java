package io.itemql.plan.aggregate;

import io.itemql.plan.expression.Expressions;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An aggregation whose rows several threads take in, each those of one segment. What they have is put together in the
 * order of the segments, so it does not show how many there were.
 */
final class SharedAggregation {
    /** More threads than this would wait for memory rather than work. */
    private static final int THREADS_MAX = 8;

    private SharedAggregation() {}

    /** The input in segments, one for each thread; empty if one thread is to do it all. */
    static List<Operator> segments(HashAggregate aggregate, Execution execution) {
        int threads = Math.min(THREADS_MAX, Runtime.getRuntime().availableProcessors());
        boolean shared = threads > 1
                && execution.mayFork()
                && aggregate.calls().stream().allMatch(AggregateCall::isPartial)
                && aggregate.keys().stream().allMatch(Expressions::isOfRowAlone);
        if (!shared) {
            return List.of();
        }
        return aggregate.input().segments(threads, execution);
    }

    /** One of the other threads, with an execution and groups of its own. */
    private record Part(Execution execution, Groups groups, ForkJoinTask<?> task) {}

    /** Takes in all rows, those of the first segment in this thread. */
    static void addAll(HashAggregate aggregate, List<Operator> segments, Groups groups, Execution execution) {
        List<Part> parts = new ArrayList<>();
        AtomicBoolean stopped = new AtomicBoolean();
        try {
            for (Operator segment : segments.subList(1, segments.size())) {
                Execution own = execution.fork();
                Groups partial = new Groups(aggregate, own);
                parts.add(new Part(
                        own,
                        partial,
                        ForkJoinTask.adapt(() -> partial.addAll(segment, own, stopped))
                                .fork()));
            }
            groups.addAll(segments.get(0), execution, stopped);
            for (Part part : parts) {
                part.task().join();
                execution.join(part.execution());
                groups.add(part.groups());
            }
        } finally {
            // After a failure nobody may go on reading a view that is closed soon.
            stopped.set(true);
            parts.forEach(part -> part.task().quietlyJoin());
            parts.forEach(part -> part.groups().close());
        }
    }
}
