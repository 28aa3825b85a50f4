package io.itemql.plan.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.NullValue;
import io.itemql.item.Value;
import io.itemql.plan.PlanFixture;
import io.itemql.plan.expression.And;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Call;
import io.itemql.plan.expression.Case;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.IsNull;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.function.Functions;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.value.ValueText;
import io.itemql.table.KeySchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * UPDATE and DELETE with random predicates change exactly the items for which the plain expression is TRUE, and count
 * them. Replay with {@code -Dseed=}.
 */
class WritePropertyTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int STATEMENTS = 1500;

    private final Random random = new Random(SEED);
    private final RandomPredicates predicates = new RandomPredicates(random);

    @Test
    void itemsWithSortKeys() {
        check(PlanFixture.S_N_KEY);
    }

    @Test
    void itemsWithoutSortKeys() {
        check(PlanFixture.S_KEY);
    }

    private void check(KeySchema keys) {
        System.err.println("seed " + SEED);
        try (PlanFixture fixture = new PlanFixture()) {
            fixture.table("items", keys);
            TableRead read = PlanFixture.read("items", keys, random.nextBoolean(), "pk", "sk", "a", "b", "c");
            TableRead columns = PlanFixture.read("items", keys, true, "pk", "sk", "a", "b", "c");
            for (int i = 0; i < STATEMENTS; i++) {
                while (fixture.items("items").size() < 5) {
                    fixture.put("items", predicates.randomItem(keys));
                }
                predicates.forget();
                List<Expression> predicate = predicates.conjuncts(keys);
                boolean readsItem =
                        predicate.stream().anyMatch(part -> part.toString().contains("_item"));
                run(fixture, readsItem ? columns : read, predicate, random.nextInt(3) == 0);
            }
        }
    }

    private void run(PlanFixture fixture, TableRead read, List<Expression> predicate, boolean delete) {
        Value[] bound = predicates.parameters();
        Evaluation evaluation = PlanFixture.evaluation(bound);
        List<Assignment> assignments = assignments();
        Set<Item> expected = new HashSet<>();
        long count = 0;
        for (Item item : fixture.items("items")) {
            ArrayRow row = RandomPredicates.rowOf(item, read);
            if (!And.of(predicate).test(row, evaluation)) {
                expected.add(item);
                continue;
            }
            count++;
            if (!delete) {
                expected.add(changed(item, assignments, row, evaluation));
            }
        }
        WritePlan plan = delete
                ? DeletePlan.of(read, predicate, Optional.empty(), SessionOptions.DEFAULT)
                : UpdatePlan.of(read, predicate, assignments, Optional.empty(), SessionOptions.DEFAULT);
        try (Execution execution = fixture.execution(bound)) {
            String statement = "seed " + SEED + " " + plan.describe() + " " + predicate + " " + List.of(bound);
            assertEquals(count, plan.run(execution).count(), statement);
            assertEquals(expected, new HashSet<>(fixture.items("items")), statement);
        }
    }

    private List<Assignment> assignments() {
        List<Assignment> assignments = new ArrayList<>();
        for (String target : List.of("a", "b", "d")) {
            switch (random.nextInt(3)) {
                case 0 -> assignments.add(new Assignment.Set(AttributePath.of(target), value()));
                case 1 -> assignments.add(new Assignment.Remove(AttributePath.of(target)));
                default -> {}
            }
        }
        return assignments.isEmpty() ? assignments() : assignments;
    }

    private Expression value() {
        Expression b = new ColumnReference(3, "b");
        Expression c = new ColumnReference(4, "c");
        return switch (random.nextInt(6)) {
            case 0 -> Literal.of(random.nextInt(5));
            case 1 -> Literal.NULL;
            case 2 -> c;
            case 3 -> Call.of(Functions.get("if_not_exists"), c, Literal.of(7));
            case 4 -> Literal.MISSING;
            default -> new Case(List.of(new Case.When(new IsNull(b), Literal.of(1))), c);
        };
    }

    private static Item changed(Item item, List<Assignment> assignments, ArrayRow row, Evaluation evaluation) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>(item.attributes());
        for (Assignment assignment : assignments) {
            if (assignment instanceof Assignment.Set set && !set.value().equals(Literal.MISSING)) {
                AttributeValue value = ValueText.storable(set.value().evaluate(row, evaluation));
                attributes.put(set.target().attribute(), Objects.requireNonNullElse(value, NullValue.NULL));
            } else {
                attributes.remove(assignment.target().attribute());
            }
        }
        return Item.of(attributes);
    }
}
