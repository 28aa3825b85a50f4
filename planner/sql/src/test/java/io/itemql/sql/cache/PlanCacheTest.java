package io.itemql.sql.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.itemql.plan.ResultColumn;
import io.itemql.plan.StatementPlan;
import io.itemql.plan.StatementResult;
import io.itemql.plan.access.Estimator;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.SessionOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanCacheTest {
    private static PlanKey key(String text) {
        return new PlanKey(text, SessionOptions.DEFAULT);
    }

    private static CachedStatement statement() {
        return new CachedStatement(
                () -> new PlannedStatement("", new Nothing(), List.of(), List.of(), Optional.empty(), true, Map.of()));
    }

    @Test
    void forgetsWhatWasNotUsedForTheLongestTime() {
        PlanCache cache = new PlanCache(2);
        cache.add(key("a"), statement());
        cache.add(key("b"), statement());
        assertNotNull(cache.find(key("a")));
        cache.add(key("c"), statement());
        assertNull(cache.find(key("b")));
        assertNotNull(cache.find(key("a")));
        assertNotNull(cache.find(key("c")));
        assertEquals(2, cache.size());
        assertEquals(3, cache.hits());
        assertEquals(1, cache.misses());
    }

    @Test
    void keepsTheFirstOfTwoThatWerePlannedAtTheSameTime() {
        PlanCache cache = new PlanCache(2);
        CachedStatement first = cache.add(key("a"), statement());
        assertSame(first, cache.add(key("a"), statement()));
    }

    @Test
    void optionsOfThePlannerSeparatePlans() {
        SessionOptions d = SessionOptions.DEFAULT;
        PlanKey plain = new PlanKey("a", d);
        SessionOptions strict = new SessionOptions(true, d.scan(), false, d.memoryBytes(), false, true, 0);
        SessionOptions deny =
                new SessionOptions(false, SessionOptions.ScanPolicy.DENY, false, d.memoryBytes(), false, true, 0);
        SessionOptions scans = new SessionOptions(false, d.scan(), false, d.memoryBytes(), false, false, 0);
        assertNotEquals(plain, new PlanKey("a", strict));
        assertNotEquals(plain, new PlanKey("a", deny));
        assertNotEquals(plain, new PlanKey("a", scans));
        SessionOptions small = new SessionOptions(false, d.scan(), true, 1, true, true, 7);
        assertEquals(plain, new PlanKey("a", small));
        assertEquals(plain.hashCode(), new PlanKey("a", small).hashCode());
    }

    @Test
    void aStatementIsPlannedAnewOnceForAllWhoFindItStale() {
        int[] plans = new int[1];
        CachedStatement statement = new CachedStatement(() -> {
            plans[0]++;
            return new PlannedStatement("", new Nothing(), List.of(), List.of(), Optional.empty(), true, Map.of());
        });
        PlannedStatement stale = statement.current();
        PlannedStatement fresh = statement.renewed(stale);
        assertSame(fresh, statement.renewed(stale));
        assertSame(fresh, statement.current());
        assertEquals(2, plans[0]);
    }

    private record Nothing() implements StatementPlan {
        @Override
        public Kind kind() {
            return Kind.DEFINITION;
        }

        @Override
        public List<ResultColumn> columns() {
            return List.of();
        }

        @Override
        public int parameterCount() {
            return 0;
        }

        @Override
        public StatementResult execute(Execution execution) {
            return StatementResult.ofCount(0);
        }

        @Override
        public List<String> explain(Optional<Estimator> estimator) {
            return List.of();
        }
    }
}
