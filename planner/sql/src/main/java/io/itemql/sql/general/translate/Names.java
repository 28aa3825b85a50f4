package io.itemql.sql.general.translate;

import io.itemql.sql.general.bind.PlannedRelation;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;

/** What EXPLAIN calls the fields of a node: behind a join with their alias, because two tables can have one name. */
final class Names {
    private Names() {}

    static List<String> of(RelNode rel) {
        return isJoin(rel) ? qualified(rel) : rel.getRowType().getFieldNames();
    }

    private static boolean isJoin(RelNode rel) {
        return rel instanceof Join
                || rel instanceof Correlate
                || ((rel instanceof Filter || rel instanceof Sort) && isJoin(rel.getInput(0)));
    }

    private static List<String> qualified(RelNode rel) {
        if (rel instanceof TableScan scan) {
            String alias = Leaves.planned(scan).map(PlannedRelation::alias).orElseGet(() -> Leaves.relation(scan)
                    .alias());
            return scan.getRowType().getFieldNames().stream()
                    .map(name -> alias + "." + name)
                    .toList();
        }
        if (rel instanceof Join || rel instanceof Correlate) {
            List<String> names = new ArrayList<>(qualified(rel.getInput(0)));
            names.addAll(qualified(rel.getInput(1)));
            return names;
        }
        return rel instanceof Filter || rel instanceof Sort
                ? qualified(rel.getInput(0))
                : rel.getRowType().getFieldNames();
    }
}
