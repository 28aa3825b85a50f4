package io.itemql.condition;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An update of one item: SET, REMOVE, ADD and DELETE actions, each section in the order given. All operands see the
 * item as it was before the update. {@link UpdatedItem#apply} runs it.
 */
public record Update(List<Set> sets, List<AttributePath> removes, List<Add> adds, List<Delete> deletes) {
    /** {@code SET target = value}. */
    public record Set(AttributePath target, UpdateOperand value) {
        public Set {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(value, "value");
        }
    }

    /** {@code ADD target value}: adds to a number or unites with a set; creates what is missing. */
    public record Add(AttributePath target, AttributeValue value) {
        public Add {
            switch (value.type()) {
                case N, SS, NS, BS -> {}
                case S, B, BOOL, NULL, L, M -> throw new ItemException(ErrorCode.OPERAND_TYPE, "ADD", value.type());
            }
        }
    }

    /** {@code DELETE target members}: takes members out of a set; an empty set goes away with its attribute. */
    public record Delete(AttributePath target, AttributeValue members) {
        public Delete {
            switch (members.type()) {
                case SS, NS, BS -> {}
                case S, N, B, BOOL, NULL, L, M ->
                    throw new ItemException(ErrorCode.OPERAND_TYPE, "DELETE", members.type());
            }
        }
    }

    /**
     * @throws ItemException with {@link ErrorCode#PATH_OVERLAP} or {@link ErrorCode#PATH_CONFLICT} if two actions touch paths
     *     that cannot be told apart
     */
    public Update {
        sets = List.copyOf(sets);
        removes = List.copyOf(removes);
        adds = List.copyOf(adds);
        deletes = List.copyOf(deletes);
        checkOverlap(targets(sets, removes, adds, deletes));
    }

    /** An update with SET actions only. */
    public static Update set(List<Set> sets) {
        return new Update(sets, List.of(), List.of(), List.of());
    }

    /** Every path that the update may change: SET, REMOVE, ADD, DELETE, in this order. */
    public List<AttributePath> targets() {
        return targets(sets, removes, adds, deletes);
    }

    private static List<AttributePath> targets(
            List<Set> sets, List<AttributePath> removes, List<Add> adds, List<Delete> deletes) {
        List<AttributePath> targets = new ArrayList<>();
        sets.forEach(set -> targets.add(set.target()));
        targets.addAll(removes);
        adds.forEach(add -> targets.add(add.target()));
        deletes.forEach(delete -> targets.add(delete.target()));
        return targets;
    }

    private static void checkOverlap(List<AttributePath> targets) {
        for (int i = 0; i < targets.size(); i++) {
            for (int j = i + 1; j < targets.size(); j++) {
                checkApart(targets.get(i), targets.get(j));
            }
        }
    }

    /**
     * Checks that one update may change both paths, or one projection have both.
     *
     * @throws ItemException with {@link ErrorCode#PATH_OVERLAP} if one of them lies within the other, or with
     *     {@link ErrorCode#PATH_CONFLICT} if they need one value to be a map and a list
     */
    public static void checkApart(AttributePath one, AttributePath two) {
        if (one.isPrefixOf(two) || two.isPrefixOf(one)) {
            throw new ItemException(ErrorCode.PATH_OVERLAP, one.components(), two.components());
        }
        if (one.conflictsWith(two)) {
            throw new ItemException(ErrorCode.PATH_CONFLICT, one.components(), two.components());
        }
    }
}
