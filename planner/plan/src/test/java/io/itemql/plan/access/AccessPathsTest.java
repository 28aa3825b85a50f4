package io.itemql.plan.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.itemql.condition.ComparisonOperator;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.plan.expression.Cast;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Comparison;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.In;
import io.itemql.plan.expression.IsType;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.NotDistinct;
import io.itemql.plan.expression.Parameter;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.operator.SessionOptions.ScanPolicy;
import io.itemql.plan.value.CastType;
import io.itemql.store.IndexStatistics;
import io.itemql.store.TableStatistics;
import io.itemql.table.IndexDefinition;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import io.itemql.table.Projection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Which of a table and its indexes a predicate is read through. */
class AccessPathsTest {
    private static final KeyAttribute PK = new KeyAttribute("pk", AttributeType.S);
    private static final KeyAttribute SK = new KeyAttribute("sk", AttributeType.N);
    private static final KeySchema KEYS = KeySchema.of(PK, SK);
    private static final Expression PARTITION = new ColumnReference(0, "pk");
    private static final Expression SORT = new ColumnReference(1, "sk");
    private static final Expression A = new ColumnReference(2, "a");
    private static final Expression B = new ColumnReference(3, "b");
    private static final Expression C = new ColumnReference(4, "c");

    private static final IndexDefinition BY_A =
            IndexDefinition.global("by_a", KeySchema.of(new KeyAttribute("a", AttributeType.S)), Projection.ALL);
    private static final IndexDefinition BY_A_B = IndexDefinition.global(
            "by_a_b",
            KeySchema.of(new KeyAttribute("a", AttributeType.S), new KeyAttribute("b", AttributeType.N)),
            Projection.ALL);
    private static final IndexDefinition BY_C_SK = IndexDefinition.global(
            "by_c_sk", KeySchema.of(new KeyAttribute("c", AttributeType.S), SK), Projection.KEYS_ONLY);

    private static final TableRead READ = TableRead.of(
            "t",
            KEYS,
            List.of("pk", "sk", "a", "b", "c").stream().map(AttributePath::of).toList(),
            false);

    private static final TableRead KEYS_AND_C = TableRead.of(
            "t", KEYS, List.of("pk", "sk", "c").stream().map(AttributePath::of).toList(), false);

    private static AccessPaths paths(long items, IndexDefinition... indexes) {
        List<IndexStatistics> counts = List.of(indexes).stream()
                .map(index -> new IndexStatistics(index.name(), items, items * 50))
                .toList();
        return new AccessPaths(
                List.of(indexes), new TableStatistics(items, items * 100, List.of(), 0).withIndexes(counts));
    }

    private static String choose(AccessPaths paths, Wanted wanted, Expression... predicate) {
        ReadChoice choice = paths.choose(READ, List.of(predicate), wanted, SessionOptions.DEFAULT);
        return choice.access().describe() + (choice.sorted() ? " sorted" : "");
    }

    private static String choose(IndexDefinition index, Expression... predicate) {
        return choose(paths(10_000, index), Wanted.NOTHING, predicate);
    }

    private static Expression eq(Expression left, Object right) {
        return Comparison.equal(
                left,
                right instanceof Expression value
                        ? value
                        : right instanceof String text ? Literal.of(text) : Literal.of((Integer) right));
    }

    private static Expression above(Expression left, int right) {
        return new Comparison(ComparisonOperator.GREATER, left, Literal.of(right));
    }

    private static Wanted order(boolean descending, String... attributes) {
        return new Wanted(
                List.of(attributes).stream()
                        .map(name -> new Wanted.Key(Optional.of(name), descending))
                        .toList(),
                OptionalLong.empty());
    }

    @Test
    void equalityWithItsPartitionKeyTakesAnIndex() {
        assertEquals("QUERY t.by_a [a = 'x']", choose(BY_A, eq(A, "x")));
        assertEquals("QUERY t.by_a [a = ?1]", choose(BY_A, eq(A, new Parameter(0))));
        assertEquals(
                "QUERY t.by_a [a IN ('x', 'y')]", choose(BY_A, new In(A, List.of(Literal.of("x"), Literal.of("y")))));
        assertEquals("QUERY t.by_a [a = 'x'] | FILTER b > 1", choose(BY_A, eq(A, "x"), above(B, 1)));
    }

    @Test
    void anIndexMustHaveEveryItemThatCounts() {
        assertEquals("SCAN t | FILTER a = 'x'", choose(BY_A_B, eq(A, "x")));
        assertEquals("QUERY t.by_a_b [a = 'x', b > 1]", choose(BY_A_B, eq(A, "x"), above(B, 1)));
        assertEquals("QUERY t.by_a_b [a = 'x', b = 1]", choose(BY_A_B, eq(A, "x"), eq(B, 1)));
        assertEquals(
                "QUERY t.by_a_b [a = 'x']",
                choose(BY_A_B, eq(A, "x"), IsType.of(B, AttributeType.N)).replaceAll(" \\|.*", ""));
        assertEquals(
                "SCAN t",
                choose(BY_A_B, eq(A, "x"), IsType.of(B, AttributeType.S)).replaceAll(" \\|.*", ""));
        assertTrue(
                choose(BY_C_SK, eq(C, "x")).startsWith("QUERY t.by_c_sk [c = 'x'] | FETCH"), "keys are always there");
    }

