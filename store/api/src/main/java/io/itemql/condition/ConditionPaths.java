package io.itemql.condition;

import io.itemql.item.AttributePath;
import java.util.ArrayList;
import java.util.List;

/** The paths that a condition reads, in the order in which they stand in it. */
public final class ConditionPaths {
    private final List<AttributePath> paths = new ArrayList<>();

    private ConditionPaths() {}

    public static List<AttributePath> of(Condition condition) {
        ConditionPaths collected = new ConditionPaths();
        collected.collect(condition);
        return collected.paths;
    }

    private void collect(Condition condition) {
        if (condition instanceof Condition.Compare compare) {
            collect(compare.left());
            collect(compare.right());
        } else if (condition instanceof Condition.Between between) {
            collect(between.operand());
            collect(between.low());
            collect(between.high());
        } else if (condition instanceof Condition.In in) {
            collect(in.operand());
            in.candidates().forEach(this::collect);
        } else if (condition instanceof Condition.Exists exists) {
            paths.add(exists.path());
        } else if (condition instanceof Condition.HasType hasType) {
            paths.add(hasType.path());
        } else if (condition instanceof Condition.BeginsWith beginsWith) {
            collect(beginsWith.operand());
            collect(beginsWith.prefix());
        } else if (condition instanceof Condition.Contains contains) {
            collect(contains.operand());
            collect(contains.part());
        } else if (condition instanceof Condition.And and) {
            and.conditions().forEach(this::collect);
        } else if (condition instanceof Condition.Or or) {
            or.conditions().forEach(this::collect);
        } else if (condition instanceof Condition.Not not) {
            collect(not.condition());
        }
    }

    private void collect(Operand operand) {
        if (operand instanceof Operand.Path path) {
            paths.add(path.path());
        } else if (operand instanceof Operand.Size size) {
            collect(size.of());
        }
    }
}
