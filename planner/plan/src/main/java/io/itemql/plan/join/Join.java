package io.itemql.plan.join;

import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Operator;
import java.util.List;

/** What all joins are: rows of two inputs side by side, or of the left one alone where the kind says so. */
interface Join extends Operator {
    Operator left();

    Operator right();

    JoinKind kind();

    /** What must hold for a pair, over the columns of both, besides what the join itself stands for. */
    Expression condition();

    @Override
    default int width() {
        return left().width() + (kind().givesPairs() ? right().width() : 0);
    }

    @Override
    default List<Operator> inputs() {
        return List.of(left(), right());
    }
}
