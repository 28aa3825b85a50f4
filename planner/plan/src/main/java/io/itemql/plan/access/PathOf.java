package io.itemql.plan.access;

import io.itemql.item.AttributePath;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.plan.expression.ColumnReference;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.Step;
import java.util.Optional;

/** Recognises expressions that are document paths of the item that a read returns. */
final class PathOf {
    private PathOf() {}

    /** The path that an expression over the columns of a read leads along; empty if it is no path. */
    static Optional<AttributePath> expression(Expression expression, TableRead read) {
        if (expression instanceof ColumnReference column) {
            return column.index() < read.slots().size()
                    ? Optional.of(read.slots().get(column.index()))
                    : Optional.empty();
        }
        if (!(expression instanceof Step step) || !(step.key() instanceof Literal key)) {
            return Optional.empty();
        }
        if (step.operand() instanceof ColumnReference column
                && column.index() == read.slots().size()) {
            return key.value() instanceof StringValue name
                    ? Optional.of(AttributePath.of(name.value()))
                    : Optional.empty();
        }
        Optional<AttributePath> parent = expression(step.operand(), read);
        if (key.value() instanceof StringValue name) {
            return parent.map(path -> path.name(name.value()));
        }
        boolean position = key.value() instanceof NumberValue number
                && number.isLong()
                && number.longValue() >= 0
                && number.longValue() <= Integer.MAX_VALUE;
        return position
                ? parent.map(path -> path.position((int) ((NumberValue) key.value()).longValue()))
                : Optional.empty();
    }
}
