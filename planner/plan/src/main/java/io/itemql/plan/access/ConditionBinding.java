package io.itemql.plan.access;

import io.itemql.condition.ComparisonOperator;
import io.itemql.condition.Condition;
import io.itemql.condition.Operand;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.And;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Between;
import io.itemql.plan.expression.Call;
import io.itemql.plan.expression.Comparison;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.expression.In;
import io.itemql.plan.expression.IsMissing;
import io.itemql.plan.expression.IsNull;
import io.itemql.plan.expression.IsTruth;
import io.itemql.plan.expression.IsType;
import io.itemql.plan.expression.Like;
import io.itemql.plan.expression.LikePattern;
import io.itemql.plan.expression.Not;
import io.itemql.plan.expression.NotDistinct;
import io.itemql.plan.expression.Or;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Builds the conditions of {@link StoreFilter} for the values of one execution: each holds where its
 * expression is TRUE.
 */
final class ConditionBinding {
    /** Holds for every item. */
    static final Condition ALWAYS = new Condition.And(List.of());
    /** Holds for none. */
    static final Condition NEVER = new Condition.Or(List.of());

    private static final Result UNKNOWN = new Result(null, false);

    /**
     * A condition that holds wherever it should.
     *
     * @param condition {@code null} if nothing can be said
     * @param exact whether it holds nowhere else
     */
    record Result(Condition condition, boolean exact) {}

    private final TableRead read;
    private final Evaluation evaluation;

    ConditionBinding(TableRead read, Evaluation evaluation) {
        this.read = read;
        this.evaluation = evaluation;
    }

    /** The path inside {@code size(path)}; {@code null} if the expression is something else. */
    static AttributePath sizeOperand(Expression expression, TableRead read) {
        return expression instanceof Call call && call.function().name().equals("size")
                ? PathOf.expression(call.arguments().get(0), read).orElse(null)
                : null;
    }

    Result whereTrue(Expression expression) {
        return where(expression, true);
    }

    private Result where(Expression expression, boolean truth) {
        if (Expressions.isConstant(expression)) {
            return constant(expression, truth);
        }
        Optional<AttributePath> path = PathOf.expression(expression, read);
        if (path.isPresent()) {
            return exactly(equal(path.get(), BoolValue.of(truth)));
        }
        if (expression instanceof Not not) {
            return where(not.operand(), !truth);
        }
        if (expression instanceof And and) {
            return truth ? all(and.conditions(), true) : any(and.conditions(), false);
        }
        if (expression instanceof Or or) {
            return truth ? any(or.conditions(), true) : all(or.conditions(), false);
        }
        if (expression instanceof Comparison comparison) {
            ComparisonOperator operator = truth ? comparison.operator() : negated(comparison.operator());
            return compared(operator, comparison.left(), comparison.right());
        }
        if (expression instanceof Between between) {
            List<Expression> bounds = List.of(
                    new Comparison(ComparisonOperator.GREATER_OR_EQUAL, between.operand(), between.low()),
                    new Comparison(ComparisonOperator.LESS_OR_EQUAL, between.operand(), between.high()));
            return truth ? all(bounds, true) : any(bounds, false);
        }
        if (expression instanceof In in) {
            Result listed = truth ? listed(in) : UNKNOWN;
            if (listed.exact()) {
                return listed;
            }
            List<Expression> equalities = new ArrayList<>();
            in.candidates().forEach(candidate -> equalities.add(Comparison.equal(in.operand(), candidate)));
            return truth ? any(equalities, true) : all(equalities, false);
        }
        return test(expression, truth);
    }

