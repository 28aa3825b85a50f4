package io.itemql.plan.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.condition.ComparisonOperator;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.PlanFixture;
import io.itemql.plan.expression.Arithmetic;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Comparison;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.Parameter;
import io.itemql.plan.expression.Place;
import io.itemql.plan.operator.SessionOptions.ScanPolicy;
import io.itemql.plan.value.TimestampValue;
import io.itemql.store.Cancellation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OperatorsTest {
    private static final Expression A = new ColumnReference(0, "a");
    private static final Expression B = new ColumnReference(1, "b");

    private final PlanFixture fixture = new PlanFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static List<ArrayRow> rowsOf(int width, Object... values) {
        List<ArrayRow> rows = new ArrayList<>();
        for (int i = 0; i < values.length; i += width) {
            rows.add(PlanFixture.row(Arrays.copyOfRange(values, i, i + width)));
        }
        return rows;
    }

    private void assertRows(Operator operator, int width, Object... values) {
        assertEquals(rowsOf(width, values), fixture.rows(operator), operator.describe());
        assertEquals(operator.describe(), operator.withInputs(operator.inputs()).describe());
    }

    @Test
    void filterKeepsOnlyTrue() {
        Operator rows = PlanFixture.values(1, 1, 2, null, "MISSING", "x");
        assertRows(new Filter(rows, new Comparison(ComparisonOperator.LESS, A, Literal.of(2))), 1, 1);
        assertRows(Filter.of(rows, List.of()), 1, 1, 2, null, "MISSING", "x");
    }

    @Test
    void projectComputesColumns() {
        Operator rows = PlanFixture.values(2, 1, 2, 3, 4);
        Expression sum = new Arithmetic(Arithmetic.Operator.ADD, A, B);
        assertRows(new Project(rows, List.of(B, sum, Literal.of("x"))), 3, 2, 3, "x", 4, 7, "x");
        Expression quotient = new Arithmetic(Arithmetic.Operator.DIVIDE, A, Literal.of(0));
        try (Execution execution = fixture.execution();
                RowCursor cursor = new Project(rows, List.of(quotient)).open(execution)) {
            assertThrows(ItemException.class, cursor::next);
        }
    }

    @Test
    void limitAndOffset() {
        Operator rows = PlanFixture.values(1, 1, 2, 3, 4);
        assertRows(Limit.first(rows, Literal.of(2)), 1, 1, 2);
        assertRows(new Limit(rows, Optional.of(Literal.of(1)), Optional.of(Literal.of(2))), 1, 2, 3);
        assertRows(new Limit(rows, Optional.of(Literal.of(9)), Optional.empty()), 1);
        assertRows(Limit.first(rows, Literal.of(0)), 1);
        assertRows(Limit.first(rows, Literal.NULL), 1, 1, 2, 3, 4);
        assertEquals(
                ErrorCode.NEGATIVE_LIMIT,
                assertThrows(ItemException.class, () -> fixture.rows(Limit.first(rows, Literal.of(-1))))
                        .code());
        assertEquals(
                ErrorCode.TYPE_MISMATCH,
                assertThrows(
                                ItemException.class,
                                () -> fixture.rows(Limit.first(rows, new Parameter(0)), new StringValue("x")))
                        .code());
    }

    @Test
    void limitWithTiesGivesAllThatAreLikeTheLast() {
        Operator rows = PlanFixture.values(2, 1, "a", 2, "b", 2, "c", 3, "d", null, "e", "MISSING", "f");
        List<SortKey> keys = List.of(SortKey.ascending(A));
        assertRows(withTies(rows, 0, 1, keys), 2, 1, "a");
        assertRows(withTies(rows, 0, 2, keys), 2, 1, "a", 2, "b", 2, "c");
        assertRows(withTies(rows, 2, 1, keys), 2, 2, "c");
        assertRows(withTies(rows, 3, 2, keys), 2, 3, "d", null, "e", "MISSING", "f");
        assertRows(withTies(rows, 1, 0, keys), 2);
        assertRows(withTies(rows, 9, 1, keys), 2);
        assertTrue(withTies(rows, 0, 2, keys).rowsMax().isEmpty());
    }

    private static Limit withTies(Operator rows, int offset, int fetch, List<SortKey> keys) {
        return new Limit(rows, Optional.of(Literal.of(offset)), Optional.of(Literal.of(fetch)), keys);
    }

    @Test
    void seriesGivesEachMember() {
        Operator rows = PlanFixture.values(1, 3, 1, null);
        assertRows(series(rows, false, Literal.of(1), A), 2, 3, 1, 3, 2, 3, 3, 1, 1);
        assertRows(series(rows, true, Literal.of(2), A), 2, 3, 2, 3, 3, 1, null, null, null);
        assertRows(series(rows, false, A, Literal.of(0), Literal.of(-2)), 2, 3, 3, 3, 1, 1, 1);
        assertRows(
                series(
                        PlanFixture.values(1, 1),
                        false,
                        Literal.of("9999-11-30"),
                        Literal.of("9999-12-31"),
                        Literal.of("1 month")),
                2,
                1,
                new TimestampValue(LocalDate.of(9999, 11, 30).atStartOfDay()),
                1,
                new TimestampValue(LocalDate.of(9999, 12, 30).atStartOfDay()));
        for (Expression step : List.of(Literal.of(0), Literal.of("x"), new Literal(NumberValue.parse("1e-39")))) {
            Operator wrong = series(rows, false, Literal.of(1), A, step);
            assertEquals(
                    ErrorCode.FUNCTION_ARGUMENT,
                    assertThrows(ItemException.class, () -> fixture.rows(wrong)).code());
        }
    }

    private static Operator series(Operator rows, boolean outer, Expression... operands) {
        return new Series(rows, List.of(operands), Place.UNKNOWN, outer);
    }

    @Test
    void sortOrdersMixedTypes() {
        Operator rows = PlanFixture.values(1, "b", 2, null, true, "MISSING", 1.5, "a");
        assertRows(Sort.of(rows, List.of(SortKey.ascending(A))), 1, 1.5, 2, "a", "b", true, null, "MISSING");
        assertRows(Sort.of(rows, List.of(SortKey.descending(A))), 1, null, "MISSING", true, "b", "a", 2, 1.5);
        assertRows(Sort.of(rows, List.of(new SortKey(A, false, true))), 1, null, "MISSING", 1.5, 2, "a", "b", true);
    }

    @Test
    void limitedSortGivesTheSameRows() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.err.println("seed " + seed);
        Random random = new Random(seed);
        Object[] values = new Object[2000];
        for (int i = 0; i < values.length; i += 2) {
            values[i] = random.nextInt(20);
            values[i + 1] = i;
        }
        Operator rows = PlanFixture.values(2, values);
        List<SortKey> keys = List.of(new SortKey(A, random.nextBoolean(), false));
        List<ArrayRow> all = fixture.rows(Sort.of(rows, keys));
        for (int limit : List.of(0, 1, 7, 500, 999, 1000, 5000)) {
            Operator limited =
                    Sort.limited(new Limit(rows, Optional.of(Literal.of(3)), Optional.of(Literal.of(limit))), keys);
            assertEquals(
                    all.subList(3, Math.min(all.size(), 3 + limit)).toString(),
                    fixture.rows(limited).toString(),
                    "limit " + limit + " seed " + seed);
        }
    }

    @Test
    void distinctAndSetOperations() {
        Operator left = PlanFixture.values(1, 1, NumberValue.parse("1.0"), 2, null, "MISSING", 2, 3);
        Operator right = PlanFixture.values(1, 2, null, 4, 2);
        assertRows(new Distinct(left), 1, 1, 2, null, 3);
        assertRows(new UnionAll(List.of(left, right)), 1, 1, 1, 2, null, "MISSING", 2, 3, 2, null, 4, 2);
        assertRows(set(SetOperation.Kind.UNION, false, left, right), 1, 1, 2, null, 3, 4);
        assertRows(set(SetOperation.Kind.INTERSECT, false, left, right), 1, 2, null);
        assertRows(set(SetOperation.Kind.INTERSECT, true, left, right), 1, 2, 2, null);
        assertRows(set(SetOperation.Kind.EXCEPT, false, left, right), 1, 1, 3);
        assertRows(set(SetOperation.Kind.EXCEPT, true, left, right), 1, 1, 1, null, 3);
        assertThrows(ItemException.class, () -> set(SetOperation.Kind.UNION, true, left, PlanFixture.values(2, 1, 2)));
    }

    private static Operator set(SetOperation.Kind kind, boolean all, Operator... inputs) {
        return new SetOperation(kind, all, List.of(inputs));
    }

    @Test
    void unnestGivesARowForEachElement() {
        Value list = new ListValue(List.of(NumberValue.of(7), new StringValue("x")));
        Value set = StringSetValue.of(List.of(new StringValue("b"), new StringValue("a")));
        Operator rows = PlanFixture.values(2, 1, list, 2, "MISSING", 3, set, 4, 5);
        assertRows(
                new Project(new Unnest(rows, B, Unnest.Form.ELEMENT, false), List.of(A, new ColumnReference(2, "e"))),
                2,
                1,
                7,
                1,
                "x",
                3,
                "a",
                3,
                "b",
                4,
                5);
        assertRows(
                new Project(
                        new Unnest(rows, B, Unnest.Form.ELEMENT_WITH_ORDINALITY, true),
                        List.of(A, new ColumnReference(2, "e"), new ColumnReference(3, "n"))),
                3,
                1,
                7,
                1,
                1,
                "x",
                2,
                2,
                null,
                null,
                3,
                "a",
                1,
                3,
                "b",
                2,
                4,
                5,
                1);
        Operator map = PlanFixture.values(1, new MapValue(Map.of("k", NumberValue.ONE)));
        assertRows(
                new Project(
                        new Unnest(map, A, Unnest.Form.ENTRY, false),
                        List.of(new ColumnReference(1, "v"), new ColumnReference(2, "k"))),
                2,
                1,
                "k");
    }

    @Test
    void singleGivesOneRowOrFails() {
        assertRows(new Single(PlanFixture.values(1, 5)), 1, 5);
        assertRows(new Single(Values.none(2)), 2, null, null);
        assertEquals(
                ErrorCode.CARDINALITY_VIOLATION,
                assertThrows(ItemException.class, () -> fixture.rows(new Single(PlanFixture.values(1, 1, 2))))
                        .code());
    }

    @Test
    void memoryIsBoundedAndGivenBack() {
        Object[] values = new Object[10_000];
        Arrays.fill(values, "x".repeat(100));
        Operator rows = PlanFixture.values(1, values);
        SessionOptions small = new SessionOptions(false, ScanPolicy.ALLOW, false, 100_000, false, true, 0);
        try (Execution execution = fixture.execution(small)) {
            ItemException failure = assertThrows(
                    ItemException.class,
                    () -> PlanFixture.rows(Sort.of(rows, List.of(SortKey.ascending(A))), execution));
            assertEquals(ErrorCode.MEMORY_EXCEEDED, failure.code());
            assertTrue(failure.getMessage().contains("SORT"), failure.getMessage());
            Operator top = Sort.limited(Limit.first(rows, Literal.of(10)), List.of(SortKey.ascending(A)));
            assertEquals(10, PlanFixture.rows(top, execution).size());
            assertEquals(10, PlanFixture.rows(top, execution).size());
        }
    }

    @Test
    void blockingOperatorsCanBeCancelled() {
        Object[] values = new Object[1000];
        Arrays.fill(values, 1);
        Cancellation cancellation = Cancellation.create();
        try (Execution execution = new Execution(
                fixture.store(),
                fixture.store().openView(),
                SessionOptions.DEFAULT,
                PlanFixture.evaluation(),
                cancellation)) {
            cancellation.cancel();
            Operator sort = Sort.of(PlanFixture.values(1, values), List.of(SortKey.ascending(A)));
            assertEquals(
                    ErrorCode.CANCELLED,
                    assertThrows(ItemException.class, () -> PlanFixture.rows(sort, execution))
                            .code());
        }
    }
}
