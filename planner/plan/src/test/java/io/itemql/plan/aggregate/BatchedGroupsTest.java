package io.itemql.plan.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import io.itemql.plan.PlanFixture;
import io.itemql.plan.access.ScanPlan;
import io.itemql.plan.expression.Arithmetic;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.Parameter;
import io.itemql.plan.expression.Place;
import io.itemql.plan.operator.BatchCursor;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.InputCursor;
import io.itemql.plan.operator.Meter;
import io.itemql.plan.operator.MeteredOperator;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.operator.SingleInput;
import io.itemql.store.ItemBatch;
import io.itemql.store.Write;
import io.itemql.store.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Aggregates over batches, beside the same over single rows: whatever the values, nothing else may come out. */
class BatchedGroupsTest {
    private static final String[] COLUMNS = {"a", "b", "c", "g", "h", "pk"};
    private static final int ITEMS = 3000;
    /** So many that several threads share them. */
    private static final int ITEMS_SHARED = 25_000;

    private static final Object[] RARE = {
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MAX_VALUE - 1,
        3_037_000_500L,
        "0.5",
        "-12.75",
        "9223372036854775808",
        "1e30",
        null,
        "MISSING",
        true,
        "text"
    };
    private static final List<Arithmetic.Operator> OPERATORS =
            List.of(Arithmetic.Operator.ADD, Arithmetic.Operator.SUBTRACT, Arithmetic.Operator.MULTIPLY);
    /** Their products are too large for any number. */
    private static final String HUGE = "9e120";

    private final PlanFixture fixture = new PlanFixture();
    private final AtomicLong rowsInBatches = new AtomicLong();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Gives rows one by one, by one thread. */
    private record OneByOne(Operator input) implements SingleInput {
        @Override
        public RowCursor open(Execution execution) {
            RowCursor rows = input.open(execution);
            return new InputCursor(rows) {
                @Override
                public boolean next() {
                    return rows.next();
                }
            };
        }

        @Override
        public Operator over(Operator other) {
            return new OneByOne(other);
        }

        @Override
        public String describe() {
            return "ONE BY ONE";
        }
    }

    /** Gives what a scan gives, and counts what comes in batches. */
    private record Counted(Operator input, AtomicLong rowsInBatches) implements SingleInput {
        @Override
        public RowCursor open(Execution execution) {
            return new CountedCursor((BatchCursor) input.open(execution), rowsInBatches);
        }

        @Override
        public List<Operator> segments(int total, Execution execution) {
            return input.segments(total, execution).stream().map(this::over).toList();
        }

        @Override
        public Operator over(Operator other) {
            return new Counted(other, rowsInBatches);
        }

        @Override
        public String describe() {
            return "COUNTED";
        }
    }

    private static final class CountedCursor extends InputCursor implements BatchCursor {
        private final BatchCursor rows;
        private final AtomicLong rowsInBatches;

        CountedCursor(BatchCursor rows, AtomicLong rowsInBatches) {
            super(rows);
            this.rows = rows;
            this.rowsInBatches = rowsInBatches;
        }

        @Override
        public boolean next() {
            return rows.next();
        }

        @Override
        public int batchWidth() {
            return rows.batchWidth();
        }

        @Override
        public int next(ItemBatch batch) {
            int count = rows.next(batch);
            rowsInBatches.addAndGet(count);
            return count;
        }
    }

    /** Values and statements from one seed. */
    private static final class Randoms {
        private final Random random;
        /** How many of a hundred values are anything but a small number. */
        private final int rarePercent;

        private final boolean huge;
        private int column;

        Randoms(long seed, int rarePercent, boolean huge) {
            this.random = new Random(seed);
            this.rarePercent = rarePercent;
            this.huge = huge;
        }

        int below(int bound) {
            return random.nextInt(bound);
        }

        Object value() {
            if (random.nextInt(100) >= rarePercent) {
                return random.nextInt(2000) - 1000;
            }
            Object rare = RARE[random.nextInt(RARE.length)];
            return number(huge && random.nextInt(20) == 0 ? HUGE : rare);
        }

        private static Object number(Object value) {
            return value instanceof String text && Character.isDigit(text.charAt(text.length() - 1))
                    ? NumberValue.parse(text)
                    : value;
        }

