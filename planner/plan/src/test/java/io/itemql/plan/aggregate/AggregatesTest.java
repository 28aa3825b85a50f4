package io.itemql.plan.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.itemql.condition.ComparisonOperator;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.ListValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.plan.PlanFixture;
import io.itemql.plan.expression.Arithmetic;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Comparison;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.Place;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.SortKey;
import io.itemql.plan.operator.Values;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AggregatesTest {
    private static final Expression A = new ColumnReference(0, "a");
    private static final Expression B = new ColumnReference(1, "b");

    private final PlanFixture fixture = new PlanFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    private static AggregateCall call(String name, Expression... arguments) {
        return AggregateCall.of(AggregateFunctions.get(name), arguments);
    }

    private Object one(String name, Object... values) {
        Operator rows = values.length == 0 ? Values.none(1) : PlanFixture.values(1, values);
        return fixture.rows(HashAggregate.of(rows, List.of(), List.of(call(name, A))))
                .get(0)
                .get(0);
    }

    private void assertOne(Object expected, String name, Object... values) {
        assertEquals(PlanFixture.value(expected), one(name, values), name);
    }

    @Test
    void eachFunctionLeavesOutWhatItCannotTake() {
        assertOne(2, "COUNT", 1, null, "MISSING", "x");
        assertOne(0, "COUNT");
        assertOne(6.5, "SUM", 1, 2.5, 3, null, "text");
        assertOne(null, "SUM");
        assertOne(null, "SUM", "text");
        assertOne(0, "$SUM0");
        assertOne(1.5, "AVG", 1, 2, null, "text");
        assertOne(1, "MIN", "a", 1, 2, null);
        assertOne("b", "MAX", "a", 1, "b", "MISSING");
        assertOne(null, "MAX", null, "MISSING");
        assertOne(2, "VAR_POP", 1, 3, 5, 3, 3, 1, 5, 3);
        assertOne(4, "VAR_SAMP", 1, 3, 5);
        assertOne(2, "STDDEV", 1, 3, 5);
        assertOne(null, "STDDEV", 1);
        assertOne("a,1,b", "LISTAGG", "a", 1, null, "b");
        assertOne(false, "EVERY", true, false, null);
        assertOne(true, "BOOL_OR", false, true, null);
        assertOne(null, "BOOL_AND", null, "MISSING");
        assertOne(7, "ANY_VALUE", null, 7, 8);
        assertOne(7, "SINGLE_VALUE", 7);
        assertEquals(new ListValue(List.of(NumberValue.ONE, NullValue.NULL)), one("ARRAY_AGG", 1, null));
        assertEquals(
                ErrorCode.CARDINALITY_VIOLATION,
                assertThrows(ItemException.class, () -> one("SINGLE_VALUE", 1, null))
                        .code());
        assertEquals(
                ErrorCode.WRONG_ARGUMENT_COUNT,
                assertThrows(ItemException.class, () -> call("SUM")).code());
    }

    @Test
    void sumsAreExactInAnyOrder() {
        NumberValue huge = NumberValue.parse("1e37");
        NumberValue small = NumberValue.parse("0.001");
        Object[] forward = {huge, small, small, huge.negate()};
        Object[] backward = {small, huge.negate(), huge, small};
        assertOne(0.002, "SUM", forward);
        assertOne(0.002, "SUM", backward);
        assertOne(NumberValue.parse("18446744073709551614"), "SUM", Long.MAX_VALUE, Long.MAX_VALUE);
    }

    @Test
    void equalNumbersAreOneGroup() {
        Operator rows = PlanFixture.values(2, 1, 10, NumberValue.parse("1.0"), 20, null, 1, "MISSING", 2, "1", 5);
        List<ArrayRow> groups =
                fixture.rows(HashAggregate.of(rows, List.of(A), List.of(call("COUNT"), call("SUM", B))));
        assertEquals(
                List.of(PlanFixture.row(1, 2, 30), PlanFixture.row(null, 2, 3), PlanFixture.row("1", 1, 5)), groups);
    }

    @Test
    void noRowsAreOneGroupOnlyWithoutKeys() {
        assertEquals(
                List.of(PlanFixture.row(0)),
                fixture.rows(HashAggregate.of(Values.none(1), List.of(), List.of(call("COUNT")))));
        assertEquals(List.of(), fixture.rows(HashAggregate.of(Values.none(1), List.of(A), List.of(call("COUNT")))));
    }

    @Test
    void distinctFilterAndOrder() {
        Operator rows = PlanFixture.values(2, 3, "c", 1, "a", 3, "b", 2, "a");
        AggregateCall distinct =
                new AggregateCall(AggregateFunctions.get("SUM"), List.of(A), true, Optional.empty(), List.of());
        AggregateCall filtered = new AggregateCall(
                AggregateFunctions.get("COUNT"),
                List.of(),
                false,
                Optional.of(new Comparison(ComparisonOperator.GREATER, A, Literal.of(1))),
                List.of());
        AggregateCall ordered = new AggregateCall(
                AggregateFunctions.get("STRING_AGG"),
                List.of(B, Literal.of("-")),
                true,
                Optional.empty(),
                List.of(SortKey.descending(B)));
        assertEquals(
                List.of(PlanFixture.row(6, 3, "c-b-a")),
                fixture.rows(HashAggregate.of(rows, List.of(), List.of(distinct, filtered, ordered))));
    }

    @Test
    void groupingSets() {
        Operator rows = PlanFixture.values(2, "x", 1, "x", 2, "y", 1);
        HashAggregate rollup = new HashAggregate(
                rows,
                List.of(A, B),
                List.of(List.of(0, 1), List.of(0), List.of()),
                List.of(call("COUNT")),
                List.of(List.of(0, 1)));
        assertEquals(
                List.of(
                        PlanFixture.row("x", 1, 1, 0),
                        PlanFixture.row("x", 2, 1, 0),
                        PlanFixture.row("y", 1, 1, 0),
                        PlanFixture.row("x", null, 2, 1),
                        PlanFixture.row("y", null, 1, 1),
                        PlanFixture.row(null, null, 3, 3)),
                fixture.rows(rollup));
        assertEquals("AGGREGATE COUNT(*) BY SETS (a, b), (a), ()", rollup.describe());
        assertEquals(new StringValue("x"), fixture.rows(rollup).get(1).get(0));
    }

    /** SUM and AVG of one column have one state, and what stands in several sums is computed once. */
    @Test
    void callsThatHaveSomethingInCommonGiveWhatEachAloneGives() {
        Expression product = new Arithmetic(Arithmetic.Operator.MULTIPLY, A, B, Place.of(1, 5));
        Expression sameProduct = new Arithmetic(Arithmetic.Operator.MULTIPLY, A, B, Place.of(1, 40));
        Expression longer = new Arithmetic(Arithmetic.Operator.ADD, sameProduct, B);
        List<AggregateCall> calls = List.of(
                call("SUM", A),
                call("AVG", A),
                call("$SUM0", A),
                call("SUM", product),
                call("AVG", sameProduct),
                call("MAX", longer),
                call("COUNT", A),
                new AggregateCall(AggregateFunctions.get("SUM"), List.of(A), true, Optional.empty(), List.of()));
        Operator rows = PlanFixture.values(2, 1, 2, 1, NumberValue.parse("2.5"), 4, 3, "x", 7, NullValue.NULL, 1);
        ArrayRow together =
                fixture.rows(HashAggregate.of(rows, List.of(), calls)).get(0);
        for (int i = 0; i < calls.size(); i++) {
            HashAggregate alone = HashAggregate.of(rows, List.of(), List.of(calls.get(i)));
            assertEquals(
                    fixture.rows(alone).get(0).get(0),
                    together.get(i),
                    calls.get(i).toString());
        }
        assertEquals(PlanFixture.value(6), together.get(0));
        assertEquals(PlanFixture.value(2), together.get(1));
        assertEquals(NumberValue.parse("16.5"), together.get(3));
        assertEquals(PlanFixture.value(5), together.get(7));
    }

    @Test
    void manyGroupsComeInTheOrderOfTheirFirstRows() {
        Object[] values = new Object[2 * 5000];
        for (int i = 0; i < 5000; i++) {
            values[2 * i] = i * 7 % 1000;
            values[2 * i + 1] = i;
        }
        List<ArrayRow> groups =
                fixture.rows(HashAggregate.of(PlanFixture.values(2, values), List.of(A), List.of(call("MAX", B))));
        assertEquals(1000, groups.size());
        for (int i = 0; i < 1000; i++) {
            assertEquals(PlanFixture.row(i * 7 % 1000, 4000 + i), groups.get(i));
        }
    }
}
