package io.itemql.sql.general.bind;

import io.itemql.plan.expression.Case;
import io.itemql.plan.expression.Expression;
import java.util.ArrayList;
import java.util.List;

/** CASE out of its flat operands: condition, result, condition, result … and the result of ELSE. */
final class Cases {
    private Cases() {}

    static Expression of(List<Expression> operands) {
        List<Case.When> whens = new ArrayList<>();
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            whens.add(new Case.When(operands.get(i), operands.get(i + 1)));
        }
        return new Case(whens, operands.get(operands.size() - 1));
    }
}
