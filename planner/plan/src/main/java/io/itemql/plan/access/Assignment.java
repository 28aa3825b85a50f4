package io.itemql.plan.access;

import io.itemql.item.AttributePath;
import io.itemql.plan.expression.Expression;
import java.util.Objects;

/** One change that an UPDATE makes to each item. Expressions see the item as it was before. */
public sealed interface Assignment {
    /** The path that changes. */
    AttributePath target();

    /**
     * {@code SET target = value}: NULL is stored as NULL, and so is what turns out to be MISSING; only the word itself,
     * DEFAULT, and set_delete of the last member remove the target.
     */
    record Set(AttributePath target, Expression value) implements Assignment {
        public Set {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String toString() {
            return target + " = " + value;
        }
    }

    /** {@code REMOVE target}. */
    record Remove(AttributePath target) implements Assignment {
        public Remove {
            Objects.requireNonNull(target, "target");
        }

        @Override
        public String toString() {
            return "REMOVE " + target;
        }
    }

    /**
     * {@code ADD target value}, as in the item API: adds to a number or unites with a set, creating what is missing.
     */
    record Add(AttributePath target, Expression value) implements Assignment {
        public Add {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(value, "value");
        }

        @Override
        public String toString() {
            return "ADD " + target + " " + value;
        }
    }

    /** {@code DELETE target members}, as in the item API: takes members out of a set. */
    record Delete(AttributePath target, Expression members) implements Assignment {
        public Delete {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(members, "members");
        }

        @Override
        public String toString() {
            return "DELETE " + target + " " + members;
        }
    }
}
