package io.itemql.sql.general.translate;

import java.util.Arrays;
import java.util.SortedSet;

/** Where the fields of a row of the algebra stand in the row of an operator. Fields that nobody needs stand nowhere. */
final class Columns {
    private static final int NOWHERE = -1;

    private final int[] places;

    private Columns(int[] places) {
        this.places = places;
    }

    /** Field i in column i. */
    static Columns identity(int width) {
        int[] places = new int[width];
        Arrays.setAll(places, i -> i);
        return new Columns(places);
    }

    /** The needed fields one after the other. */
    static Columns packed(int width, SortedSet<Integer> needed) {
        int[] places = new int[width];
        Arrays.fill(places, NOWHERE);
        int next = 0;
        for (int field : needed) {
            places[field] = next++;
        }
        return new Columns(places);
    }

    /** The fields of one row behind those of another; so are their columns. */
    static Columns joined(Columns left, int leftWidth, Columns right) {
        int[] places = Arrays.copyOf(left.places, left.places.length + right.places.length);
        for (int i = 0; i < right.places.length; i++) {
            places[left.places.length + i] = right.places[i] == NOWHERE ? NOWHERE : right.places[i] + leftWidth;
        }
        return new Columns(places);
    }

    /** The column of a field. */
    int of(int field) {
        int place = places[field];
        if (place == NOWHERE) {
            throw new IllegalStateException("field " + field + " was not kept");
        }
        return place;
    }

    boolean has(int field) {
        return places[field] != NOWHERE;
    }

    int fields() {
        return places.length;
    }

    /** These columns for fields that stand elsewhere: field {@code i} here is field {@code fields[i]} of the result. */
    Columns spread(int width, int[] fields) {
        int[] others = new int[width];
        Arrays.fill(others, NOWHERE);
        for (int i = 0; i < fields.length; i++) {
            others[fields[i]] = places[i];
        }
        return new Columns(others);
    }

    /** These columns and one more field. */
    Columns with(int field, int column) {
        int[] others = places.clone();
        others[field] = column;
        return new Columns(others);
    }

    @Override
    public String toString() {
        return Arrays.toString(places);
    }
}
