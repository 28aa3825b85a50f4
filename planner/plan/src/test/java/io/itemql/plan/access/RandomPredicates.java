package io.itemql.plan.access;

import io.itemql.condition.ComparisonOperator;
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
import io.itemql.item.Value;
import io.itemql.plan.PlanFixture;
import io.itemql.plan.expression.And;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Between;
import io.itemql.plan.expression.Call;
import io.itemql.plan.expression.Case;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Comparison;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.In;
import io.itemql.plan.expression.IsMissing;
import io.itemql.plan.expression.IsNull;
import io.itemql.plan.expression.IsTruth;
import io.itemql.plan.expression.IsType;
import io.itemql.plan.expression.Like;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.Not;
import io.itemql.plan.expression.NotDistinct;
import io.itemql.plan.expression.Or;
import io.itemql.plan.expression.Parameter;
import io.itemql.plan.expression.Step;
import io.itemql.plan.function.Functions;
import io.itemql.plan.value.DateValue;
import io.itemql.plan.value.TimestampValue;
import io.itemql.table.KeySchema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random items, and random predicates over the columns pk, sk, a, b, c and the whole item; with their parameters. */
final class RandomPredicates {
    private static final List<AttributeType> TYPES = List.of(AttributeType.values());

    private static final List<AttributeValue> VALUES = List.of(
            NumberValue.of(1),
            NumberValue.of(2),
            NumberValue.of(3),
            NumberValue.parse("2.5"),
            new StringValue("a"),
            new StringValue("ab"),
            new StringValue("b"),
            new StringValue(""),
            new StringValue("2024-01-02"),
            new StringValue("2024-01-02T00:00:00"),
            new StringValue("2024-03-01"),
            BoolValue.TRUE,
            BoolValue.FALSE,
            NullValue.NULL,
            BinaryValue.of(new byte[] {1, 2}),
            new ListValue(List.of(NumberValue.of(1), new StringValue("a"), NullValue.NULL)),
            new MapValue(Map.of("x", NumberValue.of(1), "y", new StringValue("a"))),
            StringSetValue.of(List.of(new StringValue("a"), new StringValue("b"))),
            NumberSetValue.of(List.of(NumberValue.of(1), NumberValue.of(2))));

    private final Random random;
    private final List<Value> parameters = new ArrayList<>();

    RandomPredicates(Random random) {
        this.random = random;
    }

    /** The values of the parameters in what was made since {@link #forget()}. */
    Value[] parameters() {
        return parameters.toArray(new Value[0]);
    }

    void forget() {
        parameters.clear();
    }

    /** One to four conditions, most of them on keys. */
    List<Expression> conjuncts(KeySchema keys) {
        List<Expression> conjuncts = new ArrayList<>();
        for (int n = random.nextInt(4); n >= 0; n--) {
            conjuncts.add(random.nextInt(3) > 0 ? keyPredicate(keys) : predicate(3));
        }
        return conjuncts;
    }

    /** The row that a read of all columns gives for an item. */
    static ArrayRow rowOf(Item item, TableRead read) {
        Value[] values = new Value[read.width()];
        for (int i = 0; i < read.slots().size(); i++) {
            values[i] = read.slots().get(i).resolve(item);
        }
        if (read.wholeItem()) {
            values[read.itemColumn()] = item.toMap();
        }
        return ArrayRow.ofOwned(values);
    }

    Item randomItem(KeySchema keys) {
        return PlanFixture.item(
                "pk",
                List.of("a", "ab", "b", "c", "2024-01-02").get(random.nextInt(5)),
                "sk",
                keys.hasSortKey() ? randomSortKey(keys) : "MISSING",
                "a",
                randomAttribute(),
                "b",
                randomAttribute(),
                "c",
                randomAttribute());
    }

    private Value randomSortKey(KeySchema keys) {
        return keys.sortKey().orElseThrow().type() == AttributeType.N
                ? NumberValue.of(random.nextInt(8))
                : new StringValue(List.of("a", "ab", "abc", "b", "2024-01-02", "2024-03-01")
                        .get(random.nextInt(6)));
    }

    private Object randomAttribute() {
        int choice = random.nextInt(VALUES.size() + 3);
        return choice < VALUES.size() ? VALUES.get(choice) : "MISSING";
    }

    private Value constant() {
        return switch (random.nextInt(12)) {
            case 0 -> new DateValue(LocalDate.of(2024, 1, 2));
            case 1 -> new TimestampValue(LocalDate.of(2024, 1, 2).atStartOfDay());
            default -> VALUES.get(random.nextInt(VALUES.size()));
        };
    }

