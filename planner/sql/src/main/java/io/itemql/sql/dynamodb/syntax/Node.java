package io.itemql.sql.dynamodb.syntax;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A part of a statement that stands for a value or a condition, as it was written. */
public sealed interface Node {
    /** Where the token stands by which messages refer to this part. */
    Place place();

    /** A value that is written out. */
    sealed interface Literal extends Node {}

    /** {@code 'text'}. */
    record Text(String value, Place place) implements Literal {}

    /** {@code 5}, also with signs before it. */
    record Numeral(BigDecimal value, Place place) implements Literal {}

    /** {@code true} or {@code false}. */
    record Bool(boolean value, Place place) implements Literal {}

    /** {@code null}. */
    record Null(Place place) implements Literal {}

    /** {@code missing}; not a value of an item. */
    record Missing(Place place) implements Node {}

    /**
     * A literal in back-ticks.
     *
     * @param type the name of its type
     * @param source with its back-ticks
     */
    record Ion(String type, String source, Place place) implements Literal {}

    /** A word that is the argument of a function with a grammar of its own, such as {@code year}. */
    record Symbol(String word, Place place) implements Literal {}

    /** {@code DATE '…'} or {@code TIME '…'}. */
    record Temporal(String source, Place place) implements Literal {}

    /** An attribute or whatever a name stands for. */
    record Name(String name, Place place) implements Node {}

    /** {@code ?}, counted from 0. */
    record Parameter(int index, Place place) implements Node {}

    /** A value and steps into it. */
    record Path(Node root, List<Step> steps) implements Node {
        public Path {
            steps = List.copyOf(steps);
        }

        @Override
        public Place place() {
            return Place.NONE;
        }
    }

    /** One step of a path. */
    sealed interface Step {
        /** {@code .name}. */
        record Field(String name, Place place) implements Step {}

        /** {@code [index]}, whatever the index is. */
        record Index(Node index) implements Step {}

        /** {@code .*}. */
        record AllFields(Place place) implements Step {}

        /** {@code [*]}. */
        record AllElements(Place place) implements Step {}
    }

    /**
     * An operator with its operands: two, one for {@code not} and signs, three for {@code between} and for {@code like}
     * with an escape.
     *
     * @param operator in lower case, as messages name it
     * @param combined whether NOT was written inside, as in {@code a NOT IN b}; the operator is then {@code not}
     */
    record Operation(String operator, List<Node> operands, boolean combined, Place place) implements Node {
        public Operation {
            Objects.requireNonNull(operator, "operator");
            operands = List.copyOf(operands);
        }
    }

    /** {@code operand IS type}. */
    record IsType(Node operand, String type, List<Node> arguments, Place place) implements Node {
        public IsType {
            arguments = List.copyOf(arguments);
        }
    }

    /** A function with its arguments. */
    record Call(String function, List<Node> arguments, Place place) implements Node {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** How a sequence was written. */
    enum Brackets {
        /** {@code [a, b]}. */
        LIST,
        /** {@code (a, b)}; behind IN also with one element. */
        TUPLE,
        /** {@code <<a, b>>}. */
        BAG,
        /** {@code VALUES (a, b), (c, d)}. */
        VALUES
    }

    /** Several values. */
    record Sequence(Brackets brackets, List<Node> elements, Place place) implements Node {
        public Sequence {
            elements = List.copyOf(elements);
        }
    }

    /** {@code {'key': value}}. */
    record Struct(List<Entry> entries, Place place) implements Node {
        public Struct {
            entries = List.copyOf(entries);
        }

        /** One key and its value, whatever the key is. */
        public record Entry(Node key, Node value) {}
    }

    /**
     * What the grammar knows and the service never carries out: CASE, CAST, COALESCE, aggregates and the like.
     *
     * @param word by which messages name it
     * @param source its tokens, one blank apart
     */
    record Foreign(String word, String source, Place place) implements Node {}

    /** A SELECT. */
    record Query(
            Projection projection,
            Source source,
            String let,
            Optional<Node> where,
            List<Order> orders,
            Optional<String> group,
            Optional<Node> having,
            Optional<Node> limit,
            Optional<Node> offset,
            Place place)
            implements Node {
        public Query {
            orders = List.copyOf(orders);
        }
    }

    /** What a query gives of each item. */
    record Projection(Kind kind, boolean distinct, List<Selected> selected) {
        public Projection {
            selected = List.copyOf(selected);
        }

        /** The forms of a select list. */
        public enum Kind {
            /** {@code *}. */
            ALL,
            LIST,
            /** {@code SELECT VALUE x}: one selected. */
            VALUE,
            /** {@code PIVOT x AT y}: two selected. */
            PIVOT
        }
    }

    /**
     * An entry of a select list.
     *
     * @param everything {@code value.*}
     */
    record Selected(Node value, Optional<String> alias, boolean everything) {}

    /** Where a query reads. */
    sealed interface Source {
        /**
         * One source.
         *
         * @param alias the aliases as they are printed, empty if there are none
         * @param unpivot {@code UNPIVOT value}
         */
        record Single(Node value, String alias, boolean unpivot) implements Source {}

        /**
         * Two sources.
         *
         * @param operator a comma or the words of a join
         */
        record Join(String operator, Source left, Source right, Optional<Node> on) implements Source {}
    }

    /** A key of ORDER BY. */
    record Order(Node key, boolean descending) {}
}
