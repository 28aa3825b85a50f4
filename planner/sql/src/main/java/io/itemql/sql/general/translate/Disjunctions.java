package io.itemql.sql.general.translate;

import io.itemql.sql.general.bind.ItemFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Takes out of an OR what helps to find rows: what all of its branches demand, so that a join condition that is written
 * into every branch joins, and what they demand of one input of a join. Both hold in three-valued logic as well: AND
 * distributes over OR there, and an OR is true only if a branch is, with all that the branch demands.
 */
final class Disjunctions {
    private final RexBuilder builder;

    Disjunctions(RexBuilder builder) {
        this.builder = builder;
    }

    /** A condition as conditions that are true together exactly where it is: (a AND b) OR (a AND c) is a, b OR c. */
    List<RexNode> factored(RexNode condition) {
        List<RexNode> factored = new ArrayList<>();
        for (RexNode part : RelOptUtil.conjunctions(condition)) {
            if (isOr(part)) {
                factorOut((RexCall) part, factored);
            } else {
                factored.add(part);
            }
        }
        return factored;
    }

    List<RexNode> factored(List<RexNode> conditions) {
        List<RexNode> factored = new ArrayList<>();
        conditions.forEach(condition -> factored.addAll(factored(condition)));
        return factored;
    }

    private void factorOut(RexCall or, List<RexNode> into) {
        List<List<RexNode>> branches = branches(or);
        List<RexNode> common = new ArrayList<>(branches.get(0));
        branches.forEach(common::retainAll);
        if (common.isEmpty()) {
            into.add(or);
            return;
        }
        into.addAll(common);
        branches.forEach(branch -> branch.removeAll(common));
        if (branches.stream().noneMatch(List::isEmpty)) {
            into.add(or(or, branches));
        }
    }

    /** What follows from an OR for rows of one input: nothing if a branch demands nothing of it. */
    Optional<RexNode> implied(RexNode condition, Predicate<RexNode> isOfInput) {
        if (!isOr(condition)) {
            return Optional.empty();
        }
        RexCall or = (RexCall) condition;
        List<List<RexNode>> branches = branches(or);
        branches.forEach(branch -> branch.removeIf(isOfInput.negate()));
        return branches.stream().anyMatch(List::isEmpty) ? Optional.empty() : Optional.of(or(or, branches));
    }

    private static boolean isOr(RexNode condition) {
        return condition instanceof RexCall call
                && call.getOperator() instanceof ItemFunction function
                && function.getName().equals("OR");
    }

    /** The conditions of each branch. */
    private List<List<RexNode>> branches(RexCall or) {
        List<List<RexNode>> branches = new ArrayList<>();
        for (RexNode branch : or.getOperands()) {
            branches.add(new ArrayList<>(factored(branch)));
        }
        return branches;
    }

    private RexNode or(RexCall original, List<List<RexNode>> branches) {
        List<RexNode> operands = branches.stream().map(this::and).toList();
        return builder.makeCall(original.getType(), original.getOperator(), operands);
    }

    private RexNode and(List<RexNode> conditions) {
        return conditions.size() == 1 ? conditions.get(0) : builder.makeCall(SqlStdOperatorTable.AND, conditions);
    }
}
