package io.itemql.sql.general.translate;

import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexVisitorImpl;

/** Which fields expressions read. */
final class Fields {
    private Fields() {}

    /** Adds the fields of the row that an expression reads. */
    static void collect(RexNode node, SortedSet<Integer> into) {
        node.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitInputRef(RexInputRef field) {
                into.add(field.getIndex());
                return null;
            }
        });
    }

    static SortedSet<Integer> of(Iterable<? extends RexNode> nodes) {
        SortedSet<Integer> fields = new TreeSet<>();
        nodes.forEach(node -> collect(node, fields));
        return fields;
    }

    static SortedSet<Integer> of(RexNode node) {
        SortedSet<Integer> fields = new TreeSet<>();
        collect(node, fields);
        return fields;
    }

    /** The fields of an outer row that a part of the algebra reads. */
    static SortedSet<Integer> outer(RelNode rel, CorrelationId id) {
        SortedSet<Integer> fields = new TreeSet<>();
        collectOuter(rel, id, fields);
        return fields;
    }

    private static void collectOuter(RelNode rel, CorrelationId id, SortedSet<Integer> into) {
        rel.accept(new RexShuttle() {
            @Override
            public RexNode visitFieldAccess(RexFieldAccess access) {
                if (access.getReferenceExpr() instanceof RexCorrelVariable variable && variable.id.equals(id)) {
                    into.add(access.getField().getIndex());
                }
                return access;
            }
        });
        rel.getInputs().forEach(input -> collectOuter(input, id, into));
    }

    static boolean containsOver(Iterable<? extends RexNode> nodes) {
        for (RexNode node : nodes) {
            if (RexOver.containsOver(node)) {
                return true;
            }
        }
        return false;
    }

    /** True if all fields that the expression reads lie in a range. */
    static boolean within(RexNode node, int from, int to) {
        SortedSet<Integer> fields = of(node);
        return fields.isEmpty() || (fields.first() >= from && fields.last() < to);
    }
}
