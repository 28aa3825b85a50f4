package io.itemql.plan.access;

import io.itemql.condition.ComparisonOperator;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.StringValue;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Between;
import io.itemql.plan.expression.Call;
import io.itemql.plan.expression.Cast;
import io.itemql.plan.expression.Comparison;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.expression.In;
import io.itemql.plan.expression.IsTruth;
import io.itemql.plan.expression.Like;
import io.itemql.plan.expression.LikePattern;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.NotDistinct;
import io.itemql.plan.expression.Or;
import io.itemql.plan.subquery.Membership;
import io.itemql.plan.value.CastType;
import io.itemql.table.KeyAttribute;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One condition of a predicate, seen as a condition on a key attribute: equal to one of several values, within bounds,
 * or beginning with a prefix. At most one of the three; none for a condition on something else.
 *
 * @param source the condition as it was; {@code null} only while it is being recognised
 * @param partition whether it is on the partition key
 * @param values what the key equals one of
 * @param bounds what the key is compared with
 * @param prefix what the key begins with; {@code null} if it is no such condition
 * @param exact false if the key condition only follows from the source, which must then be applied as well
 */
record KeyCondition(
        Expression source,
        boolean partition,
        List<Expression> values,
        List<SortCondition.Bound> bounds,
        Expression prefix,
        boolean exact) {

    boolean isKey() {
        return !values.isEmpty() || !bounds.isEmpty() || prefix != null;
    }

    boolean isEquality() {
        return values.size() == 1 && !SelectedKeys.isSelected(values.get(0));
    }

    boolean isList() {
        return !values.isEmpty() && !isEquality();
    }

    boolean isRange() {
        return !bounds.isEmpty();
    }

    boolean isPrefix() {
        return prefix != null;
    }

    /** The only value of an equality. */
    Expression value() {
        return values.get(0);
    }

    static KeyCondition of(Expression source, TableRead read) {
        Expression condition = source;
        while (condition instanceof IsTruth test && test.truth()) {
            condition = test.operand();
        }
        KeyCondition found = recognised(condition, read);
        return found == null ? new KeyCondition(source, false, List.of(), List.of(), null, true) : found.from(source);
    }

    private KeyCondition from(Expression whole) {
        return new KeyCondition(whole, partition, values, bounds, prefix, exact);
    }

    /** The key condition that an expression is, without its source; {@code null} if it is none. */
    private static KeyCondition recognised(Expression condition, TableRead read) {
        if (condition instanceof Comparison comparison) {
            return compared(comparison, read);
        }
        if (condition instanceof NotDistinct same) {
            // A key is never NULL, so this is plain equality; the attribute of an index's key may be.
            return read.isThroughChosenIndex() ? null : compared(Comparison.equal(same.left(), same.right()), read);
        }
        if (condition instanceof In in) {
            return listed(in.operand(), in.candidates(), read);
        }
        if (condition instanceof Or or) {
            return alternatives(or, read);
        }
        Optional<Membership> selected = SelectedKeys.of(condition);
        if (selected.isPresent()) {
            return selected(selected.get(), read);
        }
        if (condition instanceof Between between) {
            KeyAttribute key = keyOf(between.operand(), read);
            return key != null && canBeKey(between.low(), key, read) && canBeKey(between.high(), key, read)
                    ? range(
                            key,
                            read,
                            new SortCondition.Bound(ComparisonOperator.GREATER_OR_EQUAL, between.low()),
                            new SortCondition.Bound(ComparisonOperator.LESS_OR_EQUAL, between.high()))
                    : null;
        }
        if (condition instanceof Call call && call.function().name().equals("begins_with")) {
            KeyAttribute key = keyOf(call.arguments().get(0), read);
            boolean prefixed = key != null
                    && key.type() != AttributeType.N
                    && canBeKey(call.arguments().get(1), key, read);
            return prefixed ? prefixed(key, read, call.arguments().get(1), true) : null;
        }
        return condition instanceof Like like ? like(like, read) : null;
    }

    /** Of several columns, one is enough for whoever compares them all again; the first key attribute serves best. */
    private static KeyCondition selected(Membership rows, TableRead read) {
        if (rows.compared().size() > 1 && !rows.isComparedAgain()) {
            return null;
        }
        for (KeyAttribute key : read.accessKeys().attributes()) {
            for (int i = 0; i < rows.compared().size(); i++) {
                if (key.equals(keyOf(rows.compared().get(i), read))) {
                    return oneOf(key, read, List.of(new SelectedValue(rows, i)));
                }
            }
        }
        return null;
    }

    private static KeyCondition compared(Comparison comparison, TableRead read) {
        KeyAttribute left = keyOf(comparison.left(), read);
        boolean reversed = left == null;
        KeyAttribute key = reversed ? keyOf(comparison.right(), read) : left;
        Expression value = reversed ? comparison.left() : comparison.right();
        if (key == null || !canBeKey(value, key, read)) {
            return null;
        }
        ComparisonOperator operator = reversed ? comparison.operator().reversed() : comparison.operator();
        return switch (operator) {
            case EQUAL -> oneOf(key, read, List.of(value));
            case NOT_EQUAL -> null;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                range(key, read, new SortCondition.Bound(operator, value));
        };
    }

    private static KeyCondition listed(Expression operand, List<Expression> candidates, TableRead read) {
        KeyAttribute key = keyOf(operand, read);
        boolean lookup = key != null
                && !candidates.isEmpty()
                && candidates.stream().allMatch(value -> canBeKey(value, key, read));
        return lookup ? oneOf(key, read, candidates) : null;
    }

    /** {@code key = 1 OR key = 2 OR key IN (3, 4)} on one key. */
    private static KeyCondition alternatives(Or or, TableRead read) {
        List<Expression> values = new ArrayList<>();
        Boolean partition = null;
        for (Expression branch : or.conditions()) {
            KeyCondition condition = recognised(branch, read);
            boolean fits = condition != null
                    && !condition.values.isEmpty()
                    && (partition == null || partition == condition.partition);
            if (!fits) {
                return null;
            }
            partition = condition.partition;
            values.addAll(condition.values);
        }
        return partition == null ? null : new KeyCondition(null, partition, values, List.of(), null, true);
    }

    /**
     * True for a value that no row decides. Items whose attribute has another type than the key of an index are not in
     * that index, so a value of another type is none for it.
     */
    private static boolean canBeKey(Expression value, KeyAttribute key, TableRead read) {
        boolean other = read.isThroughChosenIndex()
                && value instanceof Literal literal
                && !(literal.value() instanceof AttributeValue known && known.type() == key.type());
        // A moment equals several texts, whose order is not the order of time.
        boolean inexact = (key.type() == AttributeType.S || read.isThroughChosenIndex()) && Expressions.isMoment(value);
        return !other && !inexact && Expressions.isConstant(value);
    }

    private static KeyCondition oneOf(KeyAttribute key, TableRead read, List<Expression> values) {
        return new KeyCondition(null, isPartition(key, read), values, List.of(), null, true);
    }

    private static KeyCondition range(KeyAttribute key, TableRead read, SortCondition.Bound... bounds) {
        return new KeyCondition(null, isPartition(key, read), List.of(), List.of(bounds), null, true);
    }

    private static KeyCondition prefixed(KeyAttribute key, TableRead read, Expression prefix, boolean exact) {
        return new KeyCondition(null, isPartition(key, read), List.of(), List.of(), prefix, exact);
    }

    /** Only a literal pattern is taken apart at planning; any other LIKE is a filter. */
    private static KeyCondition like(Like like, TableRead read) {
        KeyAttribute key = keyOf(like.operand(), read);
        boolean literal = key != null
                && key.type() == AttributeType.S
                && like.pattern() instanceof Literal
                && like.escape().map(escape -> escape instanceof Literal).orElse(true);
        if (!literal) {
            return null;
        }
        Optional<LikePattern> pattern =
                like.compile(ArrayRow.EMPTY, new Evaluation(List.of(), Instant.EPOCH, ZoneOffset.UTC));
        if (pattern.isEmpty() || pattern.get().prefix().isEmpty()) {
            return null;
        }
        Literal prefix = new Literal(new StringValue(pattern.get().prefix()));
        return prefixed(key, read, prefix, pattern.get().isPrefix());
    }

    private static boolean isPartition(KeyAttribute key, TableRead read) {
        return key.equals(read.accessKeys().partitionKey());
    }

    /** The key attribute that an expression is, also under casts that change no value of its type. */
    static KeyAttribute keyOf(Expression expression, TableRead read) {
        if (expression instanceof Cast cast && !read.isThroughChosenIndex()) {
            KeyAttribute key = keyOf(cast.operand(), read);
            return key != null && isLossless(cast.type(), key.type()) ? key : null;
        }
        Optional<AttributePath> path = PathOf.expression(expression, read);
        if (path.isEmpty() || !path.get().isTopLevel()) {
            return null;
        }
        for (KeyAttribute key : read.accessKeys().attributes()) {
            if (key.name().equals(path.get().attribute())) {
                return key;
            }
        }
        return null;
    }

    private static boolean isLossless(CastType type, AttributeType key) {
        return type.length() == CastType.UNLIMITED
                && switch (type.kind()) {
                    case VARCHAR, CHAR -> key == AttributeType.S;
                    case DECIMAL, REAL, DOUBLE -> key == AttributeType.N;
                    case VARBINARY -> key == AttributeType.B;
                    case TINYINT, SMALLINT, INTEGER, BIGINT, BOOLEAN, DATE, TIME, TIMESTAMP -> false;
                };
    }
}
