package io.itemql.condition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rules of the reference for the item API, section 5.4. */
class UpdatedItemTest {
    private static final AttributePath A = AttributePath.of("a");
    private static final AttributePath B = AttributePath.of("b");
    private static final AttributePath LIST = AttributePath.of("list");
    private static final Item BEFORE = Item.of(Map.of(
            "id", text("1"),
            "a", number(1),
            "b", number(2),
            "list", list(text("x"), text("y"), text("z")),
            "map", new MapValue(Map.of("inner", number(7))),
            "tags", StringSetValue.of(List.of(text("p"), text("q")))));

    @Test
    void operandsSeeTheItemAsItWas() {
        Item after = apply(Update.set(
                List.of(new Update.Set(A, new UpdateOperand.Path(B)), new Update.Set(B, new UpdateOperand.Path(A)))));

        assertEquals(number(2), after.get("a"));
        assertEquals(number(1), after.get("b"));
    }

    @Test
    void addsSubtractsAppendsAndFillsIn() {
        Item after = apply(Update.set(List.of(
                new Update.Set(A, new UpdateOperand.Plus(new UpdateOperand.Path(A), literal(number(10)))),
                new Update.Set(B, new UpdateOperand.Minus(new UpdateOperand.Path(B), literal(number(10)))),
                new Update.Set(
                        LIST, new UpdateOperand.ListAppend(literal(list(text("w"))), new UpdateOperand.Path(LIST))),
                new Update.Set(
                        AttributePath.of("views"),
                        new UpdateOperand.Plus(
                                new UpdateOperand.IfNotExists(AttributePath.of("views"), literal(number(0))),
                                literal(number(1)))))));

        assertEquals(number(11), after.get("a"));
        assertEquals(number(-8), after.get("b"));
        assertEquals(list(text("w"), text("x"), text("y"), text("z")), after.get("list"));
        assertEquals(number(1), after.get("views"));
    }

    @Test
    void positionsReferToTheOriginalList() {
        Update update = new Update(
                List.of(
                        new Update.Set(LIST.position(1), literal(text("Y"))),
                        new Update.Set(LIST.position(9), literal(text("nine"))),
                        new Update.Set(LIST.position(5), literal(text("five")))),
                List.of(LIST.position(0), LIST.position(2), LIST.position(7)),
                List.of(),
                List.of());

        assertEquals(list(text("Y"), text("five"), text("nine")), apply(update).get("list"));
    }

    @Test
    void addAndDeleteWorkOnNumbersAndSets() {
        Update update = new Update(
                List.of(),
                List.of(),
                List.of(
                        new Update.Add(A, number(4)),
                        new Update.Add(AttributePath.of("map").name("inner"), number(1)),
                        new Update.Add(AttributePath.of("fresh"), StringSetValue.of(List.of(text("n"))))),
                List.of(new Update.Delete(AttributePath.of("tags"), StringSetValue.of(List.of(text("p"), text("q"))))));
        Item after = apply(update);

        assertEquals(number(5), after.get("a"));
        assertEquals(new MapValue(Map.of("inner", number(8))), after.get("map"));
        assertEquals(StringSetValue.of(List.of(text("n"))), after.get("fresh"));
        assertEquals(null, after.get("tags"));
    }

    @Test
    void removingWhatIsNotThereChangesNothing() {
        Update update = new Update(
                List.of(),
                List.of(AttributePath.of("nope"), AttributePath.of("map").name("nope")),
                List.of(),
                List.of());

        assertEquals(BEFORE, apply(update));
    }