    private Result test(Expression expression, boolean truth) {
        if (expression instanceof IsTruth test) {
            Result result = where(test.operand(), test.truth());
            return truth ? result : negation(result);
        }
        if (expression.operands().isEmpty()) {
            return UNKNOWN;
        }
        Optional<AttributePath> path = PathOf.expression(expression.operands().get(0), read);
        if (path.isEmpty()) {
            return UNKNOWN;
        }
        if (expression instanceof IsNull) {
            return exactly(truth ? unknown(path.get()) : known(path.get()));
        }
        if (expression instanceof IsMissing) {
            return exactly(truth ? Condition.notExists(path.get()) : Condition.exists(path.get()));
        }
        if (expression instanceof IsType test) {
            List<Condition> types = new ArrayList<>();
            test.types().stream().sorted().forEach(type -> types.add(new Condition.HasType(path.get(), type)));
            Condition typed = types.size() == 1 ? types.get(0) : new Condition.Or(types);
            return exactly(truth ? typed : new Condition.Not(typed));
        }
        if (expression instanceof NotDistinct test) {
            return notDistinct(path.get(), test.right(), truth);
        }
        if (expression instanceof Like like) {
            return like(path.get(), like, truth);
        }
        return expression instanceof Call call ? called(path.get(), call, truth) : UNKNOWN;
    }

    private Result constant(Expression expression, boolean truth) {
        try {
            Value value = expression.evaluate(ArrayRow.EMPTY, evaluation);
            return exactly(value == BoolValue.of(truth) ? ALWAYS : NEVER);
        } catch (ItemException e) {
            // Evaluated again, it fails for the first row, as it should; without rows it is no fault.
            return UNKNOWN;
        }
    }

    private Result all(List<Expression> expressions, boolean truth) {
        List<Condition> conditions = new ArrayList<>();
        boolean exact = true;
        for (Expression expression : expressions) {
            Result result = where(expression, truth);
            exact &= result.exact();
            if (result.condition() != null) {
                conditions.add(result.condition());
            }
        }
        return conditions.isEmpty() && !exact ? UNKNOWN : new Result(all(conditions), exact);
    }

    /** The conjunction, with its constant parts folded. */
    static Condition all(List<Condition> conditions) {
        List<Condition> parts = new ArrayList<>();
        for (Condition condition : conditions) {
            if (condition.equals(NEVER)) {
                return NEVER;
            }
            if (!condition.equals(ALWAYS)) {
                parts.add(condition);
            }
        }
        return Condition.and(parts);
    }

    private Result any(List<Expression> expressions, boolean truth) {
        List<Condition> conditions = new ArrayList<>();
        boolean exact = true;
        for (Expression expression : expressions) {
            Result result = where(expression, truth);
            if (result.condition() == null) {
                return UNKNOWN;
            }
            exact &= result.exact();
            if (result.condition().equals(ALWAYS)) {
                return result;
            }
            if (!result.condition().equals(NEVER)) {
                conditions.add(result.condition());
            }
        }
        return new Result(conditions.size() == 1 ? conditions.get(0) : new Condition.Or(conditions), exact);
    }

    /** The whole list as one condition; unknown if a candidate is a date or the like. */
    private Result listed(In in) {
        Optional<AttributePath> path = PathOf.expression(in.operand(), read);
        List<Operand> candidates = new ArrayList<>();
        for (Expression candidate : in.candidates()) {
            Result equal = withValue(candidate, value -> {
                candidates.add(new Operand.Literal(value));
                return ALWAYS;
            });
            if (!equal.exact()) {
                return UNKNOWN;
            }
        }
        if (path.isEmpty()) {
            return UNKNOWN;
        }
        return exactly(candidates.isEmpty() ? NEVER : new Condition.In(new Operand.Path(path.get()), candidates));
    }

    private static Result negation(Result result) {
        return result.exact() ? exactly(new Condition.Not(result.condition())) : UNKNOWN;
    }

    private Result compared(ComparisonOperator operator, Expression left, Expression right) {
        Optional<AttributePath> leftPath = PathOf.expression(left, read);
        Optional<AttributePath> rightPath = PathOf.expression(right, read);
        if (leftPath.isPresent() && rightPath.isPresent()) {
            return operator == ComparisonOperator.EQUAL ? samePaths(leftPath.get(), rightPath.get()) : UNKNOWN;
        }
        if (leftPath.isPresent()) {
            return withValue(right, value -> comparison(leftPath.get(), operator, value));
        }
        if (rightPath.isPresent()) {
            return withValue(left, value -> comparison(rightPath.get(), operator.reversed(), value));
        }
        AttributePath leftSize = sizeOperand(left, read);
        if (leftSize != null) {
            return sized(leftSize, operator, right);
        }
        AttributePath rightSize = sizeOperand(right, read);
        return rightSize != null ? sized(rightSize, operator.reversed(), left) : UNKNOWN;
    }

