package io.itemql.sql.dynamodb.syntax;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A whole statement, as it was written. */
public sealed interface Statement {
    /** A query, a call of {@code EXISTS}, or any other expression. */
    record Expression(Node node) implements Statement {}

    /**
     * A change of items.
     *
     * @param fromFirst {@code FROM t WHERE … SET …}
     * @param source what it changes; empty for an INSERT, which names it itself, and for {@code SET} or {@code REMOVE}
     *     alone
     */
    record Change(
            boolean fromFirst,
            Optional<Node.Source> source,
            List<Action> actions,
            Optional<Node> where,
            Optional<Returning> returning)
            implements Statement {
        public Change {
            Objects.requireNonNull(source, "source");
            actions = List.copyOf(actions);
        }
    }

    /** What a change does. */
    sealed interface Action {
        /** {@code INSERT INTO target VALUE value}. */
        record InsertValue(
                Node target,
                Node value,
                Optional<Node> position,
                Optional<String> conflict,
                Optional<Returning> returning,
                Place place)
                implements Action {}

        /** {@code INSERT INTO target values}. */
        record InsertRows(Node target, Node values) implements Action {}

        /** {@code SET target = value, …}. */
        record Set(List<Assignment> assignments) implements Action {
            public Set {
                assignments = List.copyOf(assignments);
            }
        }

        /** {@code REMOVE target}. */
        record Remove(Node target) implements Action {}

        /** {@code DELETE}. */
        record Delete() implements Action {}
    }

    /** One assignment of SET. */
    record Assignment(Node target, Node value) {}

    /** A RETURNING clause. */
    record Returning(List<Element> elements) {
        public Returning {
            elements = List.copyOf(elements);
        }

        /**
         * One element.
         *
         * @param mapping {@code all_old}, {@code all_new}, {@code modified_old} or {@code modified_new}
         * @param column empty for {@code *}
         */
        public record Element(String mapping, Optional<Node> column) {}
    }

    /**
     * CREATE, DROP or EXEC.
     *
     * @param operation by which messages name it
     * @param source its tokens, one blank apart
     */
    record Definition(String operation, String source) implements Statement {}
}
