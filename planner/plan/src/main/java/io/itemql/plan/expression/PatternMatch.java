package io.itemql.plan.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A text tried against a pattern, in which a character may take the meaning from others. */
sealed interface PatternMatch extends Expression permits Like, SimilarTo {
    Expression operand();

    Expression pattern();

    Optional<Expression> escape();

    /** The same over other operands. */
    Expression over(Expression operand, Expression pattern, Optional<Expression> escape);

    @Override
    default List<Expression> operands() {
        List<Expression> operands = new ArrayList<>(List.of(operand(), pattern()));
        escape().ifPresent(operands::add);
        return operands;
    }

    @Override
    default Expression withOperands(List<Expression> operands) {
        return over(operands.get(0), operands.get(1), operands.stream().skip(2).findFirst());
    }

    /** {@code operand WORD pattern [ESCAPE escape]}, for EXPLAIN. */
    default String shown(String word) {
        return Parenthesized.operand(operand()) + " " + word + " " + pattern()
                + escape().map(character -> " ESCAPE " + character).orElse("");
    }
}
