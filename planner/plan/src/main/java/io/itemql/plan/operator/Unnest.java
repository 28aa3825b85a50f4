package io.itemql.plan.operator;

import io.itemql.item.AttributeValue;
import io.itemql.item.BinarySetValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Expression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Each row once for every element of a collection in it: {@code FROM orders o, o.lines l}. Its columns are those of the
 * input, the element, and what the form adds. A list gives its elements, a set its members in ascending order; any
 * other value counts as a collection of itself; NULL and MISSING have no elements.
 *
 * @param form which columns follow those of the input
 * @param outer a row whose collection has no elements stays, with NULL for the element
 */
public record Unnest(Operator input, Expression collection, Form form, boolean outer) implements SingleInput {
    /** Which columns an element gives. */
    public enum Form {
        /** The element. */
        ELEMENT(1, ""),
        /** The element and its position from 0: PartiQL's AT. */
        ELEMENT_AT(2, " AT"),
        /** The element and its position from 1: SQL's WITH ORDINALITY. */
        ELEMENT_WITH_ORDINALITY(2, " WITH ORDINALITY"),
        /** The value and the name of each entry of a map: PartiQL's UNPIVOT. Other values have no entries. */
        ENTRY(2, " ENTRIES");

        private final int columns;
        private final String words;

        Form(int columns, String words) {
            this.columns = columns;
            this.words = words;
        }
    }

    public Unnest {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(form, "form");
    }

    @Override
    public RowCursor open(Execution execution) {
        return new UnnestCursor(input.open(execution), execution);
    }

    private Collection<? extends Value> elements(Value value) {
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (form == Form.ENTRY) {
            return value instanceof MapValue map ? map.entries().values() : List.of();
        }
        if (value instanceof ListValue list) {
            return list.elements();
        }
        if (value instanceof StringSetValue set) {
            return set.members();
        }
        if (value instanceof NumberSetValue set) {
            return set.members();
        }
        return value instanceof BinarySetValue set ? set.members() : List.of(value);
    }

    @Override
    public int width() {
        return input.width() + form.columns;
    }

    @Override
    public Operator over(Operator other) {
        return new Unnest(other, collection, form, outer);
    }

    @Override
    public String describe() {
        return (outer ? "UNNEST OUTER " : "UNNEST ") + collection + form.words;
    }

    private final class UnnestCursor extends InputCursor {
        private final Execution execution;
        private List<Value> elements = List.of();
        private List<String> names = List.of();
        private int position;
        private boolean empty;

        UnnestCursor(RowCursor rows, Execution execution) {
            super(rows);
            this.execution = execution;
        }

        @Override
        public boolean next() {
            empty = false;
            position++;
            while (position >= elements.size()) {
                if (!input.next()) {
                    elements = List.of();
                    return false;
                }
                Value value = collection.evaluate(input, execution.evaluation());
                elements = new ArrayList<>(elements(value));
                names = form == Form.ENTRY && value instanceof MapValue map
                        ? List.copyOf(map.entries().keySet())
                        : List.of();
                position = 0;
                if (elements.isEmpty() && outer) {
                    empty = true;
                    return true;
                }
            }
            return true;
        }

        @Override
        public Value get(int column) {
            int own = column - Unnest.this.input.width();
            if (own < 0) {
                return input.get(column);
            }
            if (empty) {
                return NullValue.NULL;
            }
            return own == 0 ? elements.get(position) : second();
        }

        private AttributeValue second() {
            return switch (form) {
                case ELEMENT -> NullValue.NULL;
                case ELEMENT_AT -> NumberValue.of(position);
                case ELEMENT_WITH_ORDINALITY -> NumberValue.of(position + 1L);
                case ENTRY -> new StringValue(names.get(position));
            };
        }
    }
}