    private Expression constantExpression() {
        Value value = constant();
        if (random.nextBoolean()) {
            return new Literal(value);
        }
        parameters.add(value);
        return new Parameter(parameters.size() - 1);
    }

    private Expression keyValue(KeySchema keys, boolean partition) {
        if (random.nextInt(8) == 0) {
            return constantExpression();
        }
        Value value =
                partition ? new StringValue(List.of("a", "ab", "b", "zz").get(random.nextInt(4))) : randomSortKey(keys);
        if (random.nextBoolean()) {
            return new Literal(value);
        }
        parameters.add(value);
        return new Parameter(parameters.size() - 1);
    }

    Expression keyPredicate(KeySchema keys) {
        boolean partition = !keys.hasSortKey() || random.nextInt(3) > 0;
        ColumnReference column = new ColumnReference(partition ? 0 : 1, partition ? "pk" : "sk");
        return switch (random.nextInt(10)) {
            case 0 -> new In(column, List.of(keyValue(keys, partition), keyValue(keys, partition)));
            case 1 -> new Between(column, keyValue(keys, partition), keyValue(keys, partition));
            case 2 -> Call.of(Functions.get("begins_with"), column, keyValue(keys, partition));
            case 3 ->
                Like.of(column, Literal.of(List.of("a%", "ab", "%b", "a_%", "%").get(random.nextInt(5))));
            case 4 ->
                Or.of(
                        Comparison.equal(column, keyValue(keys, partition)),
                        Comparison.equal(keyValue(keys, partition), column));
            case 5 ->
                Or.of(
                        And.of(
                                Comparison.equal(new ColumnReference(0, "pk"), keyValue(keys, true)),
                                keyPredicate(keys)),
                        And.of(Comparison.equal(new ColumnReference(0, "pk"), keyValue(keys, true)), predicate(1)));
            case 6 -> {
                ComparisonOperator[] operators = ComparisonOperator.values();
                yield new Comparison(operators[random.nextInt(operators.length)], keyValue(keys, partition), column);
            }
            default -> Comparison.equal(column, keyValue(keys, partition));
        };
    }

    private Expression path() {
        int column = random.nextInt(5);
        Expression path =
                new ColumnReference(column, List.of("pk", "sk", "a", "b", "c").get(column));
        if (random.nextInt(6) == 0) {
            path = new Step(
                    new ColumnReference(5, "_item"),
                    Literal.of(List.of("a", "b", "d").get(random.nextInt(3))));
        }
        return switch (random.nextInt(6)) {
            case 0 -> Step.name(path, List.of("x", "y").get(random.nextInt(2)));
            case 1 -> Step.position(path, random.nextInt(3));
            default -> path;
        };
    }

    Expression predicate(int depth) {
        if (depth > 0 && random.nextInt(2) == 0) {
            return switch (random.nextInt(5)) {
                case 0 -> And.of(predicate(depth - 1), predicate(depth - 1));
                case 1 -> Or.of(predicate(depth - 1), predicate(depth - 1));
                case 2 -> new IsTruth(predicate(depth - 1), random.nextBoolean());
                case 3 ->
                    new Case(List.of(new Case.When(predicate(depth - 1), predicate(depth - 1))), predicate(depth - 1));
                default -> new Not(predicate(depth - 1));
            };
        }
        return leaf();
    }

    private Expression leaf() {
        ComparisonOperator[] operators = ComparisonOperator.values();
        ComparisonOperator operator = operators[random.nextInt(operators.length)];
        return switch (random.nextInt(15)) {
            case 0 -> new Comparison(operator, constantExpression(), path());
            case 1 -> new Comparison(operator, path(), path());
            case 2 -> new Between(path(), constantExpression(), constantExpression());
            case 3 -> new In(path(), List.of(constantExpression(), constantExpression()));
            case 4 -> new IsNull(path());
            case 5 -> new IsMissing(path());
            case 6 -> IsType.of(path(), TYPES.get(random.nextInt(TYPES.size())));
            case 7 -> new NotDistinct(path(), constantExpression());
            case 8 -> Call.of(Functions.get("begins_with"), path(), constantExpression());
            case 9 -> Call.of(Functions.get("contains"), path(), constantExpression());
            case 10 -> Call.of(Functions.get("attribute_exists"), path());
            case 11 ->
                Call.of(
                        Functions.get("attribute_type"),
                        path(),
                        Literal.of(TYPES.get(random.nextInt(TYPES.size())).name()));
            case 12 -> new Comparison(operator, Call.of(Functions.get("size"), path()), constantExpression());
            case 13 ->
                Like.of(path(), Literal.of(List.of("a%", "ab", "%b", "a_%").get(random.nextInt(4))));
            default -> new Comparison(operator, path(), constantExpression());
        };
    }
}
