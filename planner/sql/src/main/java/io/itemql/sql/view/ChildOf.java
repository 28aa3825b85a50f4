package io.itemql.sql.view;

import io.itemql.sql.ast.CreateView;
import io.itemql.sql.ast.ItemOperators;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnnestOperator;

/**
 * The form of a child view: {@code SELECT … FROM parent o, UNNEST(o.lines) WITH ORDINALITY AS l (line, n)} or
 * {@code FROM parent o, o.lines AS l AT n}, without groups. What it selects of the parent's key makes it a child.
 *
 * @param parent the name of the table or view on the left
 * @param labels what the view calls each column that is a plain name of the parent, by that name
 * @param ordinal the view's column that counts the elements; empty if it shows none
 */
record ChildOf(String parent, Map<String, String> labels, Optional<String> ordinal) {
    /** The name under which UNNEST WITH ORDINALITY counts where the statement gives none. */
    private static final String ORDINALITY = "ordinality";

    ChildOf {
        labels = Map.copyOf(labels);
    }

    /** What the view calls a column of the parent. */
    Optional<String> labelOf(String column) {
        return Optional.ofNullable(labels.get(column));
    }

    /** The form of a view; empty if it has another. */
    static Optional<ChildOf> of(CreateView view) {
        if (!(view.query() instanceof SqlSelect select)
                || !(select.getFrom() instanceof SqlJoin join)
                || select.getGroup() != null
                || select.isDistinct()) {
            return Optional.empty();
        }
        JoinType type = join.getJoinType();
        boolean expands =
                type == JoinType.COMMA || type == JoinType.CROSS || type == JoinType.INNER || type == JoinType.LEFT;
        Named left = Named.of(join.getLeft());
        Named right = Named.of(join.getRight());
        if (!expands || !(left.source() instanceof SqlIdentifier parent) || !isElementsOf(right, left.alias())) {
            return Optional.empty();
        }
        String name = parent.names.get(parent.names.size() - 1);
        Map<String, String> labels = labels(view, select, left.alias(), right.alias());
        Optional<String> ordinal =
                type == JoinType.LEFT ? Optional.empty() : right.counter().map(counter -> labels.get("\0" + counter));
        labels.keySet().removeIf(key -> key.startsWith("\0"));
        return Optional.of(new ChildOf(name, labels, ordinal));
    }

    private static boolean isElementsOf(Named right, String parent) {
        SqlNode path = right.source();
        if (path.getKind() == SqlKind.UNNEST) {
            path = ((SqlCall) path).operand(0);
        } else if (path instanceof SqlIdentifier identifier && identifier.isSimple()) {
            return false;
        }
        while (path instanceof SqlCall call && !call.getOperandList().isEmpty()) {
            path = call.operand(0);
        }
        return path instanceof SqlIdentifier identifier
                && identifier.names.get(0).equals(parent);
    }

    /** The labels of plain names: those of the parent as they are, those that only the element can have behind NUL. */
    private static Map<String, String> labels(CreateView view, SqlSelect select, String parent, String element) {
        Map<String, String> labels = new LinkedHashMap<>();
        boolean star = false;
        int position = 0;
        for (SqlNode item : select.getSelectList()) {
            star |= item instanceof SqlIdentifier identifier && identifier.isStar();
        }
        for (SqlNode item : select.getSelectList()) {
            SqlNode expression = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
            if (expression instanceof SqlIdentifier name && !name.isStar()) {
                String last = name.names.get(name.names.size() - 1);
                String label =
                        item.getKind() == SqlKind.AS ? ((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple() : last;
                if (view.columns() != null && !star) {
                    label = ((SqlIdentifier) view.columns().get(position)).getSimple();
                }
                boolean ofParent = name.isSimple()
                        || (name.names.size() == 2 && name.names.get(0).equals(parent));
                boolean ofElement = name.isSimple()
                        || (name.names.size() == 2 && name.names.get(0).equals(element));
                if (ofParent) {
                    labels.putIfAbsent(last, label);
                }
                if (ofElement) {
                    labels.putIfAbsent("\0" + last, label);
                }
            }
            position++;
        }
        return labels;
    }

    /**
     * A part of a FROM clause with its alias.
     *
     * @param counter the name that counts elements
     */
    private record Named(SqlNode source, String alias, Optional<String> counter) {
        static Named of(SqlNode node) {
            if (node instanceof SqlCall at && at.getOperator().equals(ItemOperators.AT)) {
                Named inner = of(at.operand(0));
                String counter = ((SqlIdentifier) at.operand(1)).getSimple();
                return new Named(inner.source(), inner.alias(), Optional.of(counter));
            }
            if (node.getKind() == SqlKind.AS) {
                SqlCall as = (SqlCall) node;
                Named inner = of(as.operand(0));
                List<SqlNode> operands = as.getOperandList();
                Optional<String> counter = inner.counter()
                        .map(name -> operands.size() > 3 ? ((SqlIdentifier) operands.get(3)).getSimple() : name);
                return new Named(inner.source(), ((SqlIdentifier) operands.get(1)).getSimple(), counter);
            }
            if (node.getKind() == SqlKind.TABLE_REF || node.getKind() == SqlKind.LATERAL) {
                return of(((SqlCall) node).operand(0));
            }
            boolean counted = node.getKind() == SqlKind.UNNEST
                    && ((SqlUnnestOperator) ((SqlCall) node).getOperator()).withOrdinality;
            String alias = node instanceof SqlIdentifier name ? name.names.get(name.names.size() - 1) : "";
            return new Named(node, alias, counted ? Optional.of(ORDINALITY) : Optional.empty());
        }
    }
}