        Object key(int different) {
            int number = random.nextInt(different);
            return switch (number % 7) {
                case 0 -> number;
                case 1 -> NumberValue.parse(number + ".5");
                case 2 -> number == 2 ? null : "text";
                case 3 -> number == 3 ? "MISSING" : "another text";
                default -> "key " + number;
            };
        }

        Expression expression(int depth) {
            if (depth > 0 && random.nextInt(4) > 0) {
                Arithmetic.Operator operator = random.nextInt(30) == 0
                        ? Arithmetic.Operator.DIVIDE
                        : OPERATORS.get(random.nextInt(OPERATORS.size()));
                // Each stands elsewhere, so a failure tells which one it was.
                return new Arithmetic(operator, expression(depth - 1), expression(depth - 1), Place.of(1, ++column));
            }
            return switch (random.nextInt(6)) {
                case 0 -> Literal.of(random.nextInt(100));
                case 1 -> new Parameter(0);
                default -> column(random.nextInt(3));
            };
        }

        AggregateCall call() {
            List<String> names = List.of("COUNT", "SUM", "AVG", "MIN", "MAX", "$SUM0");
            if (random.nextInt(8) == 0) {
                return call("COUNT", List.of(), false);
            }
            boolean distinct = random.nextInt(40) == 0;
            return call(names.get(random.nextInt(names.size())), List.of(expression(3)), distinct);
        }

        private static AggregateCall call(String name, List<Expression> arguments, boolean distinct) {
            return new AggregateCall(AggregateFunctions.get(name), arguments, distinct, Optional.empty(), List.of());
        }

        static Expression column(int index) {
            return new ColumnReference(index, COLUMNS[index]);
        }
    }

