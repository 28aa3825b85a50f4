package io.itemql.table;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.ItemLimits;
import io.itemql.item.ItemSize;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which attributes of an item its entry in an index holds beside the keys of the table and of the index.
 *
 * @param attributes the other attributes of {@link Type#INCLUDE}, in the order of the definition; empty otherwise
 */
public record Projection(Type type, List<String> attributes) {
    /** What is projected. */
    public enum Type {
        ALL,
        KEYS_ONLY,
        /** The keys and the attributes that are named. */
        INCLUDE
    }

    public static final Projection ALL = new Projection(Type.ALL, List.of());
    public static final Projection KEYS_ONLY = new Projection(Type.KEYS_ONLY, List.of());

    /** How many attributes one index may name. */
    public static final int ATTRIBUTES_MAX = 20;

    /**
     * @throws ItemException with {@link ErrorCode#INVALID_INDEX} if the type and the attributes do not fit, with
     *     {@link ErrorCode#DUPLICATE_NAME}
     */
    public Projection {
        Objects.requireNonNull(type, "type");
        attributes = List.copyOf(attributes);
        if (type != Type.INCLUDE && !attributes.isEmpty()) {
            throw new ItemException(
                    ErrorCode.INVALID_INDEX, "ProjectionType is " + type + ", but NonKeyAttributes is specified");
        }
        if (type == Type.INCLUDE && attributes.isEmpty()) {
            throw new ItemException(
                    ErrorCode.INVALID_INDEX, "ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
        }
        if (attributes.size() > ATTRIBUTES_MAX) {
            throw new ItemException(
                    ErrorCode.INVALID_INDEX,
                    "NonKeyAttributes has " + attributes.size() + " attributes; at most " + ATTRIBUTES_MAX
                            + " are allowed");
        }
        checkNames(attributes);
    }

    private static void checkNames(List<String> attributes) {
        Set<String> seen = new HashSet<>();
        for (String attribute : attributes) {
            if (attribute.isEmpty() || ItemSize.ofText(attribute) > ItemLimits.KEY_NAME_BYTES_MAX) {
                throw new ItemException(
                        ErrorCode.INVALID_INDEX,
                        "NonKeyAttributes has the name '" + attribute + "', which must have 1 to "
                                + ItemLimits.KEY_NAME_BYTES_MAX + " bytes");
            }
            if (!seen.add(attribute)) {
                throw new ItemException(ErrorCode.DUPLICATE_NAME, "Attribute " + attribute, "");
            }
        }
    }

    public static Projection include(List<String> attributes) {
        return new Projection(Type.INCLUDE, attributes);
    }

    @Override
    public String toString() {
        return type == Type.INCLUDE ? "INCLUDE " + attributes : type.name();
    }
}