    @Test
    void whatAnIndexCannotTellRulesItOut() {
        assertEquals("SCAN t | FILTER a = 5", choose(BY_A, eq(A, 5)));
        assertEquals(
                "SCAN t", choose(BY_A, new NotDistinct(A, new Parameter(0))).replaceAll(" \\|.*", ""));
        assertEquals(
                "SCAN t",
                choose(BY_A, eq(Cast.of(A, CastType.of(CastType.Kind.VARCHAR)), "x"))
                        .replaceAll(" \\|.*", ""));
        assertEquals(
                "SCAN t",
                choose(BY_A, new In(A, List.of(Literal.of("x"), Literal.of(1)))).replaceAll(" \\|.*", ""));
    }

    @Test
    void theTablesKeysAreBetter() {
        assertEquals(
                "GET t [pk = 'p', sk = 1] | FILTER a = 'x' sorted",
                choose(BY_A, eq(PARTITION, "p"), eq(SORT, 1), eq(A, "x")));
        AccessPaths few = paths(3, BY_A);
        assertEquals(
                "QUERY t [pk = 'p'] | FILTER a = 'x'", choose(few, Wanted.NOTHING, eq(PARTITION, "p"), eq(A, "x")));
    }

    @Test
    void fetchingMakesAnIndexDearer() {
        AccessPaths paths = paths(10_000, BY_C_SK);
        assertEquals(
                "QUERY t.by_c_sk [c = 'x']",
                paths.choose(
                                KEYS_AND_C,
                                List.of(Comparison.equal(new ColumnReference(2, "c"), Literal.of("x"))),
                                Wanted.NOTHING,
                                SessionOptions.DEFAULT)
                        .access()
                        .describe());
        assertEquals("SCAN t | FILTER c = 'x'", choose(paths(20, BY_C_SK), Wanted.NOTHING, eq(C, "x")));
    }

    @Test
    void anIndexGivesItsOrderButNoOther() {
        AccessPaths paths = paths(10_000, BY_A_B);
        assertEquals(
                "QUERY t.by_a_b [a = 'x', b > 1] sorted", choose(paths, order(false, "b"), eq(A, "x"), above(B, 1)));
        assertEquals(
                "QUERY DESC t.by_a_b [a = 'x', b > 1] sorted",
                choose(paths, order(true, "a", "b"), eq(A, "x"), above(B, 1)));
        // Two entries may share their key.
        assertEquals("QUERY t.by_a_b [a = 'x', b > 1]", choose(paths, order(false, "b", "c"), eq(A, "x"), above(B, 1)));
        assertEquals("QUERY t.by_a_b [a = 'x', b > 1]", choose(paths, order(false, "c"), eq(A, "x"), above(B, 1)));
    }

    @Test
    void theCheapestOfSeveral() {
        AccessPaths paths = paths(10_000, BY_A, BY_A_B);
        assertEquals("QUERY t.by_a_b [a = 'x', b > 1]", choose(paths, Wanted.NOTHING, eq(A, "x"), above(B, 1)));
        assertEquals("QUERY t.by_a [a = 'x']", choose(paths, Wanted.NOTHING, eq(A, "x")));
    }

    @Test
    void optionsHoldBack() {
        SessionOptions strong = new SessionOptions(false, ScanPolicy.ALLOW, true, 1L << 26, false, true, 0);
        SessionOptions scans = new SessionOptions(false, ScanPolicy.ALLOW, false, 1L << 26, false, false, 0);
        AccessPaths paths = paths(10_000, BY_A);
        assertEquals(
                "SCAN t | FILTER a = 'x'",
                paths.choose(READ, List.of(eq(A, "x")), Wanted.NOTHING, strong)
                        .access()
                        .describe());
        assertFalse(paths.choose(READ, List.of(eq(A, "x")), Wanted.NOTHING, scans)
                .access()
                .describe()
                .contains("by_a"));
    }

    @Test
    void anIndexThatIsNamedHasItsItemsOnly() {
        TableRead named = READ.through(AccessPaths.path(BY_A_B, READ, true));
        AccessPaths paths = paths(10_000, BY_A, BY_A_B);
        assertEquals(
                "QUERY t.by_a_b [a = 'x']",
                paths.choose(named, List.of(eq(A, "x")), Wanted.NOTHING, SessionOptions.DEFAULT)
                        .access()
                        .describe());
        assertEquals(
                "SCAN t.by_a_b | FILTER c = 'x'",
                paths.choose(named, List.of(eq(C, "x")), Wanted.NOTHING, SessionOptions.DEFAULT)
                        .access()
                        .describe());
    }
}
