package io.itemql.sql.dynamodb.statement;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.ItemLimits;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import io.itemql.sql.dynamodb.syntax.Node;
import io.itemql.sql.dynamodb.syntax.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of items from the tree: literals of every depth, and parameters at the top. */
final class Values {
    private static final String ROOT = "root";
    private static final String BAG_MEMBERS =
            "Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags";

    private final List<AttributeValue> parameters;

    Values(List<AttributeValue> parameters) {
        this.parameters = parameters;
    }

    /** True if a part of the tree is a value, well or badly written. */
    static boolean isValue(Node node) {
        return node instanceof Node.Literal
                || node instanceof Node.Parameter
                || node instanceof Node.Sequence
                || node instanceof Node.Struct;
    }

    /**
     * The value that a part of the tree is.
     *
     * @throws ItemException for anything else
     */
    AttributeValue of(Node node) {
        if (!(node instanceof Node.Parameter parameter)) {
            return of(node, ROOT, 0);
        }
        if (parameter.index() >= parameters.size()) {
            throw Refusals.refused("Number of parameters in request and statement don't match.");
        }
        return parameters.get(parameter.index());
    }

    private AttributeValue of(Node node, String under, int depth) {
        if (depth >= ItemLimits.NESTING_LEVELS_MAX) {
            throw Refusals.refused("Nesting Levels have exceeded supported limits under " + under);
        }
        if (node instanceof Node.Text text) {
            return new StringValue(text.value());
        }
        if (node instanceof Node.Numeral number) {
            return number(number.value(), under);
        }
        if (node instanceof Node.Bool bool) {
            return BoolValue.of(bool.value());
        }
        if (node instanceof Node.Null) {
            return NullValue.NULL;
        }
        if (node instanceof Node.Struct struct) {
            return new MapValue(entries(struct, under, depth));
        }
        if (node instanceof Node.Sequence sequence) {
            if (sequence.brackets() == Node.Brackets.BAG) {
                return bag(sequence, under);
            }
            List<AttributeValue> elements = new ArrayList<>();
            for (Node element : sequence.elements()) {
                elements.add(of(element, under + "[" + elements.size() + "]", depth + 1));
            }
            return new ListValue(elements);
        }
        if (node instanceof Node.Ion ion) {
            throw Refusals.refused("Ion Literals are not supported: " + ion.type() + " under key " + under
                    + ion.place().suffix());
        }
        throw Refusals.refused("Unsupported data type: " + word(node) + " under key " + under
                + node.place().suffix());
    }

    /** By what messages name a part of the tree that is no value. */
    private static String word(Node node) {
        if (node instanceof Node.Name name) {
            return name.name();
        }
        if (node instanceof Node.Operation operation) {
            return operation.operator();
        }
        if (node instanceof Node.Call call) {
            return call.function();
        }
        if (node instanceof Node.Foreign foreign) {
            return foreign.word();
        }
        if (node instanceof Node.Missing) {
            return "MISSING";
        }
        if (node instanceof Node.Parameter) {
            return "Parameter";
        }
        if (node instanceof Node.Symbol) {
            return "SYMBOL";
        }
        if (node instanceof Node.Temporal) {
            return "UNKNOWN";
        }
        if (node instanceof Node.IsType) {
            return "is";
        }
        return node instanceof Node.Path ? "PATH" : "SELECT";
    }

    private static NumberValue number(BigDecimal value, String under) {
        try {
            return NumberValue.of(value);
        } catch (ItemException e) {
            throw ItemException.causedBy(e, e.code(), " under " + under);
        }
    }

    private AttributeValue bag(Node.Sequence bag, String under) {
        if (bag.elements().isEmpty()) {
            throw Refusals.refused("Empty bags are not supported");
        }
        boolean texts = bag.elements().get(0) instanceof Node.Text;
        List<StringValue> strings = new ArrayList<>();
        List<NumberValue> numbers = new ArrayList<>();
        List<BigDecimal> written = new ArrayList<>();
        for (Node element : bag.elements()) {
            if (element instanceof Node.Text text) {
                strings.add(new StringValue(text.value()));
            } else if (element instanceof Node.Numeral number) {
                written.add(number.value());
                numbers.add(number(number.value(), under));
            } else {
                throw Refusals.refused(BAG_MEMBERS + element.place().suffix());
            }
        }
        if (!strings.isEmpty() && !numbers.isEmpty()) {
            throw Refusals.refused(BAG_MEMBERS);
        }
        return texts ? strings(strings) : numbers(numbers, written, under);
    }

    private static AttributeValue strings(List<StringValue> members) {
        List<String> written = members.stream().map(StringValue::value).toList();
        if (written.stream().distinct().count() < written.size()) {
            throw new ItemException(ErrorCode.DUPLICATE_SET_MEMBER, written);
        }
        return StringSetValue.of(members);
    }

    private static AttributeValue numbers(List<NumberValue> members, List<BigDecimal> written, String under) {
        if (members.stream().distinct().count() < members.size()) {
            throw Refusals.refused("One or more parameter values were invalid: Input collection " + written
                    + " contains duplicates! under " + under);
        }
        return NumberSetValue.of(members);
    }

    // ---- maps

    /**
     * The attributes of an item that is written out; the values at the top may be parameters.
     *
     * @throws ItemException if the map holds anything that is no value
     */
    Map<String, AttributeValue> item(Node.Struct struct) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (Node.Struct.Entry entry : struct.entries()) {
            String key = key(entry.key(), ROOT, attributes);
            attributes.put(key, of(entry.value()));
        }
        return attributes;
    }

    private Map<String, AttributeValue> entries(Node.Struct struct, String under, int depth) {
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        for (Node.Struct.Entry entry : struct.entries()) {
            String key = key(entry.key(), under, entries);
            entries.put(key, of(entry.value(), under + "." + key, depth + 1));
        }
        return entries;
    }

    private static String key(Node key, String under, Map<String, AttributeValue> before) {
        if (!(key instanceof Node.Text text)) {
            throw Refusals.refused("Tuple keys must be of type String. Actual type: " + keyType(key) + " under " + under
                    + key.place().suffix());
        }
        String name = Paths.checked(text.value());
        if (before.containsKey(name)) {
            Place place = text.place();
            throw Refusals.refused("Duplicate keys in tuple. Key: " + name + " under " + under + place.suffix());
        }
        return name;
    }

    private static String keyType(Node key) {
        if (key instanceof Node.Numeral number) {
            return number.value().scale() > 0 ? "DECIMAL" : "INT";
        }
        if (key instanceof Node.Bool) {
            return "BOOL";
        }
        if (key instanceof Node.Null) {
            return "NULL";
        }
        return nodeType(key);
    }

    /** By what messages name the kind of a part of the tree. */
    static String nodeType(Node node) {
        if (node instanceof Node.Literal) {
            return "Literal";
        }
        if (node instanceof Node.Missing) {
            return "LiteralMissing";
        }
        if (node instanceof Node.Name) {
            return "VariableReference";
        }
        if (node instanceof Node.Sequence) {
            return "Seq";
        }
        if (node instanceof Node.IsType) {
            return "Typed";
        }
        if (node instanceof Node.Operation || node instanceof Node.Call) {
            return "NAry";
        }
        if (node instanceof Node.Foreign foreign) {
            return foreign.word();
        }
        // Parameter, Path and Struct are what they are called here.
        return node instanceof Node.Query ? "Select" : node.getClass().getSimpleName();
    }
}