    private void fill(String table, Randoms randoms, int items) {
        fixture.table(table, PlanFixture.S_KEY);
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            Item item = PlanFixture.item(
                    "pk", "p" + i,
                    "a", randoms.value(),
                    "b", randoms.value(),
                    "c", randoms.value(),
                    "g", randoms.key(10),
                    "h", randoms.key(2000));
            writes.add(new Write.Put(table, item, Optional.empty()));
        }
        for (int from = 0; from < items; from += 500) {
            fixture.store()
                    .write(new WriteBatch(writes.subList(from, Math.min(items, from + 500)), false))
                    .forEach(outcome -> outcome.orThrow());
        }
    }

    private String outcome(Operator operator, Value parameter) {
        try {
            return fixture.rows(operator, parameter).toString();
        } catch (ItemException e) {
            return e.getMessage();
        }
    }

    private void compare(String table, Randoms randoms) {
        ScanPlan scan = new ScanPlan(PlanFixture.read(table, PlanFixture.S_KEY, false, COLUMNS));
        List<Expression> keys = new ArrayList<>();
        for (int key = randoms.below(3); key > 0; key--) {
            keys.add(Randoms.column(3 + randoms.below(randoms.below(4) == 0 ? 3 : 2)));
        }
        List<AggregateCall> calls = new ArrayList<>();
        for (int call = randoms.below(5); call >= 0; call--) {
            calls.add(randoms.call());
        }
        Value parameter = PlanFixture.value(randoms.value() instanceof Integer number ? number : 7);
        HashAggregate aggregate = HashAggregate.of(new Counted(scan, rowsInBatches), keys, calls);
        assertEquals(
                outcome(aggregate.over(new OneByOne(scan)), parameter),
                outcome(aggregate, parameter),
                aggregate::describe);
    }

    @Test
    void batchesAndSingleRowsHaveTheSameOutcome() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        int[] rarePercents = {0, 1, 2, 5, 20, 40, 1, 5};
        for (int table = 0; table < rarePercents.length; table++) {
            Randoms randoms = new Randoms(seed + table, rarePercents[table], table > 5);
            fill("t" + table, randoms, ITEMS);
            for (int statement = 0; statement < 40; statement++) {
                compare("t" + table, randoms);
            }
        }
        Randoms randoms = new Randoms(seed, 1, false);
        fill("shared", randoms, ITEMS_SHARED);
        for (int statement = 0; statement < 15; statement++) {
            compare("shared", randoms);
        }
        assertTrue(rowsInBatches.get() > 30 * ITEMS, () -> "only " + rowsInBatches + " rows came in batches");
    }

    @Test
    void aSumThatLeavesTheLongsStaysExact() {
        fixture.table("t", PlanFixture.S_KEY);
        for (int i = 0; i < 1000; i++) {
            fixture.put("t", PlanFixture.item("pk", "p" + i, "a", Long.MAX_VALUE, "b", i));
        }
        Operator scan = new ScanPlan(PlanFixture.read("t", PlanFixture.S_KEY, false, COLUMNS));
        List<AggregateCall> calls = List.of(
                AggregateCall.of(AggregateFunctions.get("SUM"), Randoms.column(0)),
                AggregateCall.of(AggregateFunctions.get("AVG"), Randoms.column(0)),
                AggregateCall.of(AggregateFunctions.get("MIN"), Randoms.column(1)),
                AggregateCall.of(AggregateFunctions.get("MAX"), Randoms.column(1)),
                AggregateCall.of(AggregateFunctions.get("COUNT"), Randoms.column(2)));
        assertEquals(
                List.of(PlanFixture.row(NumberValue.parse("9223372036854775807000"), Long.MAX_VALUE, 0, 999, 0)),
                fixture.rows(HashAggregate.of(new Counted(scan, rowsInBatches), List.of(), calls)));
        assertTrue(rowsInBatches.get() > 0);
    }

    @Test
    void fewRowsComeOneByOne() {
        fixture.table("t", PlanFixture.S_KEY);
        for (int i = 0; i < 100; i++) {
            fixture.put("t", PlanFixture.item("pk", "p" + i, "a", i));
        }
        Operator scan = new ScanPlan(PlanFixture.read("t", PlanFixture.S_KEY, false, COLUMNS));
        List<AggregateCall> calls = List.of(AggregateCall.of(AggregateFunctions.get("SUM"), Randoms.column(0)));
        assertEquals(
                List.of(PlanFixture.row(4950)),
                fixture.rows(HashAggregate.of(new Counted(scan, rowsInBatches), List.of(), calls)));
        assertEquals(0, rowsInBatches.get());
    }

    private Operator thousandItems() {
        fixture.table("t", PlanFixture.S_KEY);
        for (int i = 0; i < 1000; i++) {
            fixture.put("t", PlanFixture.item("pk", "p" + i, "a", i));
        }
        Operator scan = new ScanPlan(PlanFixture.read("t", PlanFixture.S_KEY, false, COLUMNS));
        return new Counted(scan, rowsInBatches);
    }

    @Test
    void aMeterCountsTheRowsOfBatches() {
        Meter meter = new Meter();
        Operator input = new MeteredOperator(thousandItems(), meter);
        List<AggregateCall> calls = List.of(AggregateCall.of(AggregateFunctions.get("SUM"), Randoms.column(0)));
        assertEquals(List.of(PlanFixture.row(499_500)), fixture.rows(HashAggregate.of(input, List.of(), calls)));
        assertTrue(rowsInBatches.get() > 0);
        assertEquals(1000, meter.rows());
    }

    @Test
    void whereEachItemCountsRowsComeOneByOne() {
        List<AggregateCall> calls = List.of(AggregateCall.of(AggregateFunctions.get("SUM"), Randoms.column(0)));
        HashAggregate aggregate = HashAggregate.of(thousandItems(), List.of(), calls);
        SessionOptions enough = SessionOptions.DEFAULT.withScan(SessionOptions.ScanPolicy.limit(1000));
        try (Execution execution = fixture.execution(enough)) {
            assertEquals(List.of(PlanFixture.row(499_500)), PlanFixture.rows(aggregate, execution));
        }
        assertEquals(0, rowsInBatches.get());
        SessionOptions less = SessionOptions.DEFAULT.withScan(SessionOptions.ScanPolicy.limit(999));
        try (Execution execution = fixture.execution(less)) {
            assertEquals(
                    ErrorCode.SCAN_LIMIT_EXCEEDED,
                    assertThrows(ItemException.class, () -> PlanFixture.rows(aggregate, execution))
                            .code());
        }
    }
}
