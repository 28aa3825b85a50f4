package io.itemql.plan.join;

import io.itemql.condition.ComparisonOperator;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.NullValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Row;
import io.itemql.plan.value.DateValue;
import io.itemql.plan.value.TemporalValue;
import io.itemql.plan.value.TimestampValue;
import io.itemql.plan.value.ValueComparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The right side of a hash join, by key. Finds exactly the rows whose keys are equal as {@code =} has it.
 *
 * <p>Hashing serves all values that are equal by {@code equals}, which numbers in any spelling are, too. Only a date or
 * timestamp may equal a text, or another kind of moment; a date is hashed as its midnight, and where texts meet
 * moments, all rows are compared one by one.
 */
final class JoinKeys {
    private final List<BuildRow> rows = new ArrayList<>();
    private final Map<ArrayRow, List<BuildRow>> byKey = new HashMap<>();
    private final List<ArrayRow> keys = new ArrayList<>();
    private final Set<Object> kinds = new HashSet<>();
    private boolean anyText;
    private boolean anyMoment;
    private boolean anyUnknown;

    /** Adds a row; one with an unknown key is kept, but matches nothing. */
    void add(ArrayRow row, ArrayRow key) {
        BuildRow built = new BuildRow(row);
        rows.add(built);
        keys.add(key);
        if (hasUnknown(key)) {
            anyUnknown = true;
            return;
        }
        for (int i = 0; i < key.width(); i++) {
            anyText |= key.get(i) instanceof StringValue;
            anyMoment |= key.get(i) instanceof TemporalValue;
            kinds.add(kind(key.get(i)));
        }
        byKey.computeIfAbsent(key, same -> new ArrayList<>(1)).add(built);
    }

    List<BuildRow> rows() {
        return rows;
    }

    /** The rows whose key equals the given one. */
    Iterator<BuildRow> matching(ArrayRow key, Evaluation evaluation) {
        if (hasUnknown(key)) {
            return List.<BuildRow>of().iterator();
        }
        if (needsComparing(key)) {
            List<BuildRow> found = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (equal(key, keys.get(i), evaluation)) {
                    found.add(rows.get(i));
                }
            }
            return found.iterator();
        }
        return byKey.getOrDefault(key, List.of()).iterator();
    }

    /**
     * For NOT IN: whether a key can differ from all keys here for certain. It cannot where either side is unknown or of
     * another type; without any rows it always does.
     */
    boolean mayDifferFromAll(ArrayRow key, Evaluation evaluation) {
        if (rows.isEmpty()) {
            return true;
        }
        if (anyUnknown || hasUnknown(key)) {
            return false;
        }
        if (needsComparing(key)) {
            return keys.stream().allMatch(other -> different(key, other, evaluation));
        }
        for (int i = 0; i < key.width(); i++) {
            if (!kinds.equals(Set.of(kind(key.get(i))))) {
                return false;
            }
        }
        return true;
    }

    private boolean needsComparing(ArrayRow key) {
        for (int i = 0; i < key.width(); i++) {
            if ((anyMoment && key.get(i) instanceof StringValue) || (anyText && key.get(i) instanceof TemporalValue)) {
                return true;
            }
        }
        return false;
    }

    /** True if {@code =} holds for each column of two keys. */
    static boolean equal(ArrayRow a, ArrayRow b, Evaluation evaluation) {
        for (int i = 0; i < a.width(); i++) {
            boolean known = !ValueComparison.isUnknown(a.get(i)) && !ValueComparison.isUnknown(b.get(i));
            if (!known || !ValueComparison.notDistinct(a.get(i), b.get(i), evaluation.zone())) {
                return false;
            }
        }
        return true;
    }

    private static boolean different(ArrayRow a, ArrayRow b, Evaluation evaluation) {
        for (int i = 0; i < a.width(); i++) {
            AttributeValue different =
                    ValueComparison.compare(ComparisonOperator.NOT_EQUAL, a.get(i), b.get(i), evaluation.zone());
            if (different != BoolValue.TRUE) {
                return false;
            }
        }
        return true;
    }

    /** True for a key that equals none. */
    static boolean hasUnknown(ArrayRow key) {
        for (int i = 0; i < key.width(); i++) {
            if (key.get(i).isNull()) {
                return true;
            }
        }
        return false;
    }

    private static Object kind(Value value) {
        return value instanceof AttributeValue attribute ? attribute.type() : value.getClass();
    }

    /** The key of a row, NULL for MISSING and a date as its midnight. */
    static ArrayRow key(List<Expression> expressions, Row row, Evaluation evaluation) {
        Value[] values = new Value[expressions.size()];
        for (int i = 0; i < values.length; i++) {
            Value value = expressions.get(i).evaluate(row, evaluation);
            if (value == null) {
                value = NullValue.NULL;
            } else if (value instanceof DateValue date) {
                value = new TimestampValue(date.value().atStartOfDay());
            }
            values[i] = value;
        }
        return ArrayRow.ofOwned(values);
    }
}
