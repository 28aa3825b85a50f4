package io.itemql.plan.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.condition.ComparisonOperator;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.plan.PlanFixture;
import io.itemql.plan.expression.And;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Between;
import io.itemql.plan.expression.Call;
import io.itemql.plan.expression.Cast;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Comparison;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.In;
import io.itemql.plan.expression.IsMissing;
import io.itemql.plan.expression.IsNull;
import io.itemql.plan.expression.KeyConversion;
import io.itemql.plan.expression.Like;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.Not;
import io.itemql.plan.expression.Or;
import io.itemql.plan.expression.OuterColumn;
import io.itemql.plan.expression.Parameter;
import io.itemql.plan.function.Functions;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.operator.SessionOptions.ScanPolicy;
import io.itemql.plan.value.CastType;
import io.itemql.plan.value.TimestampValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which access each form of predicate becomes, and what the values of an execution do to it. */
class KeyConditionsTest {
    private static final Expression PK = new ColumnReference(0, "pk");
    private static final Expression SK = new ColumnReference(1, "sk");
    private static final Expression A = new ColumnReference(2, "a");
    private static final Parameter P1 = new Parameter(0);
    private static final Parameter P2 = new Parameter(1);

    private final TableRead numberSort = PlanFixture.read("orders", PlanFixture.S_N_KEY, false, "pk", "sk", "a");
    private final TableRead textSort = PlanFixture.read("texts", PlanFixture.S_S_KEY, false, "pk", "sk", "a");
    private final TableRead plain = PlanFixture.read("plain", PlanFixture.S_KEY, false, "pk", "sk", "a");

    private PlanFixture fixture;

