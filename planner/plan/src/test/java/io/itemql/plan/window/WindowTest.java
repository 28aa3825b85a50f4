package io.itemql.plan.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import io.itemql.plan.PlanFixture;
import io.itemql.plan.aggregate.AggregateCall;
import io.itemql.plan.aggregate.AggregateFunctions;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.SortKey;
import io.itemql.plan.window.WindowCall.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Expression P = new ColumnReference(0, "p");
    private static final Expression V = new ColumnReference(1, "v");

    private final PlanFixture fixture = new PlanFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<Object> column(Operator rows, Frame frame, WindowCall call) {
        WindowGroup group = new WindowGroup(List.of(P), List.of(SortKey.ascending(V)), frame, List.of(call));
        List<Object> column = new ArrayList<>();
        for (ArrayRow row : fixture.rows(new Window(rows, List.of(group)))) {
            Value value = row.get(2);
            column.add(value.isNull() ? "-" : value.toString());
        }
        return column;
    }

    private static WindowCall sum() {
        return WindowCall.of(AggregateCall.of(AggregateFunctions.get("SUM"), V));
    }

    @Test
    void ranksFollowTheOrder() {
        Operator rows = PlanFixture.values(2, "x", 3, "y", 1, "x", 1, "x", 3, "x", 2);
        assertEquals(
                List.of("3", "1", "1", "4", "2"), column(rows, Frame.TO_CURRENT, WindowCall.of(Function.ROW_NUMBER)));
        assertEquals(List.of("3", "1", "1", "3", "2"), column(rows, Frame.TO_CURRENT, WindowCall.of(Function.RANK)));
        assertEquals(
                List.of("3", "1", "1", "3", "2"), column(rows, Frame.TO_CURRENT, WindowCall.of(Function.DENSE_RANK)));
        assertEquals(
                List.of("1", "1", "0.25", "1", "0.5"),
                column(rows, Frame.TO_CURRENT, WindowCall.of(Function.CUME_DIST)));
        assertEquals(
                List.of("2", "1", "1", "2", "1"),
                column(rows, Frame.TO_CURRENT, WindowCall.of(Function.NTILE, Literal.of(2))));
        assertThrows(
                ItemException.class,
                () -> column(rows, Frame.TO_CURRENT, WindowCall.of(Function.NTILE, Literal.of(0))));
    }

    @Test
    void neighboursAreThoseOfTheOrder() {
        Operator rows = PlanFixture.values(2, "x", 1, "x", 2, "x", null, "x", 3);
        assertEquals(List.of("-", "1", "3", "2"), column(rows, Frame.TO_CURRENT, WindowCall.of(Function.LAG, V)));
        assertEquals(
                List.of("3", "-", "0", "0"),
                column(rows, Frame.TO_CURRENT, WindowCall.of(Function.LEAD, V, Literal.of(2), Literal.of(0))));
        assertEquals(List.of("1", "1", "1", "1"), column(rows, Frame.WHOLE, WindowCall.of(Function.FIRST_VALUE, V)));
        assertEquals(List.of("-", "-", "-", "-"), column(rows, Frame.WHOLE, WindowCall.of(Function.LAST_VALUE, V)));
        WindowCall ignoring = new WindowCall(Function.LAST_VALUE, List.of(V), true, Optional.empty());
        assertEquals(List.of("3", "3", "3", "3"), column(rows, Frame.WHOLE, ignoring));
        assertEquals(
                List.of("2", "2", "2", "2"),
                column(rows, Frame.WHOLE, WindowCall.of(Function.NTH_VALUE, V, Literal.of(2))));
        assertEquals(
                List.of("-", "2", "2", "2"),
                column(rows, Frame.TO_CURRENT, WindowCall.of(Function.NTH_VALUE, V, Literal.of(2))));
    }

    @Test
    void runningSumsIncludePeers() {
        Operator rows = PlanFixture.values(2, "x", 1, "x", 1, "x", 2, "y", 5);
        assertEquals(List.of("2", "2", "4", "5"), column(rows, Frame.TO_CURRENT, sum()));
        assertEquals(List.of("4", "4", "4", "5"), column(rows, Frame.WHOLE, sum()));
    }

    /** Every frame against its definition, row by row. Replay with {@code -Dseed=}. */
    @Test
    void framesFollowTheirDefinition() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.err.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 1500; i++) {
            Object[] values = new Object[2 * (1 + random.nextInt(9))];
            for (int n = 0; n < values.length; n += 2) {
                values[n] = "x";
                values[n + 1] = random.nextInt(6);
            }
            Operator rows = PlanFixture.values(2, values);
            List<ArrayRow> sorted = new ArrayList<>(fixture.rows(rows));
            sorted.sort((a, b) -> ((NumberValue) a.get(1)).compareTo((NumberValue) b.get(1)));
            Frame.Unit unit = List.of(Frame.Unit.values()).get(random.nextInt(3));
            Frame frame = new Frame(unit, bound(random, true), bound(random, false));
            WindowGroup group = new WindowGroup(List.of(), List.of(SortKey.ascending(V)), frame, List.of(sum()));
            List<String> actual = new ArrayList<>();
            fixture.rows(new Window(rows, List.of(group))).forEach(row -> actual.add(row.get(1) + ":" + row.get(2)));
            List<String> expected = new ArrayList<>();
            for (int row = 0; row < sorted.size(); row++) {
                expected.add(sorted.get(row).get(1) + ":" + naive(sorted, row, frame));
            }
            actual.sort(null);
            expected.sort(null);
            assertEquals(expected, actual, "seed " + seed + " " + frame + " " + sorted);
        }
    }

    private static Frame.Bound bound(Random random, boolean start) {
        return switch (random.nextInt(4)) {
            case 0 -> start ? Frame.Bound.UNBOUNDED_PRECEDING : Frame.Bound.UNBOUNDED_FOLLOWING;
            case 1 -> Frame.Bound.CURRENT_ROW;
            case 2 -> Frame.Bound.preceding(Literal.of(random.nextInt(3)));
            default -> Frame.Bound.following(Literal.of(random.nextInt(3)));
        };
    }

    private static String naive(List<ArrayRow> sorted, int row, Frame frame) {
        long sum = 0;
        boolean any = false;
        for (int other = 0; other < sorted.size(); other++) {
            long distance =
                    switch (frame.unit()) {
                        case ROWS -> other - row;
                        case RANGE -> number(sorted, other) - number(sorted, row);
                        case GROUPS -> groupOf(sorted, other) - groupOf(sorted, row);
                    };
            if (distance >= limit(frame.start()) && distance <= limit(frame.end())) {
                sum += number(sorted, other);
                any = true;
            }
        }
        return any ? String.valueOf(sum) : "null";
    }

    private static long limit(Frame.Bound bound) {
        long offset = bound.offset()
                .map(expression -> ((NumberValue) ((Literal) expression).value()).longValue())
                .orElse(0L);
        return switch (bound.side()) {
            case UNBOUNDED_PRECEDING -> Long.MIN_VALUE;
            case PRECEDING -> -offset;
            case CURRENT_ROW -> 0;
            case FOLLOWING -> offset;
            case UNBOUNDED_FOLLOWING -> Long.MAX_VALUE;
        };
    }

    private static long number(List<ArrayRow> rows, int row) {
        return ((NumberValue) rows.get(row).get(1)).longValue();
    }

    private static long groupOf(List<ArrayRow> rows, int row) {
        return rows.subList(0, row + 1).stream()
                .map(each -> each.get(1))
                .distinct()
                .count();
    }

    @Test
    void wrongFramesAreErrors() {
        Operator rows = PlanFixture.values(2, "x", 1);
        Frame negative = new Frame(Frame.Unit.ROWS, Frame.Bound.preceding(Literal.of(-1)), Frame.Bound.CURRENT_ROW);
        ItemException failure = assertThrows(ItemException.class, () -> column(rows, negative, sum()));
        assertEquals(ErrorCode.WINDOW_ERROR, failure.code());
    }
}
