package io.itemql.plan.join;

import io.itemql.item.AttributeValue;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Execution;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the right side of a {@link LookupJoin} knows of the left: the keys of those of its rows that are at hand.
 * Stands in a plan and has no content there; each execution has its own keys. Two of them are never equal.
 */
public final class LeftKeys {
    /** The keys at hand in one execution. */
    private static final class Keys {
        private Set<ArrayRow> rows = Set.of();
        /** False if there are dates or the like among them, which may equal texts. */
        private boolean hashed = true;
    }

    private static Keys keysOf(LeftKeys keys, Execution execution) {
        return execution.state(keys, Keys.class, Keys::new);
    }

    /** Says which keys the right side has to look up from now on. */
    void set(Collection<ArrayRow> keys, Execution execution) {
        Keys atHand = keysOf(this, execution);
        atHand.rows = new LinkedHashSet<>(keys);
        atHand.hashed = keys.stream().allMatch(LeftKeys::isHashed);
    }

    /** Whether this is the only key at hand. */
    boolean isSetTo(ArrayRow key, Execution execution) {
        Set<ArrayRow> rows = keysOf(this, execution).rows;
        return rows.size() == 1 && rows.contains(key);
    }

    private static boolean isHashed(ArrayRow key) {
        for (int i = 0; i < key.width(); i++) {
            if (!(key.get(i) instanceof AttributeValue)) {
                return false;
            }
        }
        return true;
    }

    /** False only for a key that is not at hand for certain. */
    boolean mayContain(ArrayRow key, Execution execution) {
        Keys atHand = keysOf(this, execution);
        return atHand.rows.contains(key) || !atHand.hashed || !isHashed(key);
    }

    /** The keys at hand, each once. */
    Set<ArrayRow> rows(Execution execution) {
        return keysOf(this, execution).rows;
    }

    /** The condition on the right side that some values are one of the keys. */
    public InLeftKeys contains(List<Expression> compared, List<Expression> leftKeys) {
        return new InLeftKeys(
                this, compared, leftKeys.stream().map(Expression::toString).collect(Collectors.joining(", ")));
    }
}
