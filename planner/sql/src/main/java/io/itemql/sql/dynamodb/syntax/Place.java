package io.itemql.sql.dynamodb.syntax;

/**
 * Where a token stands in a statement, as the service's messages say it.
 *
 * @param line from 1
 * @param column from 1, in characters, where one outside the basic plane counts once
 * @param length of the token in characters; of a token of several words, of its first word
 */
public record Place(int line, int column, int length) {
    /** The place of what has none, such as a clause that no single token stands for. */
    public static final Place NONE = new Place(0, 0, 0);

    /** The end of a message: {@code " at 1:2:3"}, or nothing if there is no place. */
    public String suffix() {
        return line == 0 ? "" : " at " + this;
    }

    @Override
    public String toString() {
        return line + ":" + column + ":" + length;
    }
}
