package io.itemql.sql.dynamodb.service;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Arguments that must be there; one that is null is named. */
final class Required {
    private Required() {}

    /**
     * A copy of a list without nulls.
     *
     * @throws NullPointerException with the name of the list, or with the place in it that is null
     */
    static <T> List<T> elements(List<T> list, String name) {
        List<T> copy = new ArrayList<>(Objects.requireNonNull(list, name));
        for (int i = 0; i < copy.size(); i++) {
            int place = i;
            Objects.requireNonNull(copy.get(i), () -> name + "[" + place + "]");
        }
        return List.copyOf(copy);
    }

    /** As {@link #elements(List, String)}. */
    static <T> List<T> list(T[] elements, String name) {
        return elements(Arrays.asList(Objects.requireNonNull(elements, name)), name);
    }
}
