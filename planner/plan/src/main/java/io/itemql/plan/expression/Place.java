package io.itemql.plan.expression;

import io.itemql.error.ItemException;

/**
 * Where an expression stands in its statement, for the messages of what fails in it while it runs. It is no part of
 * what the expression is, so all places are equal: two expressions that differ in their places only are the same.
 */
public final class Place {
    /** Of an expression that no statement contains. */
    public static final Place UNKNOWN = new Place(0, 0);

    private final int line;
    private final int column;

    private Place(int line, int column) {
        this.line = line;
        this.column = column;
    }

    /**
     * A place.
     *
     * @param line from 1; 0 if it is not known
     * @param column from 1, in characters
     */
    public static Place of(int line, int column) {
        return line > 0 ? new Place(line, column) : UNKNOWN;
    }

    /** A failure with this place, unless it has one. */
    public ItemException in(ItemException failure) {
        return line > 0 ? failure.at(line, column) : failure;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Place;
    }

    @Override
    public int hashCode() {
        return Place.class.hashCode();
    }

    @Override
    public String toString() {
        return line > 0 ? "line " + line + ", column " + column : "unknown";
    }
}
