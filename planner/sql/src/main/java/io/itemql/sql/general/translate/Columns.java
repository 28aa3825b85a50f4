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

    /** The fields of two parts of one row, each with its columns moved to the right. */
    static Columns merged(Columns a, int aMoved, Columns b, int bMoved) {
        int[] places = new int[a.places.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = a.has(i) ? a.places[i] + aMoved : b.has(i) ? b.places[i] + bMoved : NOWHERE;
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

    /** These columns as part of a wider row, whose fields from the offset on are those here. */
    Columns at(int offset, int width) {
        int[] others = new int[width];
        Arrays.fill(others, NOWHERE);
        System.arraycopy(places, 0, others, offset, places.length);
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
