package io.itemql.sql.general.translate;

import io.itemql.sql.general.bind.ItemFunction;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * Conditions that follow from others: with {@code a = b}, what {@code =} or IN say of {@code a} holds of {@code b}.
 * Only for attributes as they are stored: two that are equal are the same, so they compare alike with anything. A
 * computed timestamp, in contrast, equals texts that do not equal each other.
 */
final class Equals {
    private Equals() {}

    /**
     * What follows from the conditions besides themselves.
     *
     * @param rel whose fields the conditions are over
     */
    static List<RexNode> implied(RelNode rel, List<RexNode> conditions) {
        List<RexNode> known = new ArrayList<>(conditions);
        // The list grows while it is gone through, so chains of equalities are followed to their end.
        for (int i = 0; i < known.size(); i++) {
            if (!isAboutOneColumn(known.get(i))) {
                continue;
            }
            int column = Fields.of(known.get(i)).first();
            for (RexNode condition : conditions) {
                int other = equalTo(condition, column);
                if (other >= 0 && isStored(rel, column) && isStored(rel, other)) {
                    RexNode implied = moved(known.get(i), column, other);
                    if (!known.contains(implied)) {
                        known.add(implied);
                    }
                }
            }
        }
        return known.subList(conditions.size(), known.size());
    }

    /** True if a field is an attribute of a table as it is stored. */
    private static boolean isStored(RelNode rel, int field) {
        if (rel instanceof TableScan scan) {
            return Leaves.planned(scan).isEmpty();
        }
        if (rel instanceof Filter || rel instanceof Sort) {
            return isStored(rel.getInput(0), field);
        }
        if (rel instanceof Project project) {
            return project.getProjects().get(field) instanceof RexInputRef input
                    && isStored(project.getInput(), input.getIndex());
        }
        if (rel instanceof Aggregate aggregate) {
            return field < aggregate.getGroupCount()
                    && isStored(aggregate.getInput(), aggregate.getGroupSet().nth(field));
        }
        if (rel instanceof Join join) {
            int left = join.getLeft().getRowType().getFieldCount();
            return field < left ? isStored(join.getLeft(), field) : isStored(join.getRight(), field - left);
        }
        return false;
    }

    /** True for {@code column = constant} and {@code column IN (constants)}. */
    private static boolean isAboutOneColumn(RexNode condition) {
        if (!(condition instanceof RexCall call) || !(call.getOperator() instanceof ItemFunction)) {
            return false;
        }
        String name = call.getOperator().getName();
        List<RexNode> operands = call.getOperands();
        boolean columnFirst = operands.get(0) instanceof RexInputRef
                && operands.subList(1, operands.size()).stream()
                        .allMatch(operand -> Fields.of(operand).isEmpty());
        boolean columnLast = operands.size() == 2
                && operands.get(1) instanceof RexInputRef
                && Fields.of(operands.get(0)).isEmpty();
        return name.equals("=") ? columnFirst || columnLast : name.equals("IN") && columnFirst;
    }

    private static int equalTo(RexNode condition, int column) {
        if (condition instanceof RexCall call
                && call.getOperator() instanceof ItemFunction
                && call.getOperator().getName().equals("=")
                && call.getOperands().get(0) instanceof RexInputRef a
                && call.getOperands().get(1) instanceof RexInputRef b) {
            return a.getIndex() == column ? b.getIndex() : b.getIndex() == column ? a.getIndex() : -1;
        }
        return -1;
    }

    private static RexNode moved(RexNode condition, int from, int to) {
        return condition.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef field) {
                return field.getIndex() == from ? new RexInputRef(to, field.getType()) : field;
            }
        });
    }
}
