package io.itemql.sql.parse;

import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a statement has in common with those that differ from it only in the values they ask for or write: the key
 * under which its plan is kept, and the values, to be given to that plan as parameters.
 *
 * <pre>
 * SELECT * FROM users WHERE id = 'a' AND age &gt; ? LIMIT 10
 * key         SELECT * FROM users WHERE id = ?[text] AND age &gt; ? LIMIT 10
 * sql()       SELECT * FROM users WHERE id = ?   AND age &gt; ? LIMIT 10
 * parameters  the text a, the caller's first
 * </pre>
 *
 * <p>A literal is lifted out only where it is compared with an attribute or assigned to one: behind {@code =},
 * {@code <>}, {@code <} and so on, in BETWEEN and IN of a WHERE or ON, in SET, in the rows of INSERT .. VALUES and in
 * the item of INSERT .. VALUE. Literals of LIMIT, of select lists, of GROUP BY and ORDER BY, and literals compared
 * with literals decide what the plan is and stay. The key keeps each lifted literal's type and the length of lists.
 * Where the text leaves a doubt, nothing is lifted: that costs a cache entry, the opposite would cost a right answer.
 *
 * <p>The text is read once, character by character, and no class of Calcite is loaded. Immutable.
 */
public final class Fingerprint {
    private final String text;
    private final String key;
    private final int[] sources;
    private final int lifted;

    /** Where the value of one parameter of {@link #sql()} comes from. */
    public sealed interface Parameter permits Given, Lifted {}

    /** The caller's parameter with this index, from 0. */
    public record Given(int index) implements Parameter {}

    /**
     * A literal of the statement: a text, a number or a boolean.
     *
     * @param value the value
     * @param offset where the literal starts in the statement's text, from 0
     */
    public record Lifted(AttributeValue value, int offset) implements Parameter {}

    /** Takes {@code sources}: for each parameter its start and end in the text and its type, or -1, -1 and index. */
    Fingerprint(String text, String key, int[] sources, int lifted) {
        this.text = text;
        this.key = key;
        this.sources = sources;
        this.lifted = lifted;
    }

    /** Reads a statement; never fails, whatever the text is. */
    public static Fingerprint of(String text) {
        return new FingerprintScanner(text).scan();
    }

    /** The key: equal for statements that one plan can serve. It is for look-up, not for reading or parsing. */
    public String key() {
        return key;
    }

    /** Whether the statement stays as it is: {@link #sql()} is its text, and every parameter is the caller's. */
    public boolean liftsNothing() {
        return lifted == 0;
    }

    /**
     * The statement with {@code ?} for each lifted literal. Every other character keeps its place, so positions in a
     * syntax tree made of this are positions in the caller's text.
     */
    public String sql() {
        if (lifted == 0) {
            return text;
        }
        StringBuilder sql = new StringBuilder(text);
        for (int i = 0; i < sources.length; i += FingerprintOutput.SOURCE) {
            if (sources[i] >= 0) {
                blank(sql, sources[i], sources[i + 1]);
            }
        }
        return sql.toString();
    }

    private static void blank(StringBuilder sql, int start, int end) {
        sql.setCharAt(start, '?');
        for (int at = start + 1; at < end; at++) {
            char c = sql.charAt(at);
            if (c != '\n' && c != '\r') {
                sql.setCharAt(at, ' ');
            }
        }
    }

    /**
     * The parameters of {@link #sql()} in their order. If {@link #liftsNothing()}, the list is not needed, and may be
     * empty for a text that could not be read to its end.
     */
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>(sources.length / FingerprintOutput.SOURCE);
        for (int i = 0; i < sources.length; i += FingerprintOutput.SOURCE) {
            parameters.add(sources[i] < 0 ? new Given(sources[i + 2]) : lifted(sources, i));
        }
        return parameters;
    }

    private Lifted lifted(int[] sources, int i) {
        int start = sources[i];
        int end = sources[i + 1];
        AttributeValue value =
                switch (sources[i + 2]) {
                    case FingerprintOutput.TEXT ->
                        new StringValue(text.substring(start + 1, end - 1).replace("''", "'"));
                    case FingerprintOutput.NUMBER -> NumberValue.of(new BigDecimal(number(start, end)));
                    default -> BoolValue.of((text.charAt(start) | 0x20) == 't');
                };
        return new Lifted(value, start);
    }

    /** A sign may stand apart from its number. */
    private String number(int start, int end) {
        char sign = text.charAt(start);
        if (sign != '-' && sign != '+') {
            return text.substring(start, end);
        }
        String digits = text.substring(start + 1, end).stripLeading();
        return sign == '-' ? "-" + digits : digits;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that && that.key.equals(key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return key.replace((char) FingerprintOutput.TEXT, 's')
                .replace((char) FingerprintOutput.NUMBER, 'n')
                .replace((char) FingerprintOutput.BOOLEAN, 'b');
    }
}
