package io.itemql.sql.general.bind;

import io.itemql.plan.expression.Expression;
import java.util.Objects;
import java.util.Optional;

/**
 * The rows around the current one that a window function sees.
 *
 * @param rows true for ROWS, false for RANGE
 * @param excluded what EXCLUDE leaves out
 */
public record WindowFrame(boolean rows, Bound lower, Bound upper, Excluded excluded) {
    public WindowFrame {
        Objects.requireNonNull(lower, "lower");
        Objects.requireNonNull(upper, "upper");
        Objects.requireNonNull(excluded, "excluded");
    }

    /** Where a frame begins or ends. */
    public record Bound(Kind kind, Optional<Expression> distance) {
        /** Relative to the current row. */
        public enum Kind {
            UNBOUNDED_PRECEDING,
            PRECEDING,
            CURRENT_ROW,
            FOLLOWING,
            UNBOUNDED_FOLLOWING
        }

        public Bound {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(distance, "distance");
        }
    }

    /** The choices of EXCLUDE. */
    public enum Excluded {
        NO_OTHERS,
        CURRENT_ROW,
        GROUP,
        TIES
    }
}
