package io.itemql.plan.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.itemql.condition.ComparisonOperator;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.PlanFixture;
import io.itemql.plan.expression.Arithmetic.Operator;
import io.itemql.plan.value.CastType;
import io.itemql.plan.value.CastType.Kind;
import io.itemql.plan.value.DateValue;
import io.itemql.plan.value.IntervalValue;
import io.itemql.plan.value.TimeValue;
import io.itemql.plan.value.TimestampValue;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpressionTest {
    private static final Literal[] TRUTHS = {Literal.TRUE, Literal.FALSE, Literal.NULL, Literal.MISSING};

    private static Value evaluate(Expression expression) {
        return expression.evaluate(ArrayRow.EMPTY, PlanFixture.evaluation());
    }

    private static Literal literal(Object value) {
        return new Literal(PlanFixture.value(value));
    }

    private static String letter(Expression expression) {
        Value value = evaluate(expression);
        return value == BoolValue.TRUE ? "T" : value == BoolValue.FALSE ? "F" : "U";
    }

    @Test
    void connectivesAreThreeValued() {
        StringBuilder and = new StringBuilder();
        StringBuilder or = new StringBuilder();
        StringBuilder not = new StringBuilder();
        for (Literal a : TRUTHS) {
            not.append(letter(new Not(a)));
            for (Literal b : TRUTHS) {
                and.append(letter(And.of(a, b)));
                or.append(letter(Or.of(a, b)));
            }
        }
        assertEquals("FTUU", not.toString());
        assertEquals("TFUU" + "FFFF" + "UFUU" + "UFUU", and.toString());
        assertEquals("TTTT" + "TFUU" + "TUUU" + "TUUU", or.toString());
        assertEquals("T", letter(And.of(List.of())));
        assertEquals("F", letter(Or.of(List.of())));
    }

    private static String compare(ComparisonOperator operator, Object a, Object b) {
        return letter(new Comparison(operator, literal(a), literal(b)));
    }

    /** One letter for each of = <> < <= > >=. */
    private static String all(Object a, Object b) {
        StringBuilder letters = new StringBuilder();
        for (ComparisonOperator operator : ComparisonOperator.values()) {
            letters.append(compare(operator, a, b));
        }
        return letters.toString();
    }

    @Test
    void comparisonsKnowOneTypeOnly() {
        assertEquals("TFFTFT", all(1, NumberValue.parse("1.00")));
        assertEquals("TFFTFT", all(NumberValue.parse("1e0"), 1));
        assertEquals("FTTTFF", all(1, 2));
        assertEquals("FTFFTT", all("b", "ab"));
        assertEquals("FTTTFF", all("\uFFFF", "\uD83D\uDE00"), "texts are ordered by code point");
        assertEquals("FTTTFF", all(false, true));
        assertEquals("UUUUUU", all(1, "1"));
        assertEquals("UUUUUU", all(true, 1));
        assertEquals("UUUUUU", all(null, 1));
        assertEquals("UUUUUU", all(1, "MISSING"));
        assertEquals("UUUUUU", all(null, null));
        ListValue one = new ListValue(List.of(NumberValue.ONE));
        assertEquals("TFUUUU", all(one, new ListValue(List.of(NumberValue.parse("1.0")))));
        assertEquals("FTUUUU", all(one, new ListValue(List.of())));
        assertEquals("UUUUUU", all(one, MapValue.EMPTY));
    }

    @Test
    void momentsCompareWithTextsThatAreMoments() {
        DateValue date = new DateValue(LocalDate.of(2024, 1, 2));
        TimestampValue noon = new TimestampValue(LocalDateTime.of(2024, 1, 2, 12, 0));
        assertEquals("TFFTFT", all(date, "2024-01-02"));
        assertEquals("FTTTFF", all(date, noon));
        assertEquals("FTFFTT", all("2024-01-02T12:00:00.5Z", noon));
        assertEquals("TFFTFT", all("2024-01-02 14:00:00+02:00", noon));
        assertEquals("UUUUUU", all("noon", noon));
        assertEquals("UUUUUU", all(1704196800, noon));
        assertEquals("TFFTFT", all(new TimeValue(LocalTime.NOON), "12:00"));
        assertEquals("UUUUUU", all(new TimeValue(LocalTime.NOON), noon));
    }

    @Test
    void betweenInAndIs() {
        assertEquals("T", letter(new Between(literal(2), literal(1), literal(3))));
        assertEquals("F", letter(new Between(literal(9), literal(null), literal(3))));
        assertEquals("U", letter(new Between(literal(2), literal(null), literal(3))));
        assertEquals("T", letter(new In(literal(1), List.of(literal(null), literal(1)))));
        assertEquals("U", letter(new In(literal(2), List.of(literal(null), literal(1)))));
        assertEquals("U", letter(new In(literal(2), List.of(literal("a"), literal(1)))));
        assertEquals("F", letter(new In(literal(null), List.of())));
        assertEquals("T", letter(new IsNull(Literal.MISSING)));
        assertEquals("F", letter(new IsMissing(Literal.NULL)));
        assertEquals("T", letter(new IsMissing(Literal.MISSING)));
        assertEquals("F", letter(new IsTruth(Literal.NULL, true)));
        assertEquals("T", letter(new NotDistinct(Literal.NULL, Literal.MISSING)));
        assertEquals("F", letter(new NotDistinct(Literal.NULL, literal(1))));
        assertEquals("F", letter(new NotDistinct(literal("1"), literal(1))));
        assertEquals("T", letter(IsType.of(literal(1), AttributeType.N, AttributeType.S)));
        assertEquals("F", letter(IsType.of(Literal.MISSING, AttributeType.NULL)));
    }

    @Test
    void likeMatchesWildcards() {
        assertEquals("T", like("abc", "a%"));
        assertEquals("T", like("abc", "%b%"));
        assertEquals("F", like("abc", "a_"));
        assertEquals("T", like("a\uD83D\uDE00", "a_"));
        assertEquals("T", like("aXbXc", "%X%c"));
        assertEquals("F", like("ABC", "a%"));
        assertEquals("T", like("a\nb", "a%b"));
        assertEquals("T", like("", "%"));
        assertEquals("U", letter(Like.of(literal(5), literal("5"))));
        assertEquals("T", letter(new Like(literal("50%"), literal("50!%"), Optional.of(literal("!")))));
        assertEquals("F", letter(new Like(literal("50x"), literal("50!%"), Optional.of(literal("!")))));
        ItemException failure = assertThrows(
                ItemException.class, () -> evaluate(new Like(literal("a"), literal("a!"), Optional.of(literal("!")))));
        assertEquals(ErrorCode.INVALID_ESCAPE, failure.code());
        assertEquals("T", letter(new SimilarTo(literal("abab"), literal("(ab)+"), Optional.empty())));
        assertEquals("T", letter(new SimilarTo(literal("x.y"), literal("_.%"), Optional.empty())));
        assertEquals("F", letter(new SimilarTo(literal("xzy"), literal("_.%"), Optional.empty())));
    }

    private static String like(String text, String pattern) {
        return letter(Like.of(literal(text), literal(pattern)));
    }

    private static Value compute(Object a, Operator operator, Object b) {
        return evaluate(new Arithmetic(operator, literal(a), literal(b)));
    }

    @Test
    void arithmeticIsExact() {
        assertEquals(NumberValue.parse("2.5"), compute(5, Operator.DIVIDE, 2));
        assertEquals(NumberValue.parse("0.3"), compute("0.1".transform(NumberValue::parse), Operator.ADD, 0.2));
        assertEquals(NumberValue.parse("-1"), compute(-7, Operator.REMAINDER, 3));
        assertEquals(NullValue.NULL, compute("1", Operator.ADD, 1));
        assertEquals(NullValue.NULL, compute(null, Operator.ADD, 1));
        assertNull(compute("MISSING", Operator.ADD, null));
        assertEquals(
                ErrorCode.DIVISION_BY_ZERO,
                assertThrows(ItemException.class, () -> compute(1, Operator.DIVIDE, 0))
                        .code());
        assertEquals(
                ErrorCode.NUMBER_OVERFLOW,
                assertThrows(ItemException.class, () -> compute(NumberValue.parse("9e125"), Operator.MULTIPLY, 10))
                        .code());
        assertEquals(NumberValue.of(-5), evaluate(new Negate(literal(5))));
    }

    @Test
    void arithmeticOfMoments() {
        DateValue end = new DateValue(LocalDate.of(2024, 1, 31));
        IntervalValue month = IntervalValue.ofMonths(1);
        assertEquals(new DateValue(LocalDate.of(2024, 2, 29)), compute(end, Operator.ADD, month));
        assertEquals(new DateValue(LocalDate.of(2023, 12, 31)), compute(end, Operator.SUBTRACT, month));
        assertEquals(
                new TimestampValue(LocalDateTime.of(2024, 1, 31, 6, 0)),
                compute(end, Operator.ADD, IntervalValue.of(Duration.ofHours(6))));
        assertEquals(
                IntervalValue.of(Duration.ofDays(30)),
                compute(end, Operator.SUBTRACT, new DateValue(LocalDate.of(2024, 1, 1))));
        assertEquals(IntervalValue.ofMonths(3), compute(month, Operator.MULTIPLY, 3));
        assertEquals(NullValue.NULL, compute(end, Operator.ADD, end));
    }

    @Test
    void pathsLeadIntoAnyValue() {
        MapValue map = new MapValue(Map.of("l", new ListValue(List.of(NumberValue.ONE, NullValue.NULL))));
        Expression list = Step.name(literal(map), "l");
        assertEquals(NumberValue.ONE, evaluate(Step.position(list, 0)));
        assertEquals(NullValue.NULL, evaluate(Step.position(list, 1)));
        assertNull(evaluate(Step.position(list, 2)));
        assertNull(evaluate(Step.name(list, "x")));
        assertNull(evaluate(Step.name(literal(5), "x")));
        assertNull(evaluate(new Step(list, literal(-1))));
        assertNull(evaluate(new Step(list, literal(0.5))));
        assertEquals(
                "?1.a[0]", Step.position(Step.name(new Parameter(0), "a"), 0).toString());
    }

    @Test
    void constructors() {
        assertEquals(
                new MapValue(Map.of("a", NumberValue.ONE, "d", new StringValue("2024-01-02"))),
                evaluate(new TupleConstructor(List.of(
                        new TupleConstructor.Field("a", literal(1)),
                        new TupleConstructor.Field("m", Literal.MISSING),
                        new TupleConstructor.Field("d", literal(new DateValue(LocalDate.of(2024, 1, 2))))))));
        assertEquals(
                new ListValue(List.of(NumberValue.ONE, NullValue.NULL)),
                evaluate(new ListConstructor(List.of(literal(1), Literal.MISSING))));
        assertEquals(NumberSetValue.of(List.of(NumberValue.ONE)), evaluate(new BagConstructor(List.of(literal(1)))));
        assertEquals(
                StringSetValue.of(List.of(new StringValue("a"))), evaluate(new BagConstructor(List.of(literal("a")))));
        assertBagFails(ErrorCode.TYPE_MISMATCH, literal(1), literal("a"));
        assertBagFails(ErrorCode.TYPE_MISMATCH, literal(true));
        assertBagFails(ErrorCode.TYPE_MISMATCH, Literal.MISSING);
        assertBagFails(ErrorCode.DUPLICATE_SET_MEMBER, literal(1), literal(1));
        assertBagFails(ErrorCode.EMPTY_SET);
    }

    private static void assertBagFails(ErrorCode code, Expression... members) {
        ItemException failure = assertThrows(ItemException.class, () -> evaluate(new BagConstructor(List.of(members))));
        assertEquals(code, failure.code());
    }

    private static Object cast(Object value, CastType type) {
        Value result = evaluate(Cast.of(literal(value), type));
        return result == NullValue.NULL ? null : result.toString();
    }

    @Test
    void casts() {
        assertEquals("3", cast(2.5, CastType.of(Kind.INTEGER)));
        assertEquals("-3", cast(-2.5, CastType.of(Kind.BIGINT)));
        assertEquals("3", cast(" 2.5 ", CastType.of(Kind.INTEGER)));
        assertEquals("1.24", cast(1.235, CastType.decimal(5, 2)));
        assertEquals("0.1", cast("0.1", CastType.of(Kind.DOUBLE)));
        assertEquals("'ab'", cast("abc", CastType.of(Kind.VARCHAR, 2)));
        assertEquals("'12.5'", cast(12.50, CastType.of(Kind.VARCHAR)));
        assertEquals(
                "'[1,\"a\"]'",
                cast(new ListValue(List.of(NumberValue.ONE, new StringValue("a"))), CastType.of(Kind.VARCHAR)));
        assertEquals("true", cast("TRUE", CastType.of(Kind.BOOLEAN)));
        assertEquals("2024-01-02", cast("2024-01-02T10:00:00", CastType.of(Kind.DATE)));
        assertEquals("1970-01-02", cast(1, CastType.of(Kind.DATE)));
        assertEquals("2024-01-02T00:00:00", cast("2024-01-02", CastType.of(Kind.TIMESTAMP)));
        assertEquals("2001-09-09T01:46:40", cast(1000000000, CastType.of(Kind.TIMESTAMP)));
        assertEquals("2001-09-09T01:46:40.5", cast(1000000000500L, CastType.of(Kind.TIMESTAMP)));
        assertEquals("10:00:00", cast("10:00", CastType.of(Kind.TIME)));
        assertNull(cast(null, CastType.of(Kind.DATE)));
        assertNull(cast("MISSING", CastType.of(Kind.INTEGER)));
        assertEquals(BinaryValue.of(new byte[] {97}), evaluate(Cast.of(literal("a"), CastType.of(Kind.VARBINARY))));
        assertCastFails(ErrorCode.CAST_FAILED, "abc", CastType.of(Kind.INTEGER));
        assertCastFails(ErrorCode.CAST_OUT_OF_RANGE, 3000000000L, CastType.of(Kind.INTEGER));
        assertCastFails(ErrorCode.CAST_OUT_OF_RANGE, "300", CastType.of(Kind.TINYINT));
        assertCastFails(ErrorCode.CAST_OUT_OF_RANGE, 1000, CastType.decimal(3, 1));
        assertCastFails(ErrorCode.CAST_FAILED, "2024-13-01", CastType.of(Kind.DATE));
        assertCastFails(ErrorCode.CAST_FAILED, "maybe", CastType.of(Kind.BOOLEAN));
        assertCastFails(ErrorCode.CAST_FAILED, MapValue.EMPTY, CastType.of(Kind.BIGINT));
    }

    private static void assertCastFails(ErrorCode code, Object value, CastType type) {
        ItemException failure = assertThrows(ItemException.class, () -> cast(value, type));
        assertEquals(code, failure.code());
        assertEquals(NullValue.NULL, evaluate(new Cast(literal(value), type, true)));
    }

    @Test
    void choices() {
        Expression choice = new Case(
                List.of(new Case.When(Literal.NULL, literal(1)), new Case.When(Literal.TRUE, literal(2))), literal(3));
        assertEquals(NumberValue.of(2), evaluate(choice));
        assertEquals(NumberValue.of(4), evaluate(new Coalesce(List.of(Literal.MISSING, Literal.NULL, literal(4)))));
        assertEquals(NullValue.NULL, evaluate(new NullIf(literal(1), literal(1))));
        assertEquals(NumberValue.ONE, evaluate(new NullIf(literal(1), literal("1"))));
    }

    @Test
    void theMomentOfTheStatement() {
        assertEquals(
                "2026-11-20",
                evaluate(new CurrentMoment(CurrentMoment.Part.DATE)).toString());
        assertEquals(
                "2026-11-20T10:15:30",
                evaluate(new CurrentMoment(CurrentMoment.Part.TIMESTAMP)).toString());
        assertEquals(
                NumberValue.of(2026),
                evaluate(new Extract(Extract.Part.YEAR, new CurrentMoment(CurrentMoment.Part.DATE))));
        assertEquals(NumberValue.parse("1.5"), evaluate(new Extract(Extract.Part.SECOND, literal("10:00:01.5"))));
        assertEquals(NullValue.NULL, evaluate(new Extract(Extract.Part.YEAR, literal("no date"))));
    }

    @Test
    void operandsRebuildEveryExpression() {
        Expression column = new ColumnReference(0, "a");
        List<Expression> all = new ArrayList<>(List.of(
                Comparison.equal(column, literal(1)),
                new Between(column, literal(1), literal(2)),
                new In(column, List.of(literal(1), literal(2))),
                And.of(column, column),
                Or.of(column, column),
                new Not(column),
                new IsNull(column),
                new IsMissing(column),
                new IsTruth(column, true),
                IsType.of(column, AttributeType.S),
                new NotDistinct(column, column),
                Like.of(column, literal("a")),
                new Like(column, literal("a"), Optional.of(literal("!"))),
                new SimilarTo(column, literal("a"), Optional.empty()),
                Step.name(column, "x"),
                new Arithmetic(Operator.ADD, column, literal(1)),
                new Negate(column),
                new Concat(column, column),
                new Case(List.of(new Case.When(column, column)), column),
                new Coalesce(List.of(column, column)),
                new NullIf(column, literal(1)),
                Cast.of(column, CastType.of(Kind.DATE)),
                new Extract(Extract.Part.DAY, column),
                new TupleConstructor(List.of(new TupleConstructor.Field("x", column))),
                new ListConstructor(List.of(column)),
                new BagConstructor(List.of(column)),
                new KeyConversion(column, AttributeType.N)));
        for (Expression expression : all) {
            assertEquals(expression, expression.withOperands(expression.operands()));
            Expression moved = Expressions.mapColumns(expression, index -> index + 7);
            assertEquals(Set.of(7), Expressions.columns(moved), expression.toString());
        }
    }
}
