package io.itemql.item;

/** True or false; two instances, so {@code ==} is as good as {@code equals}. */
public enum BoolValue implements AttributeValue {
    FALSE,
    TRUE;

    public static BoolValue of(boolean value) {
        return value ? TRUE : FALSE;
    }

    public boolean value() {
        return this == TRUE;
    }

    @Override
    public AttributeType type() {
        return AttributeType.BOOL;
    }

    @Override
    public String toString() {
        return this == TRUE ? "true" : "false";
    }
}
