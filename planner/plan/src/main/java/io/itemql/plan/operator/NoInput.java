package io.itemql.plan.operator;

import java.util.List;

/** An operator that reads from no other: where the rows of a plan come from. */
public interface NoInput extends Operator {
    @Override
    default List<Operator> inputs() {
        return List.of();
    }

    @Override
    default Operator withInputs(List<Operator> inputs) {
        return this;
    }
}
