package io.itemql.item;

/**
 * What a row can hold: an {@link AttributeValue} as stored, or a value that a plan computed from one and that no item
 * can store, such as a timestamp.
 *
 * <p>Java's {@code null} is never a {@code Value}; in a row it stands for MISSING, an attribute that the item does not
 * have. {@link NullValue} is an attribute that is there and is NULL.
 */
public interface Value {
    /** True for NULL: a comparison with it is unknown. */
    default boolean isNull() {
        return false;
    }
}