    @BeforeEach
    void fill() {
        fixture = new PlanFixture();
        fixture.table("orders", PlanFixture.S_N_KEY);
        fixture.table("texts", PlanFixture.S_S_KEY);
        fixture.table("plain", PlanFixture.S_KEY);
        for (int i = 0; i < 10; i++) {
            fixture.put("orders", PlanFixture.item("pk", "x", "sk", i, "a", i % 3));
            fixture.put("orders", PlanFixture.item("pk", "y", "sk", i, "a", "text"));
        }
        for (String sort : List.of("2024-01-01", "2024-01-02", "2024-01-02T00:00:00Z", "2024-02-01", "abc")) {
            fixture.put("texts", PlanFixture.item("pk", "x", "sk", sort));
        }
        fixture.put("plain", PlanFixture.item("pk", "x", "a", 1));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static Expression eq(Expression left, Expression right) {
        return Comparison.equal(left, right);
    }

    private static Expression compare(Expression left, ComparisonOperator operator, Expression right) {
        return new Comparison(operator, left, right);
    }

    private static Literal text(String value) {
        return Literal.of(value);
    }

    private static void assertAccess(String expected, TableRead read, Expression... predicate) {
        ReadChoice choice = KeyConditions.analyze(read, List.of(predicate), false, SessionOptions.DEFAULT);
        String remainder = choice.remainder().isEmpty() ? "" : " || " + And.of(choice.remainder());
        assertEquals(expected, choice.access().describe() + remainder);
    }

    @Test
    void wholeKeysAreGets() {
        assertAccess("GET plain [pk = 'x']", plain, eq(PK, text("x")));
        assertAccess("GET plain ['x' = pk]", plain, eq(text("x"), PK));
        assertAccess("GET plain [pk = ?1]", plain, eq(PK, P1));
        assertAccess("GET orders [pk = ?1, sk = 5]", numberSort, eq(SK, Literal.of(5)), eq(PK, P1));
        assertAccess(
                "GET orders [pk = ?1, sk = 5] | FILTER a = 1",
                numberSort,
                And.of(eq(PK, P1), eq(SK, Literal.of(5)), eq(A, Literal.of(1))));
        assertAccess("GET plain [pk = b]", plain, eq(PK, new OuterColumn(0, 3, "b")));
        assertAccess(
                "GET plain [CAST(pk AS VARCHAR) = 'x']",
                plain,
                eq(Cast.of(PK, CastType.of(CastType.Kind.VARCHAR)), text("x")));
        assertAccess("GET plain [pk IN (?1)]", plain, new In(PK, List.of(P1)));
    }

    @Test
    void castsThatChangeValuesAreScans() {
        assertAccess(
                "SCAN plain || CAST(pk AS VARCHAR(1)) = 'x'",
                plain,
                eq(Cast.of(PK, CastType.of(CastType.Kind.VARCHAR, 1)), text("x")));
        assertAccess(
                "SCAN plain || CAST(pk AS INTEGER) = 1",
                plain,
                eq(Cast.of(PK, CastType.of(CastType.Kind.INTEGER)), Literal.of(1)));
    }

    @Test
    void listsOfWholeKeysAreBatchGets() {
        assertAccess("BATCH GET plain [pk IN (?1, 'x')]", plain, new In(PK, List.of(P1, text("x"))));
        assertAccess("BATCH GET plain [pk = ?1 OR pk = 'x']", plain, Or.of(eq(PK, P1), eq(PK, text("x"))));
        assertAccess(
                "BATCH GET orders [pk = 'x', sk IN (1, 2)]",
                numberSort,
                eq(PK, text("x")),
                new In(SK, List.of(Literal.of(1), Literal.of(2))));
        assertAccess(
                "BATCH GET orders [pk IN ('x', 'y'), sk = 1]",
                numberSort,
                new In(PK, List.of(text("x"), text("y"))),
                eq(SK, Literal.of(1)));
        assertAccess(
                "BATCH GET orders [(pk = 'x' AND sk = 1) OR (pk = 'y' AND sk = 2)]",
                numberSort,
                Or.of(
                        And.of(eq(PK, text("x")), eq(SK, Literal.of(1))),
                        And.of(eq(PK, text("y")), eq(SK, Literal.of(2)))));
    }

    @Test
    void partitionKeysAreQueries() {
        assertAccess("QUERY orders [pk = ?1]", numberSort, eq(PK, P1));
        assertAccess("QUERY orders [pk IN (?1, ?2)]", numberSort, new In(PK, List.of(P1, P2)));
        assertAccess(
                "QUERY orders [pk = ?1, sk > 3, sk <= ?2]",
                numberSort,
                eq(PK, P1),
                compare(SK, ComparisonOperator.GREATER, Literal.of(3)),
                compare(SK, ComparisonOperator.LESS_OR_EQUAL, P2));
        assertAccess(
                "QUERY orders [pk = ?1, 3 < sk]",
                numberSort,
                eq(PK, P1),
                compare(Literal.of(3), ComparisonOperator.LESS, SK));
        assertAccess(
                "QUERY orders [pk = ?1, sk BETWEEN 1 AND ?2] | FILTER a = 1 || sk <> 4",
                numberSort,
                eq(PK, P1),
                new Between(SK, Literal.of(1), P2),
                eq(A, Literal.of(1)),
                compare(SK, ComparisonOperator.NOT_EQUAL, Literal.of(4)));
        assertAccess(
                "QUERY texts [pk = ?1, begins_with(sk, ?2)]",
                textSort,
                eq(PK, P1),
                Call.of(Functions.get("begins_with"), SK, P2));
        assertAccess("QUERY texts [pk = ?1, sk LIKE '2024%']", textSort, eq(PK, P1), Like.of(SK, text("2024%")));
        assertAccess(
                "QUERY texts [pk = ?1, sk LIKE '2024%1'] || sk LIKE '2024%1'",
                textSort, eq(PK, P1), Like.of(SK, text("2024%1")));
        assertAccess("QUERY texts [pk = ?1] || sk LIKE ?2", textSort, eq(PK, P1), Like.of(SK, P2));
        assertAccess(
                "QUERY orders [pk IN ('x', 'y')] || (pk = 'x' AND sk > 1) OR (pk = 'y' AND sk < 2)",
                numberSort,
                Or.of(
                        And.of(eq(PK, text("x")), compare(SK, ComparisonOperator.GREATER, Literal.of(1))),
                        And.of(eq(PK, text("y")), compare(SK, ComparisonOperator.LESS, Literal.of(2)))));
    }

    @Test
    void everythingElseIsAScan() {
        assertAccess("SCAN orders", numberSort);
        assertAccess("SCAN orders | FILTER a = 1", numberSort, eq(A, Literal.of(1)));
        assertAccess("SCAN orders | FILTER sk = 1", numberSort, eq(SK, Literal.of(1)));
        assertAccess(
                "SCAN orders | FILTER pk = 'x' OR a = 1", numberSort, Or.of(eq(PK, text("x")), eq(A, Literal.of(1))));
        assertAccess("SCAN orders | FILTER NOT (pk = 'x')", numberSort, new Not(eq(PK, text("x"))));
        assertAccess("SCAN orders || UPPER(pk) = 'X'", numberSort, eq(Call.of(Functions.get("UPPER"), PK), text("X")));
        assertAccess("SCAN orders | FILTER a IS NULL AND a IS MISSING", numberSort, new IsNull(A), new IsMissing(A));
    }

    @Test
    void contradictionsReadNothing() {
        assertAccess("VALUES 0 rows", plain, eq(PK, text("x")), eq(text("y"), PK));
        assertAccess("VALUES 0 rows", plain, eq(Literal.of(0), Literal.of(1)));
        assertAccess("VALUES 0 rows", plain, Literal.FALSE, eq(PK, P1));
        assertAccess("VALUES 0 rows", plain, Literal.NULL);
        assertAccess("GET plain [pk = 'x']", plain, eq(PK, text("x")), eq(Literal.of(1), Literal.of(1)));
    }

    @Test
    void withoutKeyAccessEverythingIsAScan() {
        SessionOptions scans = new SessionOptions(false, ScanPolicy.ALLOW, false, 1 << 20, false, false, 0);
        ReadChoice choice = KeyConditions.analyze(plain, List.of(eq(PK, text("x"))), false, scans);
        assertEquals("SCAN plain", choice.access().describe());
        assertEquals(List.of(eq(PK, text("x"))), choice.remainder());
    }

    private List<ArrayRow> run(Execution execution, TableRead read, Expression... predicate) {
        return PlanFixture.rows(
                KeyConditions.analyze(read, List.of(predicate), false, SessionOptions.DEFAULT)
                        .toOperator(),
                execution);
    }

    private static List<Object> sortKeys(List<ArrayRow> rows) {
        List<Object> keys = new ArrayList<>();
        rows.forEach(row -> keys.add(Integer.valueOf(row.get(1).toString())));
        return keys;
    }

    @Test
    void boundsAreIntersected() {
        try (Execution execution = fixture.execution()) {
            Expression x = eq(PK, text("x"));
            Expression above3 = compare(SK, ComparisonOperator.GREATER, Literal.of(3));
            Expression from5 = compare(SK, ComparisonOperator.GREATER_OR_EQUAL, Literal.of(5));
            Expression above5 = compare(SK, ComparisonOperator.GREATER, Literal.of(5));
            Expression below8 = compare(SK, ComparisonOperator.LESS, Literal.of(8));
            assertEquals(List.of(5, 6, 7), sortKeys(run(execution, numberSort, x, from5, above3, below8)));
            assertEquals(List.of(5, 6, 7), sortKeys(run(execution, numberSort, x, above3, from5, below8)));
            assertEquals(List.of(6, 7), sortKeys(run(execution, numberSort, x, from5, above5, below8)));
            assertEquals(List.of(6, 7), sortKeys(run(execution, numberSort, x, above5, from5, below8)));
            assertEquals(3, execution.counters().pagesRead() - 1);
            assertEquals(
                    List.of(),
                    run(execution, numberSort, x, above5, compare(SK, ComparisonOperator.LESS, Literal.of(5))));
            assertEquals(4, execution.counters().pagesRead(), "an empty range reads nothing");
        }
    }

    @Test
    void descendingQueriesComeBackwards() {
        ReadChoice choice = KeyConditions.analyze(numberSort, List.of(eq(PK, text("x"))), true, SessionOptions.DEFAULT);
        assertTrue(choice.sorted());
        assertEquals(List.of(9, 8, 7, 6, 5, 4, 3, 2, 1, 0), sortKeys(fixture.rows(choice.toOperator())));
        assertFalse(KeyConditions.analyze(
                        numberSort, List.of(new In(PK, List.of(text("x"), text("y")))), true, SessionOptions.DEFAULT)
                .sorted());
    }

    @Test
    void aKeyOfAnotherTypeMatchesNothingAndWarns() {
        try (Execution execution = fixture.execution(NumberValue.of(5))) {
            assertEquals(List.of(), run(execution, plain, eq(PK, P1)));
            assertEquals(1, execution.warnings().size());
            assertEquals(0, execution.counters().pagesRead());
        }
    }

    @Test
    void aConvertedKeyIsFound() {
        try (Execution execution = fixture.execution(new StringValue("3"), new StringValue("03"))) {
            Expression x = eq(PK, text("x"));
            assertEquals(
                    List.of(3),
                    sortKeys(run(execution, numberSort, x, eq(SK, new KeyConversion(P1, AttributeType.N)))));
            assertEquals(List.of(), run(execution, numberSort, x, eq(SK, new KeyConversion(P2, AttributeType.N))));
        }
    }

    @Test
    void nullAndEmptyKeysReadNothing() {
        try (Execution execution = fixture.execution(NullValue.NULL, new StringValue(""))) {
            assertEquals(List.of(), run(execution, plain, eq(PK, P1)));
            assertEquals(List.of(), run(execution, plain, eq(PK, P2)));
            assertEquals(List.of(), run(execution, plain, new In(PK, List.of(P1, P2))));
            assertEquals(List.of(), run(execution, numberSort, eq(PK, P2)));
            assertEquals(List.of(), run(execution, plain, eq(PK, text("k".repeat(3000)))));
            assertEquals(List.of(), execution.warnings());
            assertEquals(0, execution.counters().pagesRead());
        }
    }

    @Test
    void aTimestampIsComparedWithEveryTextThatIsOne() {
        TimestampValue day = new TimestampValue(LocalDate.of(2024, 1, 2).atStartOfDay());
        try (Execution execution = fixture.execution(day)) {
            assertEquals(
                    2, run(execution, textSort, eq(PK, text("x")), eq(SK, P1)).size());
            assertEquals(
                    3,
                    run(execution, textSort, eq(PK, text("x")), compare(SK, ComparisonOperator.GREATER_OR_EQUAL, P1))
                            .size());
        }
    }

    @Test
    void keysNamedTwiceAreReadOnce() {
        try (Execution execution = fixture.execution(new StringValue("x"))) {
            assertEquals(
                    1,
                    run(execution, plain, new In(PK, List.of(P1, text("x"), text("x"))))
                            .size());
            assertEquals(
                    10,
                    run(execution, numberSort, new In(PK, List.of(P1, text("x"))))
                            .size());
        }
    }

    @Test
    void manyKeysAreReadInBatches() {
        List<Expression> keys = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            fixture.put("plain", PlanFixture.item("pk", "k" + i));
            keys.add(text("k" + (249 - i)));
        }
        try (Execution execution = fixture.execution()) {
            List<ArrayRow> rows = run(execution, plain, new In(PK, keys));
            assertEquals(250, rows.size());
            assertEquals(new StringValue("k249"), rows.get(0).get(0));
            assertEquals(3, execution.counters().pagesRead());
            assertEquals(250, execution.counters().itemsExamined());
        }
    }

