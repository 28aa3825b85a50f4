package io.itemql.tck.sqllogic;

import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Rows in the words of a script. */
final class LogicAnswer {
    private static final String HASHED = " values hashing to ";

    private LogicAnswer() {}

    /** True if rows are what a query has to answer. */
    static boolean matches(LogicRecord query, List<List<AttributeValue>> rows) {
        List<String> values = values(query, rows);
        if (query.expected().size() == 1 && query.expected().get(0).contains(HASHED)) {
            return query.expected().get(0).equals(values.size() + HASHED + hash(values));
        }
        return query.expected().equals(values);
    }

    /** The values one by one, sorted as the query asks for. */
    static List<String> values(LogicRecord query, List<List<AttributeValue>> rows) {
        List<List<String>> lines = new ArrayList<>();
        for (List<AttributeValue> row : rows) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(text(
                        row.get(i), i < query.types().length() ? query.types().charAt(i) : 'T'));
            }
            lines.add(cells);
        }
        if (query.sort().equals("rowsort")) {
            lines.sort(LogicAnswer::compareRows);
        }
        List<String> values = new ArrayList<>();
        lines.forEach(values::addAll);
        if (query.sort().equals("valuesort")) {
            values.sort(null);
        }
        return values;
    }

    private static int compareRows(List<String> a, List<String> b) {
        for (int i = 0; i < a.size(); i++) {
            int byCell = a.get(i).compareTo(b.get(i));
            if (byCell != 0) {
                return byCell;
            }
        }
        return 0;
    }

    /** A whole number is cut and a truth is 0 or 1, as SQLite does when a program asks it for a whole number; a text is 0 then. */
    private static String text(AttributeValue value, char type) {
        if (value == null || value.isNull()) {
            return "NULL";
        }
        if (value instanceof NumberValue number && type == 'I') {
            return number.toBigDecimal().setScale(0, RoundingMode.DOWN).toPlainString();
        }
        if (value instanceof BoolValue bool && type == 'I') {
            return bool.value() ? "1" : "0";
        }
        if (type == 'I') {
            return "0";
        }
        if (value instanceof NumberValue number && type == 'R') {
            return number.toBigDecimal().setScale(3, RoundingMode.HALF_UP).toPlainString();
        }
        String text = value instanceof StringValue string ? string.value() : value.toString();
        return text.isEmpty() ? "(empty)" : text;
    }

    private static String hash(List<String> values) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            values.forEach(value -> digest.update((value + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
