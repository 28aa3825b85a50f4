package io.itemql.sql.general.translate;

import io.itemql.item.AttributePath;
import io.itemql.sql.general.bind.DeclaredColumns;
import io.itemql.sql.general.bind.TableRelation;
import io.itemql.sql.table.StatementTables;
import java.util.OptionalDouble;
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

/** About how many different values expressions have, where they are attributes of tables. */
final class DistinctValues {
    private final StatementTables tables;

    DistinctValues(StatementTables tables) {
        this.tables = tables;
    }

    /** Of an expression over the rows of a part of a query; empty if nobody knows. */
    OptionalDouble of(RexNode expression, RelNode rel) {
        if (expression instanceof RexInputRef field) {
            return of(field.getIndex(), rel);
        }
        boolean declared = expression instanceof RexCall call && DeclaredColumns.isRead(call.getOperator());
        return declared ? of(((RexCall) expression).getOperands().get(0), rel) : OptionalDouble.empty();
    }

    private OptionalDouble of(int field, RelNode rel) {
        if (rel instanceof TableScan scan) {
            return ofTable(field, scan);
        }
        if (rel instanceof Filter || rel instanceof Sort) {
            return of(field, rel.getInput(0));
        }
        if (rel instanceof Project project) {
            return of(project.getProjects().get(field), project.getInput());
        }
        if (rel instanceof Aggregate aggregate) {
            return field < aggregate.getGroupCount()
                    ? of(aggregate.getGroupSet().nth(field), aggregate.getInput())
                    : OptionalDouble.empty();
        }
        if (rel instanceof Join join) {
            int left = join.getLeft().getRowType().getFieldCount();
            return field < left ? of(field, join.getLeft()) : of(field - left, join.getRight());
        }
        return OptionalDouble.empty();
    }

    private OptionalDouble ofTable(int field, TableScan scan) {
        if (Leaves.planned(scan).isPresent()) {
            return OptionalDouble.empty();
        }
        TableRelation relation = Leaves.relation(scan);
        AttributePath path = relation.paths().get(field);
        return path.isTopLevel() && relation.table().system().isEmpty()
                ? tables.sketch(relation.table()).distinct(path.attribute())
                : OptionalDouble.empty();
    }
}