    @Test
    void theScanPolicyDecidesAboutScans() {
        Expression onA = eq(A, Literal.of(7));
        SessionOptions options = SessionOptions.DEFAULT;
        try (Execution denied = fixture.execution(with(options, ScanPolicy.DENY))) {
            ItemException failure = assertThrows(ItemException.class, () -> run(denied, numberSort, onA));
            assertEquals(ErrorCode.SCAN_DENIED, failure.code());
            assertTrue(failure.getMessage().contains("pk"), failure.getMessage());
            assertEquals(10, run(denied, numberSort, eq(PK, text("x"))).size());
        }
        try (Execution warned = fixture.execution(with(options, ScanPolicy.WARN))) {
            assertEquals(List.of(), run(warned, numberSort, onA));
            assertEquals(1, warned.warnings().size());
        }
        try (Execution limited = fixture.execution(with(options, ScanPolicy.limit(19)))) {
            ItemException failure = assertThrows(ItemException.class, () -> run(limited, numberSort, onA));
            assertEquals(ErrorCode.SCAN_LIMIT_EXCEEDED, failure.code());
        }
        try (Execution limited = fixture.execution(with(options, ScanPolicy.limit(20)))) {
            assertEquals(20, run(limited, numberSort).size());
        }
    }

    private static SessionOptions with(SessionOptions options, ScanPolicy policy) {
        return new SessionOptions(false, policy, false, options.memoryBytes(), false, true, 0);
    }
}
