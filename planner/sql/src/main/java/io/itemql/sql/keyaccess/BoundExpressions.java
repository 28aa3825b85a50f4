package io.itemql.sql.keyaccess;

import io.itemql.item.AttributePath;
import io.itemql.plan.access.TableRead;
import io.itemql.plan.expression.And;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Step;
import io.itemql.sql.general.bind.ItemFunction;
import io.itemql.sql.general.bind.TableRelation;
import io.itemql.sql.table.TableColumn;
import io.itemql.sql.table.TableColumns;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * Turns bound expressions over one table into expressions over the columns of a read of that table. Those columns are
 * the paths that the statement uses, in the order in which it was bound, and then the whole item if it is used; so a
 * statement must be bound as a whole before. Used by one thread.
 */
public final class BoundExpressions {
    private final Optional<TableRelation> relation;
    private final List<AttributePath> slots = new ArrayList<>();
    private final boolean wholeItem;

    /**
     * @param relation the table, after everything was bound; empty if the expressions read none
     */
    public BoundExpressions(Optional<TableRelation> relation) {
        this.relation = relation;
        boolean whole = false;
        for (AttributePath path : relation.map(TableRelation::paths).orElse(List.of())) {
            if (isDocument(path)) {
                whole = true;
            } else {
                slots.add(path);
            }
        }
        this.wholeItem = whole;
    }

    /** The paths of the read's columns, without the whole item. */
    public List<AttributePath> slots() {
        return slots;
    }

    /** The read with these columns, without a filter. */
    public TableRead read() {
        return relation.orElseThrow().read(slots, wholeItem);
    }

    /**
     * A bound expression with the type that tools are told.
     *
     * @param type empty where only NULLs and parameters come
     * @param path the path of the table that it is, if it is one
     */
    public record Bound(Expression expression, Optional<ColumnType> type, Optional<AttributePath> path) {}

    /** The expression of a bound node; empty if it is an aggregate or another form that no single row gives. */
    public Optional<Bound> expression(SqlNode node) {
        if (node instanceof SqlIdentifier identifier) {
            return column(identifier);
        }
        if (!(node instanceof SqlBasicCall call)) {
            return Optional.empty();
        }
        List<Expression> operands = new ArrayList<>();
        List<Optional<ColumnType>> types = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            Optional<Bound> bound = operand == null ? Optional.empty() : expression(operand);
            if (bound.isEmpty()) {
                return Optional.empty();
            }
            operands.add(bound.get().expression());
            types.add(bound.get().type());
        }
        if (call.getKind() == SqlKind.AND) {
            return Optional.of(new Bound(And.of(operands), Optional.of(ColumnType.BOOLEAN), Optional.empty()));
        }
        return call.getOperator() instanceof ItemFunction function
                ? Optional.of(new Bound(function.make(operands), function.columnType(types), Optional.empty()))
                : Optional.empty();
    }

    private Optional<Bound> column(SqlIdentifier identifier) {
        if (relation.isEmpty()
                || identifier.names.size() != 2
                || !identifier.names.get(0).equals(relation.get().alias())) {
            return Optional.empty();
        }
        int index = relation.get().columnNames().indexOf(identifier.names.get(1));
        if (index < 0) {
            return Optional.empty();
        }
        AttributePath path = relation.get().paths().get(index);
        Optional<ColumnType> type = Optional.of(relation.get().typeOf(path));
        if (!isDocument(path)) {
            ColumnReference reference = new ColumnReference(slots.indexOf(path), path.toString());
            return Optional.of(new Bound(reference, type, Optional.of(path)));
        }
        return Optional.of(new Bound(inDocument(path), type, Optional.of(path)));
    }

    private Expression inDocument(AttributePath path) {
        Expression at = new ColumnReference(slots.size(), path.attribute());
        for (AttributePath.Step step : path.steps()) {
            if (step instanceof AttributePath.Step.Name name) {
                at = Step.name(at, name.name());
            } else if (step instanceof AttributePath.Step.Position position) {
                at = Step.position(at, position.index());
            }
        }
        return at;
    }

    /** True for the whole item, as long as no attribute has taken its name. */
    private boolean isDocument(AttributePath path) {
        return path.attribute().equals(TableColumns.DOCUMENT)
                && relation.orElseThrow()
                        .table()
                        .find(TableColumns.DOCUMENT)
                        .filter(column -> column.origin() == TableColumn.Origin.DOCUMENT)
                        .isPresent();
    }
}
