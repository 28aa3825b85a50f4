package io.itemql.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.Item;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The truth table of the reference for PartiQL, section 5.1, and the functions of section 5.5. */
class ConditionTest {
    private static final Item ITEM = Item.of(Map.of(
            "n",
            NumberValue.of(5),
            "s",
            new StringValue("abc"),
            "b",
            BinaryValue.of(new byte[] {1, 2, 3}),
            "flag",
            BoolValue.TRUE,
            "nothing",
            NullValue.NULL,
            "l",
            new ListValue(List.of(NumberValue.ONE, new StringValue("x"))),
            "m",
            new MapValue(Map.of("k", new ListValue(List.of(new StringValue("deep"))))),
            "ss",
            StringSetValue.of(List.of(new StringValue("p"), new StringValue("q"))),
            "ns",
            NumberSetValue.of(List.of(NumberValue.ONE, NumberValue.parse("2.50")))));

    @ParameterizedTest
    @CsvSource({
        "=, 5, true",
        "=, 6, false",
        "=, text, false",
        "=, null, false",
        "<>, 5, false",
        "<>, 6, true",
        "<>, text, true",
        "<>, null, true",
        "<, 6, true",
        "<, 5, false",
        "<, text, false",
        "<=, 5, true",
        ">, 4, true",
        ">, null, false",
        ">=, 5, true"
    })
    void comparesAStoredNumber(String operator, String literal, boolean expected) {
        assertEquals(expected, compare("n", operator, literal));
    }

    @ParameterizedTest
    @CsvSource({"=, 5, false", "<>, 5, true", "<, 5, false", ">=, 5, false", "=, null, false", "<>, null, true"})
    void aMissingAttributeIsUnequalToEverything(String operator, String literal, boolean expected) {
        assertEquals(expected, compare("absent", operator, literal));
    }

    @ParameterizedTest
    @CsvSource({"=, null, true", "<>, null, false", "=, 5, false", "<>, 5, true", "<, 5, false"})
    void nullEqualsNull(String operator, String literal, boolean expected) {
        assertEquals(expected, compare("nothing", operator, literal));
    }

    @Test
    void equalityIsDeep() {
        Condition sameList = Condition.compare(
                Operand.path("l"),
                ComparisonOperator.EQUAL,
                Operand.value(new ListValue(List.of(NumberValue.parse("1.0"), new StringValue("x")))));

        assertEquals(true, holds(sameList));
    }

    @Test
    void functionsKnowTheirTypes() {
        assertEquals(true, holds(new Condition.BeginsWith(Operand.path("s"), text("ab"))));
        assertEquals(true, holds(new Condition.BeginsWith(Operand.path("s"), text(""))));
        assertEquals(false, holds(new Condition.BeginsWith(Operand.path("n"), text("5"))));
        assertEquals(
                true,
                holds(new Condition.BeginsWith(Operand.path("b"), Operand.value(BinaryValue.of(new byte[] {1, 2})))));
        assertEquals(true, holds(new Condition.Contains(Operand.path("s"), text("bc"))));
        assertEquals(true, holds(new Condition.Contains(Operand.path("l"), text("x"))));
        assertEquals(true, holds(new Condition.Contains(Operand.path("ss"), text("q"))));
        assertEquals(true, holds(new Condition.Contains(Operand.path("ns"), Operand.value(NumberValue.parse("2.5")))));
        assertEquals(false, holds(new Condition.Contains(Operand.path("m"), text("k"))));
        assertEquals(true, holds(new Condition.Exists(AttributePath.of("nothing"))));
        assertEquals(false, holds(new Condition.Exists(AttributePath.of("absent"))));
        assertEquals(
                true, holds(new Condition.Exists(AttributePath.of("m").name("k").position(0))));
        assertEquals(
                false,
                holds(new Condition.Exists(AttributePath.of("m").name("k").position(1))));
        assertEquals(true, holds(new Condition.HasType(AttributePath.of("ns"), AttributeType.NS)));
    }

    @Test
    void sizeCountsWhatItsTypeCounts() {
        assertEquals(NumberValue.of(3), size("s"));
        assertEquals(NumberValue.of(3), size("b"));
        assertEquals(NumberValue.of(2), size("l"));
        assertEquals(NumberValue.of(1), size("m"));
        assertEquals(NumberValue.of(2), size("ss"));
        assertEquals(null, size("n"));
        assertEquals(null, size("absent"));
        assertEquals(
                NumberValue.of(2),
                new Operand.Size(Operand.value(new StringValue("😀"))).evaluate(AttributeSource.of(ITEM)));
    }

    @Test
    void connectivesAreTwoValued() {
        Condition yes = Condition.exists(AttributePath.of("n"));
        Condition no = Condition.notExists(AttributePath.of("n"));

        assertEquals(false, holds(new Condition.And(List.of(yes, no))));
        assertEquals(true, holds(new Condition.Or(List.of(no, yes))));
        assertEquals(true, holds(new Condition.And(List.of())));
        assertEquals(false, holds(new Condition.Or(List.of())));
        assertEquals(true, holds(new Condition.Not(no)));
        assertEquals(
                true, holds(new Condition.In(Operand.path("n"), List.of(text("5"), Operand.value(NumberValue.of(5))))));
        assertEquals(false, holds(new Condition.In(Operand.path("absent"), List.of(text("5")))));
        assertEquals(
                true,
                holds(new Condition.Between(
                        Operand.path("n"), Operand.value(NumberValue.of(5)), Operand.value(NumberValue.of(7)))));
    }

    private static boolean compare(String attribute, String operator, String literal) {
        ComparisonOperator found = List.of(ComparisonOperator.values()).stream()
                .filter(candidate -> candidate.toString().equals(operator))
                .findFirst()
                .orElseThrow();
        AttributeValue value =
                switch (literal) {
                    case "null" -> NullValue.NULL;
                    case "text" -> new StringValue("5");
                    default -> NumberValue.parse(literal);
                };
        return holds(Condition.compare(Operand.path(attribute), found, Operand.value(value)));
    }

    private static Operand text(String text) {
        return Operand.value(new StringValue(text));
    }

    private static AttributeValue size(String attribute) {
        return new Operand.Size(Operand.path(attribute)).evaluate(AttributeSource.of(ITEM));
    }

    private static boolean holds(Condition condition) {
        return condition.test(AttributeSource.of(ITEM));
    }
}
