package io.itemql.condition;

import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinarySetValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import java.util.Objects;

/** One side of a comparison: a path, a value, or the size of what a path leads to. */
public sealed interface Operand {
    /** The operand's value for one item; {@code null} if it has none. */
    AttributeValue evaluate(AttributeSource source);

    /** The value that a path leads to. */
    record Path(AttributePath path) implements Operand {
        public Path {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public AttributeValue evaluate(AttributeSource source) {
            return source.resolve(path);
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A fixed value. */
    record Literal(AttributeValue value) implements Operand {
        public Literal {
            Objects.requireNonNull(value, "value");
        }

        @Override
        public AttributeValue evaluate(AttributeSource source) {
            return value;
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /**
     * {@code size(operand)}: UTF-16 units of a text, bytes of a binary, members of a set, list or map. Other types and
     * missing attributes have no size.
     */
    record Size(Operand of) implements Operand {
        public Size {
            Objects.requireNonNull(of, "of");
        }

        @Override
        public AttributeValue evaluate(AttributeSource source) {
            AttributeValue value = of.evaluate(source);
            int size = value == null ? -1 : sizeOf(value);
            return size < 0 ? null : NumberValue.of(size);
        }

        private static int sizeOf(AttributeValue value) {
            return switch (value.type()) {
                case S -> ((StringValue) value).value().length();
                case B -> ((BinaryValue) value).length();
                case L -> ((ListValue) value).elements().size();
                case M -> ((MapValue) value).entries().size();
                case SS -> ((StringSetValue) value).members().size();
                case NS -> ((NumberSetValue) value).members().size();
                case BS -> ((BinarySetValue) value).members().size();
                case N, BOOL, NULL -> -1;
            };
        }

        @Override
        public String toString() {
            return "size(" + of + ')';
        }
    }

    static Operand path(String attribute) {
        return new Path(AttributePath.of(attribute));
    }

    static Operand value(AttributeValue value) {
        return new Literal(value);
    }
}
