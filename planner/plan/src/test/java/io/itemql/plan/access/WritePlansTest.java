package io.itemql.plan.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.condition.ComparisonOperator;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.Item;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import io.itemql.plan.PlanFixture;
import io.itemql.plan.expression.Arithmetic;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.BagConstructor;
import io.itemql.plan.expression.Call;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Comparison;
import io.itemql.plan.expression.Concat;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.Parameter;
import io.itemql.plan.expression.TupleConstructor;
import io.itemql.plan.function.Functions;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.Project;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.operator.SessionOptions.ScanPolicy;
import io.itemql.plan.operator.Values;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WritePlansTest {
    private static final Expression PK = new ColumnReference(0, "pk");
    private static final Expression A = new ColumnReference(1, "a");
    private static final Expression B = new ColumnReference(2, "b");
    private static final Literal ONE = Literal.of(1);

    private final TableRead read = PlanFixture.read("items", PlanFixture.S_KEY, false, "pk", "a", "b");
    private PlanFixture fixture;
    private TableDefinition definition;

    @BeforeEach
    void create() {
        fixture = new PlanFixture();
        definition = fixture.table("items", PlanFixture.S_KEY);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private WriteResult run(WritePlan plan) {
        try (Execution execution = fixture.execution(new StringValue("parameter"))) {
            return plan.run(execution);
        }
    }

    private Item item(String key) {
        return fixture.items("items").stream()
                .filter(item -> item.get("pk").equals(new StringValue(key)))
                .findFirst()
                .orElse(null);
    }

    private static AttributePath path(String attribute) {
        return AttributePath.of(attribute);
    }

    private UpdatePlan update(Expression predicate, Assignment... assignments) {
        return UpdatePlan.of(read, List.of(predicate), List.of(assignments), Optional.empty(), SessionOptions.DEFAULT);
    }

    private static Expression isKey(String key) {
        return Comparison.equal(PK, Literal.of(key));
    }

    private static Expression plus(Expression left, Expression right) {
        return new Arithmetic(Arithmetic.Operator.ADD, left, right);
    }

    private PutPlan insert(boolean overwrite, Operator rows, String... columns) {
        return new PutPlan(definition, rows, Optional.of(List.of(columns)), overwrite, Optional.empty());
    }

    @Test
    void insertNeverOverwrites() {
        assertEquals(
                2,
                run(insert(false, PlanFixture.values(2, "x", 1, "y", 2), "pk", "a"))
                        .count());
        ItemException failure = assertThrows(
                ItemException.class, () -> run(insert(false, PlanFixture.values(2, "z", 1, "x", 9), "pk", "a")));
        assertEquals(ErrorCode.DUPLICATE_KEY, failure.code());
        assertTrue(failure.getMessage().contains("'x'"), failure.getMessage());
        assertEquals(NumberValue.ONE, item("x").get("a"));
        ItemException twice = assertThrows(
                ItemException.class, () -> run(insert(false, PlanFixture.values(2, "n", 1, "n", 2), "pk", "a")));
        assertEquals(ErrorCode.DUPLICATE_KEY, twice.code());
    }

    @Test
    void upsertReplacesTheItem() {
        run(insert(false, PlanFixture.values(3, "x", 1, 2), "pk", "a", "b"));
        assertEquals(
                1, run(insert(true, PlanFixture.values(2, "x", 9), "pk", "a")).count());
        assertEquals(PlanFixture.item("pk", "x", "a", 9), item("x"));
    }

    @Test
    void insertKeepsNullAndLeavesMissingOut() {
        run(insert(false, PlanFixture.values(3, "x", null, "MISSING"), "pk", "a", "b"));
        assertEquals(PlanFixture.item("pk", "x", "a", null), item("x"));
    }

    @Test
    void insertOfATuple() {
        Expression tuple = new TupleConstructor(
                List.of(new TupleConstructor.Field("pk", new Parameter(0)), new TupleConstructor.Field("a", ONE)));
        run(new PutPlan(definition, Values.row(List.of(tuple)), Optional.empty(), false, Optional.empty()));
        assertEquals(PlanFixture.item("pk", "parameter", "a", 1), item("parameter"));
        ItemException failure = assertThrows(
                ItemException.class,
                () -> run(
                        new PutPlan(definition, PlanFixture.values(1, 5), Optional.empty(), false, Optional.empty())));
        assertEquals(ErrorCode.TYPE_MISMATCH, failure.code());
    }

    @Test
    void insertFromItsOwnTableSeesOnlyWhatWasThere() {
        run(insert(false, PlanFixture.values(2, "x", 1, "y", 2), "pk", "a"));
        Operator copies = new Project(new ScanPlan(read), List.of(new Concat(PK, Literal.of("-copy")), A));
        assertEquals(2, run(insert(false, copies, "pk", "a")).count());
        assertEquals(4, fixture.items("items").size());
    }

    @Test
    void wrongKeysAreRefused() {
        assertEquals(
                ErrorCode.KEY_MISSING,
                assertThrows(ItemException.class, () -> run(insert(false, PlanFixture.values(1, 1), "a")))
                        .code());
        assertEquals(
                ErrorCode.KEY_MISSING,
                assertThrows(ItemException.class, () -> run(insert(false, PlanFixture.values(1, (Object) null), "pk")))
                        .code());
        assertEquals(
                ErrorCode.KEY_TYPE_MISMATCH,
                assertThrows(ItemException.class, () -> run(insert(false, PlanFixture.values(1, 5), "pk")))
                        .code());
        assertEquals(
                ErrorCode.KEY_UPDATE,
                assertThrows(ItemException.class, () -> update(isKey("x"), new Assignment.Remove(path("pk"))))
                        .code());
        assertEquals(
                ErrorCode.PATH_OVERLAP,
                assertThrows(
                                ItemException.class,
                                () -> update(
                                        isKey("x"),
                                        new Assignment.Set(path("a"), ONE),
                                        new Assignment.Remove(path("a").name("b"))))
                        .code());
    }

    @Test
    void aGeneratedKeyIsFilledIn() {
        TableDefinition generated = fixture.store()
                .createTable(new TableDefinition(
                        "generated",
                        KeySchema.of(new KeyAttribute(TableDefinition.GENERATED_KEY, AttributeType.S)),
                        true,
                        List.of(),
                        Map.of()))
                .definition();
        run(new PutPlan(generated, PlanFixture.values(1, 1, 1), Optional.of(List.of("a")), false, Optional.empty()));
        assertEquals(2, fixture.items("generated").size());
    }

    @Test
    void updateOfAWholeKeyReadsNothing() {
        fixture.put("items", PlanFixture.item("pk", "x", "a", 1));
        UpdatePlan plan = update(isKey("x"), new Assignment.Set(path("a"), plus(A, ONE)));
        try (Execution execution = fixture.execution()) {
            assertEquals(1, plan.run(execution).count());
            assertEquals(0, execution.counters().pagesRead());
        }
        assertEquals(NumberValue.of(2), item("x").get("a"));
    }

    @Test
    void updateCreatesNothing() {
        assertEquals(
                0, run(update(isKey("x"), new Assignment.Set(path("a"), ONE))).count());
        assertEquals(List.of(), fixture.items("items"));
    }

    @Test
    void updateTestsTheWholePredicate() {
        fixture.put("items", PlanFixture.item("pk", "x", "a", 1));
        Expression wrong = Comparison.equal(A, Literal.of(2));
        UpdatePlan plan = UpdatePlan.of(
                read,
                List.of(isKey("x"), wrong),
                List.of(new Assignment.Set(path("b"), ONE)),
                Optional.empty(),
                SessionOptions.DEFAULT);
        assertEquals(0, run(plan).count());
        Expression notPushable = Comparison.equal(Call.of(Functions.get("ABS"), A), Literal.of(1));
        UpdatePlan read1 = UpdatePlan.of(
                read,
                List.of(isKey("x"), notPushable),
                List.of(new Assignment.Set(path("b"), Literal.of(5))),
                Optional.empty(),
                SessionOptions.DEFAULT);
        assertEquals(1, run(read1).count());
        assertEquals(NumberValue.of(5), item("x").get("b"));
    }

    @Test
    void assignmentsMeanTheSameOnEitherWay() {
        for (boolean direct : List.of(true, false)) {
            fixture.put("items", PlanFixture.item("pk", "x", "a", 1, "n", null, "t", "text"));
            TableRead all = PlanFixture.read("items", PlanFixture.S_KEY, false, "pk", "a", "m", "n", "t");
            Expression m = new ColumnReference(2, "m");
            Expression n = new ColumnReference(3, "n");
            Expression t = new ColumnReference(4, "t");
            Expression predicate =
                    direct ? isKey("x") : Comparison.equal(Call.of(Functions.get("UPPER"), PK), Literal.of("X"));
            run(UpdatePlan.of(
                    all,
                    List.of(predicate),
                    List.of(
                            new Assignment.Set(path("missing"), m),
                            new Assignment.Set(path("null"), plus(n, ONE)),
                            new Assignment.Set(path("copy"), A),
                            new Assignment.Set(
                                    path("set"),
                                    Call.of(
                                            Functions.get("set_add"),
                                            new ColumnReference(2, "m"),
                                            new BagConstructor(List.of(Literal.of("s"))))),
                            new Assignment.Set(path("kept"), Call.of(Functions.get("if_not_exists"), A, ONE)),
                            new Assignment.Add(path("sum"), Literal.of(3)),
                            new Assignment.Set(path("a"), Literal.MISSING)),
                    Optional.empty(),
                    SessionOptions.DEFAULT));
            assertEquals(
                    PlanFixture.item(
                            "pk",
                            "x",
                            "n",
                            null,
                            "t",
                            "text",
                            "missing",
                            null,
                            "null",
                            null,
                            "copy",
                            1,
                            "set",
                            StringSetValue.of(List.of(new StringValue("s"))),
                            "kept",
                            1,
                            "sum",
                            3),
                    item("x"));
            assertEquals(ErrorCode.INVALID_OPERAND_TYPE, refusal(all, predicate, plus(t, ONE)));
            assertEquals(ErrorCode.MISSING_OPERAND, refusal(all, predicate, plus(ONE, m)));
            assertEquals(new StringValue("text"), item("x").get("t"));
        }
    }

    /** How an UPDATE that gives the attribute t a value is refused. */
    private ErrorCode refusal(TableRead all, Expression predicate, Expression value) {
        UpdatePlan plan = UpdatePlan.of(
                all,
                List.of(predicate),
                List.of(new Assignment.Set(path("t"), value)),
                Optional.empty(),
                SessionOptions.DEFAULT);
        return assertThrows(ItemException.class, () -> run(plan)).code();
    }

    @Test
    void updateAndDeleteByAnyPredicateCountExactly() {
        for (int i = 0; i < 500; i++) {
            fixture.put("items", PlanFixture.item("pk", "k" + i, "a", i % 5));
        }
        Expression one = Comparison.equal(A, ONE);
        UpdatePlan plan = UpdatePlan.of(
                read,
                List.of(one),
                List.of(new Assignment.Set(path("a"), plus(A, Literal.of(10)))),
                Optional.of(new Returning(
                        read.slots(),
                        List.of(Returning.slotBefore(read.slots(), 1), Returning.slotAfter(read.slots(), 1)))),
                SessionOptions.DEFAULT);
        WriteResult result = run(plan);
        assertEquals(100, result.count());
        assertEquals(100, result.rows().size());
        assertEquals(PlanFixture.row(1, 11), result.rows().get(0));
        DeletePlan delete = DeletePlan.of(
                read,
                List.of(new Comparison(ComparisonOperator.GREATER, A, Literal.of(3))),
                Optional.of(new Returning(read.slots(), List.of(Returning.itemBefore(read.slots())))),
                SessionOptions.DEFAULT);
        WriteResult deleted = run(delete);
        assertEquals(200, deleted.count());
        assertEquals(300, fixture.items("items").size());
    }

    @Test
    void deleteOfAWholeKey() {
        fixture.put("items", PlanFixture.item("pk", "x", "a", 1));
        DeletePlan wrong = DeletePlan.of(
                read,
                List.of(isKey("x"), Comparison.equal(A, Literal.of(2))),
                Optional.empty(),
                SessionOptions.DEFAULT);
        assertEquals(0, run(wrong).count());
        DeletePlan plan = DeletePlan.of(read, List.of(isKey("x")), Optional.empty(), SessionOptions.DEFAULT);
        assertEquals(1, run(plan).count());
        assertEquals(0, run(plan).count());
    }

    @Test
    void returningGivesBothImages() {
        fixture.put("items", PlanFixture.item("pk", "x", "a", 1, "b", 2));
        List<AttributePath> slots = read.slots();
        UpdatePlan plan = UpdatePlan.of(
                read,
                List.of(isKey("x")),
                List.of(new Assignment.Set(path("a"), Literal.of(7))),
                Optional.of(new Returning(
                        slots,
                        List.of(
                                Returning.itemBefore(slots),
                                Returning.itemAfter(slots),
                                Returning.modifiedBefore(slots),
                                Returning.modifiedAfter(slots)))),
                SessionOptions.DEFAULT);
        ArrayRow row = run(plan).rows().get(0);
        assertEquals(PlanFixture.item("pk", "x", "a", 1, "b", 2).toMap(), row.get(0));
        assertEquals(PlanFixture.item("pk", "x", "a", 7, "b", 2).toMap(), row.get(1));
        assertEquals(PlanFixture.item("a", 1).toMap(), row.get(2));
        assertEquals(PlanFixture.item("a", 7).toMap(), row.get(3));
    }

    @Test
    void readOnlySessionsWriteNothing() {
        SessionOptions readOnly = new SessionOptions(false, ScanPolicy.ALLOW, false, 1 << 20, true, true, 0);
        try (Execution execution = fixture.execution(readOnly)) {
            ItemException failure =
                    assertThrows(ItemException.class, () -> insert(false, PlanFixture.values(1, "x"), "pk")
                            .run(execution));
            assertEquals(ErrorCode.READ_ONLY, failure.code());
        }
    }

    /** Increments that the store cannot compute are read, computed and written; none may get lost. */
    @Test
    void concurrentUpdatesLoseNothing() throws Exception {
        fixture.put("items", PlanFixture.item("pk", "x", "a", 0, "b", 1));
        Expression twice = new Arithmetic(Arithmetic.Operator.MULTIPLY, B, Literal.of(2));
        UpdatePlan plan = update(isKey("x"), new Assignment.Set(path("a"), plus(A, twice)));
        int threads = 3;
        int updates = 60;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<Long>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(pool.submit(() -> {
                    start.await();
                    long written = 0;
                    for (int n = 0; n < updates; n++) {
                        try {
                            written += run(plan).count();
                        } catch (ItemException e) {
                            assertEquals(ErrorCode.WRITE_CONFLICT, e.code());
                        }
                    }
                    return written;
                }));
            }
            start.countDown();
            long written = 0;
            for (Future<Long> future : futures) {
                written += future.get();
            }
            assertTrue(written > updates, "almost all were refused");
            assertEquals(NumberValue.of(2 * written), item("x").get("a"));
        } finally {
            pool.shutdownNow();
        }
    }
}