    @Test
    void wrongPathsAndTypesAreRefused() {
        assertFails(ErrorCode.INVALID_PATH, set(A.name("x"), literal(number(1))));
        assertFails(ErrorCode.INVALID_PATH, set(AttributePath.of("nope").name("x"), literal(number(1))));
        assertFails(
                ErrorCode.INVALID_PATH,
                new Update(List.of(), List.of(AttributePath.of("nope").name("x")), List.of(), List.of()));
        assertFails(ErrorCode.MISSING_OPERAND, set(A, new UpdateOperand.Path(AttributePath.of("nope"))));
        assertFails(
                ErrorCode.INVALID_OPERAND_TYPE,
                set(A, new UpdateOperand.Plus(new UpdateOperand.Path(LIST), literal(number(1)))));
        assertFails(
                ErrorCode.INVALID_OPERAND_TYPE,
                new Update(List.of(), List.of(), List.of(new Update.Add(LIST, number(1))), List.of()));
    }

    @Test
    void deletingMembersNeedsAPlaceWhereTheyCouldBe() {
        AttributePath map = AttributePath.of("map");
        for (AttributePath place : List.of(AttributePath.of("nope"), map.name("nope"), LIST.position(9))) {
            assertEquals(BEFORE, apply(delete(place)), place::toString);
        }
        List<AttributePath> nowhere = List.of(
                A.name("x"),
                A.position(0),
                map.position(0),
                LIST.name("x"),
                A.name("x").name("y"),
                AttributePath.of("nope").name("x"));
        for (AttributePath place : nowhere) {
            assertFails(ErrorCode.INVALID_PATH, delete(place));
        }
    }

    @Test
    void overlappingTargetsAreRefused() {
        ItemException error = assertThrows(
                ItemException.class,
                () -> Update.set(List.of(
                        new Update.Set(A, literal(number(1))), new Update.Set(A.name("b"), literal(number(2))))));

        assertEquals(ErrorCode.PATH_OVERLAP, error.code());
        assertEquals(
                "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a],"
                        + " path two: [a, b]",
                error.getMessage());
    }

    @Test
    void projectionsKeepTheirPlaceAndPackLists() {
        Item projected = UpdatedItem.project(
                BEFORE, List.of(LIST.position(2), AttributePath.of("map").name("inner"), AttributePath.of("nope")));

        assertEquals(
                Item.of(Map.of("list", list(text("z")), "map", new MapValue(Map.of("inner", number(7))))), projected);
    }

    @Test
    void whatWasAssignedIsFoundWhereItIsAfterwards() {
        Update update = new Update(
                List.of(
                        new Update.Set(LIST.position(2), literal(number(2))),
                        new Update.Set(LIST.position(Integer.MAX_VALUE), literal(number(9))),
                        new Update.Set(LIST.position(7), literal(number(7)))),
                List.of(LIST.position(0)),
                List.of(),
                List.of());

        Item assigned = UpdatedItem.projectAssigned(update, BEFORE, apply(update));

        assertEquals(Item.of(Map.of("list", list(number(2), number(7), number(9)))), assigned);
    }

    @Test
    void nothingIsAssignedByRemoving() {
        Update update = new Update(List.of(), List.of(LIST.position(0)), List.of(), List.of());

        assertEquals(
                0, UpdatedItem.projectAssigned(update, BEFORE, apply(update)).size());
    }

    private static Update delete(AttributePath target) {
        Update.Delete members = new Update.Delete(target, StringSetValue.of(List.of(text("p"))));
        return new Update(List.of(), List.of(), List.of(), List.of(members));
    }

    private static Update set(AttributePath target, UpdateOperand value) {
        return Update.set(List.of(new Update.Set(target, value)));
    }

    private static void assertFails(ErrorCode code, Update update) {
        assertEquals(
                code, assertThrows(ItemException.class, () -> apply(update)).code());
    }

    private static Item apply(Update update) {
        return UpdatedItem.apply(update, BEFORE);
    }

    private static UpdateOperand literal(AttributeValue value) {
        return new UpdateOperand.Literal(value);
    }

    private static StringValue text(String text) {
        return new StringValue(text);
    }

    private static NumberValue number(long number) {
        return NumberValue.of(number);
    }

    private static ListValue list(AttributeValue... elements) {
        return new ListValue(Arrays.asList(elements));
    }
}
