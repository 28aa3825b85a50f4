package io.itemql.sql.general.translate;

import io.itemql.sql.general.bind.ItemFunction;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.IntPredicate;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** Takes the conditions of joins apart. */
final class Conditions {
    private Conditions() {}

    /** Two expressions that must be equal, each over another set of fields. */
    record Equality(RexNode left, RexNode right) {}

    /**
     * The condition as an equality between the fields on one side and those on the other.
     *
     * @param isLeft whether a field is one of the left side
     * @param isRight whether a field is one of the right side
     */
    static Optional<Equality> equality(RexNode condition, IntPredicate isLeft, IntPredicate isRight) {
        if (!(condition instanceof RexCall call)
                || !(call.getOperator() instanceof ItemFunction)
                || !call.getOperator().getName().equals("=")) {
            return Optional.empty();
        }
        RexNode a = call.getOperands().get(0);
        RexNode b = call.getOperands().get(1);
        if (reads(a, isLeft) && reads(b, isRight)) {
            return Optional.of(new Equality(a, b));
        }
        return reads(b, isLeft) && reads(a, isRight) ? Optional.of(new Equality(b, a)) : Optional.empty();
    }

    /** True if a query runs for each different row that the condition is decided for. */
    static boolean isCorrelated(RexNode condition) {
        if (!(condition instanceof RexCall call)) {
            return false;
        }
        return (call.getOperator() instanceof ItemFunction function && function.isCorrelated())
                || call.getOperands().stream().anyMatch(Conditions::isCorrelated);
    }

    private static boolean reads(RexNode node, IntPredicate side) {
        SortedSet<Integer> fields = Fields.of(node);
        return !fields.isEmpty() && fields.stream().allMatch(side::test);
    }

    /** The same over a row whose fields stand further left. */
    static RexNode shifted(RexNode node, int by) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef field) {
                return new RexInputRef(field.getIndex() + by, field.getType());
            }
        });
    }
}
