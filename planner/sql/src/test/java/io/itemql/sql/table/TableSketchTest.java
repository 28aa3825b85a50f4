package io.itemql.sql.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.itemql.condition.ComparisonOperator;
import io.itemql.item.AttributeValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.plan.expression.Between;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Comparison;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.OuterColumn;
import io.itemql.plan.expression.Parameter;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What a sample says of conditions. */
class TableSketchTest {
    private static final Evaluation NOTHING_EXPECTED = new Evaluation(List.of(), ZoneOffset.UTC);
    private static final Expression NUMBER = new ColumnReference(0, "n");
    private static final Expression PATH = new ColumnReference(1, "path");

    /** Numbers from 0 to 98, and a text. */
    private static TableSketch sketch() {
        List<AttributeValue> values = new ArrayList<>();
        for (int i = 0; i < 99; i++) {
            values.add(NumberValue.of(i));
        }
        values.add(new StringValue("x"));
        return new TableSketch(10_000, Map.of("n", 9_900.0), 100, Map.of("n", values));
    }

    private static OptionalInt matches(Expression condition, Evaluation evaluation) {
        List<String> attributes = new ArrayList<>();
        attributes.add("n");
        attributes.add(null);
        return sketch().matches(List.of(condition), attributes, evaluation);
    }

    @Test
    void countsTheItemsOfTheSample() {
        Expression range = new Between(NUMBER, Literal.of(10), Literal.of(29));
        assertEquals(OptionalInt.of(20), matches(range, NOTHING_EXPECTED));
        Expression text = Comparison.equal(NUMBER, new Literal(new StringValue("x")));
        assertEquals(OptionalInt.of(1), matches(text, NOTHING_EXPECTED));
        assertEquals(
                OptionalInt.of(15),
                sketch().matches(
                                List.of(range, new Comparison(ComparisonOperator.LESS, NUMBER, Literal.of(25))),
                                List.of("n"),
                                NOTHING_EXPECTED));
    }

    @Test
    void knowsNothingOfWhatIsNotInTheSample() {
        assertEquals(OptionalInt.empty(), matches(Comparison.equal(PATH, Literal.of(1)), NOTHING_EXPECTED));
        assertEquals(
                OptionalInt.empty(), matches(Comparison.equal(NUMBER, new OuterColumn(0, 0, "o")), NOTHING_EXPECTED));
        assertEquals(
                OptionalInt.empty(),
                TableSketch.NOTHING.matches(
                        List.of(Comparison.equal(NUMBER, Literal.of(1))), List.of("n"), NOTHING_EXPECTED));
    }

    @Test
    void goesByTheValuesThatParametersAreExpectedToHave() {
        Expression less = new Comparison(ComparisonOperator.LESS, NUMBER, new Parameter(0));
        assertEquals(OptionalInt.empty(), matches(less, NOTHING_EXPECTED));
        Evaluation expected = new Evaluation(List.of(NumberValue.of(7)), ZoneOffset.UTC);
        assertEquals(OptionalInt.of(7), matches(less, expected));
    }
}
