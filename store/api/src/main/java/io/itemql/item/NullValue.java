package io.itemql.item;

/** An attribute that is there and is NULL. Not the same as an attribute that is missing, which has no value at all. */
public enum NullValue implements AttributeValue {
    NULL;

    @Override
    public AttributeType type() {
        return AttributeType.NULL;
    }

    @Override
    public boolean isNull() {
        return true;
    }

    @Override
    public String toString() {
        return "null";
    }
}
