package io.itemql.plan.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.itemql.item.Item;
import io.itemql.item.Value;
import io.itemql.plan.PlanFixture;
import io.itemql.plan.expression.And;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.operator.SessionOptions.ScanPolicy;
import io.itemql.table.KeySchema;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * For random predicates over random items, an access with its pushed filter and its remainder gives the rows for which
 * the plain expression is TRUE. Replay with {@code -Dseed=}.
 */
class SplitPropertyTest {
    private static final int PREDICATES = 4000;
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    private final Random random = new Random(SEED);
    private final RandomPredicates predicates = new RandomPredicates(random);

    @Test
    void stringAndNumberKey() {
        check(PlanFixture.S_N_KEY);
    }

    @Test
    void twoStringKeys() {
        check(PlanFixture.S_S_KEY);
    }

    @Test
    void oneKey() {
        check(PlanFixture.S_KEY);
    }

    private void check(KeySchema keys) {
        System.err.println("seed " + SEED);
        try (PlanFixture fixture = new PlanFixture()) {
            fixture.table("items", keys);
            for (int i = 0; i < 60; i++) {
                fixture.put("items", predicates.randomItem(keys));
            }
            List<Item> items = fixture.items("items");
            TableRead read = PlanFixture.read("items", keys, true, "pk", "sk", "a", "b", "c");
            for (int i = 0; i < PREDICATES; i++) {
                predicates.forget();
                compare(fixture, items, read, predicates.conjuncts(keys));
            }
        }
    }

    private void compare(PlanFixture fixture, List<Item> items, TableRead read, List<Expression> conjuncts) {
        Value[] bound = predicates.parameters();
        Evaluation evaluation = PlanFixture.evaluation(bound);
        List<String> expected = items.stream()
                .filter(item -> And.of(conjuncts).test(RandomPredicates.rowOf(item, read), evaluation))
                .map(item -> key(RandomPredicates.rowOf(item, read)))
                .sorted()
                .collect(Collectors.toList());
        ReadChoice choice = KeyConditions.analyze(read, conjuncts, random.nextBoolean(), SessionOptions.DEFAULT);
        int pageSize = random.nextInt(3);
        SessionOptions options = new SessionOptions(
                false, ScanPolicy.ALLOW, false, SessionOptions.DEFAULT.memoryBytes(), false, true, pageSize);
        try (Execution execution = fixture.execution(options, bound)) {
            List<String> actual = PlanFixture.rows(choice.toOperator(), execution).stream()
                    .map(SplitPropertyTest::key)
                    .sorted()
                    .toList();
            assertEquals(
                    expected,
                    actual,
                    () -> "seed " + SEED + "\n" + And.of(conjuncts) + "\nparameters " + List.of(bound) + "\n"
                            + choice.access().describe() + "\nremainder " + choice.remainder());
        }
    }

    private static String key(ArrayRow row) {
        return row.get(0) + "/" + row.get(1);
    }
}