    /** Two NULLs are equal to a store and not to SQL. */
    private static Result samePaths(AttributePath left, AttributePath right) {
        return exactly(new Condition.And(List.of(
                new Condition.Compare(ComparisonOperator.EQUAL, new Operand.Path(left), new Operand.Path(right)),
                new Condition.Not(new Condition.HasType(left, AttributeType.NULL)))));
    }

    private Result sized(AttributePath path, ComparisonOperator operator, Expression size) {
        // Where there is no size, <> holds for a store and is unknown to SQL.
        if (operator == ComparisonOperator.NOT_EQUAL) {
            return UNKNOWN;
        }
        return withValue(
                size,
                value -> value instanceof NumberValue
                        ? new Condition.Compare(
                                operator, new Operand.Size(new Operand.Path(path)), new Operand.Literal(value))
                        : NEVER);
    }

    /**
     * A condition that depends on the value of a constant: NULL and MISSING never meet it, and a date or the like is
     * nothing that a store knows.
     */
    private Result withValue(Expression constant, Function<AttributeValue, Condition> condition) {
        if (!Expressions.isConstant(constant)) {
            return UNKNOWN;
        }
        Value value;
        try {
            value = constant.evaluate(ArrayRow.EMPTY, evaluation);
        } catch (ItemException e) {
            // Evaluated again, it fails for the first row, as it should; without rows it is no fault.
            return UNKNOWN;
        }
        if (value == null || value.isNull()) {
            return exactly(NEVER);
        }
        return value instanceof AttributeValue attribute ? exactly(condition.apply(attribute)) : UNKNOWN;
    }

    private static Condition comparison(AttributePath path, ComparisonOperator operator, AttributeValue value) {
        if (operator == ComparisonOperator.EQUAL) {
            return equal(path, value);
        }
        if (operator == ComparisonOperator.NOT_EQUAL) {
            return new Condition.And(List.of(new Condition.HasType(path, value.type()), different(path, value)));
        }
        if (value.type().isOrderable()) {
            return new Condition.Compare(operator, new Operand.Path(path), new Operand.Literal(value));
        }
        return value instanceof BoolValue bool ? boolOrder(path, operator, bool) : NEVER;
    }

    /** A store has no order of booleans; SQL puts FALSE before TRUE. */
    private static Condition boolOrder(AttributePath path, ComparisonOperator operator, BoolValue value) {
        boolean withFalse = operator.accepts(BoolValue.FALSE.compareTo(value));
        boolean withTrue = operator.accepts(BoolValue.TRUE.compareTo(value));
        if (withFalse && withTrue) {
            return new Condition.HasType(path, AttributeType.BOOL);
        }
        return withFalse || withTrue ? equal(path, BoolValue.of(withTrue)) : NEVER;
    }

    private Result notDistinct(AttributePath path, Expression other, boolean truth) {
        if (!Expressions.isConstant(other)) {
            return UNKNOWN;
        }
        Value value = other.evaluate(ArrayRow.EMPTY, evaluation);
        if (value == null || value.isNull()) {
            return exactly(truth ? unknown(path) : known(path));
        }
        if (!(value instanceof AttributeValue attribute)) {
            return UNKNOWN;
        }
        return exactly(truth ? equal(path, attribute) : different(path, attribute));
    }

