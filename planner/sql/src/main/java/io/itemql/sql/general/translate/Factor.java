package io.itemql.sql.general.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;

/**
 * One input of a chain of inner joins, whose fields stand from an offset on in the chain's row. Used by one thread,
 * while the chain is translated.
 */
final class Factor {
    private final RelNode rel;
    private final int offset;
    private final List<RexNode> conditions = new ArrayList<>();
    private final SortedSet<Integer> needed = new TreeSet<>();

    Factor(RelNode rel, int offset) {
        this.rel = rel;
        this.offset = offset;
    }

    RelNode rel() {
        return rel;
    }

    int offset() {
        return offset;
    }

    int end() {
        return offset + rel.getRowType().getFieldCount();
    }

    boolean has(int field) {
        return field >= offset && field < end();
    }

    /** Takes a condition over the chain's row that reads fields of this factor only. */
    void take(RexNode condition) {
        conditions.add(Conditions.shifted(condition, -offset));
    }

    /** Notes a field of the chain's row that something above this factor reads. */
    void need(int field) {
        needed.add(field - offset);
    }

    Wish wish() {
        return Wish.of(needed).withConditions(conditions);
    }

    /** What is wished of this factor with more conditions over its own row. */
    Wish wish(List<RexNode> more) {
        List<RexNode> all = new ArrayList<>(conditions);
        all.addAll(more);
        return Wish.of(needed).withConditions(all);
    }
}
