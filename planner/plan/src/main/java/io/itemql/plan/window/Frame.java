package io.itemql.plan.window;

import io.itemql.plan.expression.Expression;
import java.util.Objects;
import java.util.Optional;

/**
 * Which rows around a row an aggregate over a window takes in.
 *
 * @param unit what an offset counts
 * @param exclusion which of these rows it leaves out again
 */
public record Frame(Unit unit, Bound start, Bound end, Exclusion exclusion) {
    /**
     * RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW: up to the last row that the order cannot tell from this one.
     */
    public static final Frame TO_CURRENT = new Frame(Unit.RANGE, Bound.UNBOUNDED_PRECEDING, Bound.CURRENT_ROW);
    /** The whole partition. */
    public static final Frame WHOLE = new Frame(Unit.ROWS, Bound.UNBOUNDED_PRECEDING, Bound.UNBOUNDED_FOLLOWING);

    /** Without an exclusion. */
    public Frame(Unit unit, Bound start, Bound end) {
        this(unit, start, end, Exclusion.NO_OTHERS);
    }

    /** Which rows of a frame do not count after all. */
    public enum Exclusion {
        NO_OTHERS,
        /** The row itself. */
        CURRENT_ROW,
        /** The row itself and all that the order cannot tell from it. */
        GROUP,
        /** All that the order cannot tell from the row, but not the row itself. */
        TIES
    }

    /** What an offset counts. */
    public enum Unit {
        /** Rows. */
        ROWS,
        /** Distance of the one sort key: a number, or an interval for dates and timestamps. */
        RANGE,
        /** Groups of rows that the order cannot tell apart. */
        GROUPS
    }

    /**
     * One end of a frame.
     *
     * @param offset only where the side is an offset; reads no columns
     */
    public record Bound(Side side, Optional<Expression> offset) {
        public static final Bound UNBOUNDED_PRECEDING = new Bound(Side.UNBOUNDED_PRECEDING, Optional.empty());
        public static final Bound CURRENT_ROW = new Bound(Side.CURRENT_ROW, Optional.empty());
        public static final Bound UNBOUNDED_FOLLOWING = new Bound(Side.UNBOUNDED_FOLLOWING, Optional.empty());

        /** Where an end lies. */
        public enum Side {
            UNBOUNDED_PRECEDING,
            PRECEDING,
            CURRENT_ROW,
            FOLLOWING,
            UNBOUNDED_FOLLOWING
        }

        public Bound {
            Objects.requireNonNull(side, "side");
            if ((side == Side.PRECEDING || side == Side.FOLLOWING) != offset.isPresent()) {
                throw new IllegalArgumentException(side + " with offset " + offset);
            }
        }

        public static Bound preceding(Expression offset) {
            return new Bound(Side.PRECEDING, Optional.of(offset));
        }

        public static Bound following(Expression offset) {
            return new Bound(Side.FOLLOWING, Optional.of(offset));
        }

        @Override
        public String toString() {
            String words = side.name().replace('_', ' ');
            return offset.map(expression -> expression + " " + words).orElse(words);
        }
    }

    public Frame {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(exclusion, "exclusion");
    }

    @Override
    public String toString() {
        String excluded = exclusion == Exclusion.NO_OTHERS
                ? ""
                : " EXCLUDE " + exclusion.name().replace('_', ' ');
        return unit + " BETWEEN " + start + " AND " + end + excluded;
    }
}
