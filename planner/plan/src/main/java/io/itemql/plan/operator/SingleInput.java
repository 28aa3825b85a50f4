package io.itemql.plan.operator;

import java.util.List;

/** An operator over one other. Its rows have the columns of that one unless it says otherwise. */
public interface SingleInput extends Operator {
    Operator input();

    /** The same over another input of the same width. */
    Operator over(Operator input);

    @Override
    default int width() {
        return input().width();
    }

    @Override
    default List<Operator> inputs() {
        return List.of(input());
    }

    @Override
    default Operator withInputs(List<Operator> inputs) {
        return over(inputs.get(0));
    }
}
