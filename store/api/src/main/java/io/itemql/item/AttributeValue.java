package io.itemql.item;

/**
 * The value of an attribute: exactly one of DynamoDB's ten types. Immutable and safe to share between threads.
 *
 * <p>{@code equals} is the equality of the item API: numbers by value, sets and maps without order, lists in order,
 * deeply.
 */
public sealed interface AttributeValue extends Value
        permits StringValue,
                NumberValue,
                BinaryValue,
                BoolValue,
                NullValue,
                ListValue,
                MapValue,
                StringSetValue,
                NumberSetValue,
                BinarySetValue {
    AttributeType type();
}
