package io.itemql.plan.join;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.itemql.condition.ComparisonOperator;
import io.itemql.item.BoolValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.PlanFixture;
import io.itemql.plan.expression.And;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Comparison;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.OuterColumn;
import io.itemql.plan.operator.Filter;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.Values;
import io.itemql.plan.value.DateValue;
import io.itemql.plan.value.TimestampValue;
import io.itemql.plan.value.ValueComparison;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every join on random rows against the definition of its kind. Replay with {@code -Dseed=}. */
class JoinsTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final Expression LEFT_KEY = new ColumnReference(0, "l");
    private static final Expression RIGHT_KEY = new ColumnReference(0, "r");
    private static final List<Value> KEYS = Arrays.asList(
            NumberValue.of(1),
            NumberValue.parse("1.0"),
            NumberValue.of(2),
            new StringValue("1"),
            new StringValue("2024-01-02"),
            new DateValue(LocalDate.of(2024, 1, 2)),
            new TimestampValue(LocalDate.of(2024, 1, 2).atStartOfDay()),
            NullValue.NULL,
            null);

    private final Random random = new Random(SEED);
    private final PlanFixture fixture = new PlanFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private Values side(int rowsMax) {
        List<List<Expression>> rows = new ArrayList<>();
        for (int i = random.nextInt(rowsMax); i > 0; i--) {
            rows.add(List.of(new Literal(KEYS.get(random.nextInt(KEYS.size()))), Literal.of(random.nextInt(4))));
        }
        return new Values(rows, 2);
    }

    @Test
    void joinsFollowTheirDefinition() {
        System.err.println("seed " + SEED);
        for (int i = 0; i < 2000; i++) {
            Values left = side(8);
            Values right = side(8);
            Expression residual = new Comparison(
                    ComparisonOperator.LESS_OR_EQUAL, new ColumnReference(1, "lv"), new ColumnReference(3, "rv"));
            Expression further = random.nextBoolean() ? residual : Literal.TRUE;
            Expression condition = And.of(Comparison.equal(LEFT_KEY, new ColumnReference(2, "r")), further);
            for (JoinKind kind : JoinKind.values()) {
                List<String> expected = naive(left, right, kind, condition);
                check(expected, new NestedLoopJoin(left, right, kind, condition));
                check(expected, new HashJoin(left, right, kind, List.of(LEFT_KEY), List.of(RIGHT_KEY), further, false));
                if (kind != JoinKind.RIGHT && kind != JoinKind.FULL) {
                    Operator matching = new Filter(right, Comparison.equal(new OuterColumn(0, 0, "l"), RIGHT_KEY));
                    check(expected, new Correlate(left, matching, 0, kind, further));
                    check(expected, lookup(left, right, kind, further));
                }
            }
        }
    }

    private static Operator lookup(Operator left, Operator right, JoinKind kind, Expression further) {
        LeftKeys atHand = new LeftKeys();
        Filter looked = new Filter(right, atHand.contains(List.of(RIGHT_KEY), List.of(LEFT_KEY)));
        return new LookupJoin(left, looked, atHand, kind, List.of(LEFT_KEY), List.of(RIGHT_KEY), further);
    }

    @Test
    void lookupsGoThroughPagesAndDoNotKeepMoreThanTheyMay() {
        Object[] lefts = new Object[5_000];
        Arrays.setAll(lefts, i -> i % 3_000);
        Object[] few = new Object[2_000];
        Arrays.setAll(few, i -> i * 2);
        Object[] many = new Object[20_000];
        Arrays.setAll(many, i -> i % 10);
        for (Object[] rights : List.of(few, many)) {
            Values left = PlanFixture.values(1, lefts);
            Values right = PlanFixture.values(1, rights);
            for (JoinKind kind : List.of(JoinKind.LEFT, JoinKind.SEMI, JoinKind.ANTI)) {
                Operator hashed = HashJoin.of(left, right, kind, List.of(LEFT_KEY), List.of(RIGHT_KEY));
                // Both keep the order of the left rows, and of the right ones for each of them.
                assertEquals(fixture.rows(hashed), fixture.rows(lookup(left, right, kind, Literal.TRUE)), kind::name);
            }
        }
    }

    private void check(List<String> expected, Operator join) {
        List<String> actual =
                fixture.rows(join).stream().map(ArrayRow::toString).sorted().toList();
        assertEquals(expected, actual, () -> "seed " + SEED + " " + join);
    }

    private List<String> naive(Values left, Values right, JoinKind kind, Expression condition) {
        Evaluation evaluation = PlanFixture.evaluation();
        List<ArrayRow> lefts = fixture.rows(left);
        List<ArrayRow> rights = fixture.rows(right);
        List<String> rows = new ArrayList<>();
        boolean[] rightMatched = new boolean[rights.size()];
        for (ArrayRow l : lefts) {
            boolean matched = false;
            for (int i = 0; i < rights.size(); i++) {
                if (condition.test(pair(l, rights.get(i)), evaluation)) {
                    matched = true;
                    rightMatched[i] = true;
                    if (kind.givesPairs()) {
                        rows.add(pair(l, rights.get(i)).toString());
                    }
                }
            }
            if (kind == JoinKind.SEMI ? matched : kind == JoinKind.ANTI && !matched) {
                rows.add(l.toString());
            }
            if (!matched && (kind == JoinKind.LEFT || kind == JoinKind.FULL)) {
                rows.add(pair(l, null).toString());
            }
        }
        for (int i = 0; i < rights.size(); i++) {
            if (!rightMatched[i] && (kind == JoinKind.RIGHT || kind == JoinKind.FULL)) {
                rows.add(pair(null, rights.get(i)).toString());
            }
        }
        return rows.stream().sorted().toList();
    }

    private static ArrayRow pair(ArrayRow left, ArrayRow right) {
        Value[] values = new Value[4];
        for (int i = 0; i < 2; i++) {
            values[i] = left == null ? NullValue.NULL : left.get(i);
            values[2 + i] = right == null ? NullValue.NULL : right.get(i);
        }
        return ArrayRow.ofOwned(values);
    }

    @Test
    void notInIsTrueOnlyWhereEveryComparisonIs() {
        for (int i = 0; i < 2000; i++) {
            Values left = side(6);
            Values right = side(4);
            List<ArrayRow> rights = fixture.rows(right);
            List<String> expected = fixture.rows(left).stream()
                    .filter(row -> rights.stream()
                            .allMatch(other -> ValueComparison.compare(
                                            ComparisonOperator.NOT_EQUAL,
                                            row.get(0),
                                            other.get(0),
                                            PlanFixture.evaluation().zone())
                                    == BoolValue.TRUE))
                    .map(ArrayRow::toString)
                    .sorted()
                    .toList();
            check(
                    expected,
                    new HashJoin(
                            left, right, JoinKind.ANTI, List.of(LEFT_KEY), List.of(RIGHT_KEY), Literal.TRUE, true));
        }
    }
}
