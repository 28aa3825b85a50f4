package io.itemql.plan.function;

import io.itemql.condition.ComparisonOperator;
import io.itemql.condition.Condition;
import io.itemql.condition.Operand;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinarySetValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.ListValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Arity;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Function;
import io.itemql.plan.value.ValueComparison;
import io.itemql.plan.value.ValueText;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The functions of the item API and of PartiQL for DynamoDB, and those of SQL that ask whether a value is known. The
 * predicates are unknown for NULL and MISSING, as SQL has it, except those that ask about the attribute itself.
 */
final class ItemFunctions {
    private static final AttributePath ANY = AttributePath.of("value");

    private ItemFunctions() {}

    static List<Function> all() {
        return List.of(
                Function.lenient("attribute_exists", 1, 1, ColumnType.BOOLEAN, (a, e) -> BoolValue.of(a[0] != null)),
                Function.lenient(
                        "attribute_not_exists", 1, 1, ColumnType.BOOLEAN, (a, e) -> BoolValue.of(a[0] == null)),
                Function.lenient("attribute_type", 2, 2, ColumnType.BOOLEAN, (a, e) -> hasType(a[0], a[1])),
                Function.strict("begins_with", 2, 2, ColumnType.BOOLEAN, (a, e) -> beginsWith(a[0], a[1])),
                Function.strict("contains", 2, 2, ColumnType.BOOLEAN, (a, e) -> contains(a[0], a[1])),
                Function.strict("size", 1, 1, ColumnType.BIGINT, (a, e) -> size(a[0])),
                Function.lenient("if_not_exists", 2, 2, null, (a, e) -> a[0] == null ? a[1] : a[0]),
                Function.strict("list_append", 2, 2, ColumnType.VARCHAR, (a, e) -> append(a[0], a[1])),
                Function.lenient("set_add", 2, 2, ColumnType.VARCHAR, (a, e) -> changed(a[0], a[1], true)),
                Function.lenient("set_delete", 2, 2, ColumnType.VARCHAR, (a, e) -> changed(a[0], a[1], false)),
                Function.lenient("COALESCE", 1, Arity.ANY_NUMBER, null, (a, e) -> firstKnown(a))
                        .ofMoments(),
                Function.lenient("NULLIF", 2, 2, null, (a, e) -> unlessEqual(a, e))
                        .ofMoments(),
                Function.lenient("missing", 1, 1, ColumnType.BOOLEAN, (a, e) -> BoolValue.of(a[0] == null)));
    }

    private static Value firstKnown(Value[] arguments) {
        for (Value argument : arguments) {
            if (!ValueComparison.isUnknown(argument)) {
                return argument;
            }
        }
        return NullValue.NULL;
    }

    private static Value unlessEqual(Value[] arguments, Evaluation evaluation) {
        AttributeValue equal =
                ValueComparison.compare(ComparisonOperator.EQUAL, arguments[0], arguments[1], evaluation.zone());
        return equal == BoolValue.TRUE ? NullValue.NULL : arguments[0];
    }

    private static Value hasType(Value value, Value type) {
        for (AttributeType known : AttributeType.values()) {
            if (type instanceof StringValue name && name.value().equals(known.name())) {
                return BoolValue.of(value instanceof AttributeValue attribute && attribute.type() == known);
            }
        }
        throw new ItemException(
                ErrorCode.INVALID_ARGUMENT,
                "Invalid attribute type name found; type: " + ValueText.of(type)
                        + ", valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}");
    }

    private static Value beginsWith(Value value, Value prefix) {
        return value instanceof AttributeValue a && prefix instanceof AttributeValue b
                ? BoolValue.of(new Condition.BeginsWith(Operand.value(a), Operand.value(b)).test(path -> null))
                : NullValue.NULL;
    }

    private static Value contains(Value value, Value part) {
        return value instanceof AttributeValue a && part instanceof AttributeValue b
                ? BoolValue.of(new Condition.Contains(Operand.value(a), Operand.value(b)).test(path -> null))
                : NullValue.NULL;
    }

    private static Value size(Value value) {
        if (!(value instanceof AttributeValue attribute)) {
            return NullValue.NULL;
        }
        AttributeValue size = new Operand.Size(new Operand.Path(ANY)).evaluate(path -> attribute);
        return size == null ? NullValue.NULL : size;
    }

    private static Value append(Value first, Value second) {
        if (!(first instanceof ListValue a) || !(second instanceof ListValue b)) {
            throw new ItemException(
                    ErrorCode.INVALID_OPERAND_TYPE,
                    ": list_append needs lists, not " + ValueText.of(first) + " and " + ValueText.of(second));
        }
        List<AttributeValue> elements = new ArrayList<>(a.elements());
        elements.addAll(b.elements());
        return new ListValue(elements);
    }

    /** A set with members more or fewer; MISSING for a set without members. */
    private static Value changed(Value set, Value members, boolean add) {
        String name = add ? "set_add" : "set_delete";
        if (members instanceof StringSetValue
                || members instanceof NumberSetValue
                || members instanceof BinarySetValue) {
            if (set == null) {
                return add ? members : null;
            }
            if (set instanceof StringSetValue a && members instanceof StringSetValue b) {
                SortedSet<StringValue> all = changed(a.members(), b.members(), add);
                return all.isEmpty() ? null : new StringSetValue(all);
            }
            if (set instanceof NumberSetValue a && members instanceof NumberSetValue b) {
                SortedSet<NumberValue> all = changed(a.members(), b.members(), add);
                return all.isEmpty() ? null : new NumberSetValue(all);
            }
            if (set instanceof BinarySetValue a && members instanceof BinarySetValue b) {
                SortedSet<BinaryValue> all = changed(a.members(), b.members(), add);
                return all.isEmpty() ? null : new BinarySetValue(all);
            }
        }
        throw new ItemException(
                ErrorCode.INVALID_OPERAND_TYPE,
                ": " + name + " needs two sets of one type, not " + ValueText.of(set) + " and "
                        + ValueText.of(members));
    }

    private static <T> SortedSet<T> changed(SortedSet<T> members, SortedSet<T> others, boolean add) {
        SortedSet<T> changed = new TreeSet<>(members);
        if (add) {
            changed.addAll(others);
        } else {
            changed.removeAll(others);
        }
        return changed;
    }
}