    private Result like(AttributePath path, Like like, boolean truth) {
        if (!like.operands().stream().skip(1).allMatch(Expressions::isConstant)) {
            return UNKNOWN;
        }
        Optional<LikePattern> pattern;
        try {
            pattern = like.compile(ArrayRow.EMPTY, evaluation);
        } catch (ItemException e) {
            // Evaluated again, it fails for the first row, as it should; without rows it is no fault.
            return UNKNOWN;
        }
        if (pattern.isEmpty()) {
            return exactly(NEVER);
        }
        Condition text = new Condition.HasType(path, AttributeType.S);
        StringValue prefix = new StringValue(pattern.get().prefix());
        Condition begins = new Condition.BeginsWith(new Operand.Path(path), new Operand.Literal(prefix));
        if (!pattern.get().isPrefix()) {
            return new Result(truth ? begins : text, false);
        }
        return exactly(truth ? begins : new Condition.And(List.of(text, new Condition.Not(begins))));
    }

    private Result called(AttributePath path, Call call, boolean truth) {
        return switch (call.function().name()) {
            case "attribute_exists" -> exactly(truth ? Condition.exists(path) : Condition.notExists(path));
            case "attribute_not_exists" -> exactly(truth ? Condition.notExists(path) : Condition.exists(path));
            case "attribute_type" -> typed(path, call.arguments().get(1), truth);
            case "begins_with" -> {
                Result result = withValue(
                        call.arguments().get(1),
                        value -> value.type() == AttributeType.S || value.type() == AttributeType.B
                                ? new Condition.BeginsWith(new Operand.Path(path), new Operand.Literal(value))
                                : NEVER);
                yield truth ? result : falseWhereKnown(path, call.arguments().get(1), result);
            }
            case "contains" -> {
                Result result = withValue(
                        call.arguments().get(1),
                        value -> new Condition.Contains(new Operand.Path(path), new Operand.Literal(value)));
                yield truth ? result : falseWhereKnown(path, call.arguments().get(1), result);
            }
            default -> UNKNOWN;
        };
    }

    /** FALSE wherever both sides are known and the predicate does not hold; unknown for NULL and MISSING. */
    private Result falseWhereKnown(AttributePath path, Expression argument, Result whereTrue) {
        if (!whereTrue.exact()) {
            return UNKNOWN;
        }
        return withValue(
                argument, value -> new Condition.And(List.of(known(path), new Condition.Not(whereTrue.condition()))));
    }

    private Result typed(AttributePath path, Expression type, boolean truth) {
        Result result = withValue(type, value -> {
            for (AttributeType known : AttributeType.values()) {
                if (value instanceof StringValue text && known.name().equals(text.value())) {
                    return new Condition.HasType(path, known);
                }
            }
            return null;
        });
        // Another text is an error, which evaluating the expression reports.
        if (result.condition() == null || result.condition().equals(NEVER)) {
            return UNKNOWN;
        }
        return truth ? result : negation(result);
    }

    private static Condition equal(AttributePath path, AttributeValue value) {
        return new Condition.Compare(ComparisonOperator.EQUAL, new Operand.Path(path), new Operand.Literal(value));
    }

    private static Condition different(AttributePath path, AttributeValue value) {
        return new Condition.Compare(ComparisonOperator.NOT_EQUAL, new Operand.Path(path), new Operand.Literal(value));
    }

    private static Condition known(AttributePath path) {
        return new Condition.And(
                List.of(Condition.exists(path), new Condition.Not(new Condition.HasType(path, AttributeType.NULL))));
    }

    private static Condition unknown(AttributePath path) {
        return new Condition.Or(List.of(Condition.notExists(path), new Condition.HasType(path, AttributeType.NULL)));
    }

    private static Result exactly(Condition condition) {
        return new Result(condition, true);
    }

    private static ComparisonOperator negated(ComparisonOperator operator) {
        return switch (operator) {
            case EQUAL -> ComparisonOperator.NOT_EQUAL;
            case NOT_EQUAL -> ComparisonOperator.EQUAL;
            case LESS -> ComparisonOperator.GREATER_OR_EQUAL;
            case LESS_OR_EQUAL -> ComparisonOperator.GREATER;
            case GREATER -> ComparisonOperator.LESS_OR_EQUAL;
            case GREATER_OR_EQUAL -> ComparisonOperator.LESS;
        };
    }
}
