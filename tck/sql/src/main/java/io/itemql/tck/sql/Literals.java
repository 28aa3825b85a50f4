package io.itemql.tck.sql;

import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.BinarySetValue;
import io.itemql.item.BinaryValue;
import io.itemql.item.BoolValue;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NumberSetValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringSetValue;
import io.itemql.item.StringValue;
import io.itemql.tck.oracle.NaiveDatabase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Literals in statements and scripts: reading them, writing them, and lifting them out of a statement. */
final class Literals {
    private static final Pattern TOKEN = Pattern.compile(
            "--[^\\n]*|/\\*.*?\\*/|[xX]'(?:[^']|'')*'|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\""
                    + "|(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?|[\\p{L}_$][\\p{L}\\p{N}_$]*|<=|>=|<>|!=|<<|>>|\\|\\||\\S",
            Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("'.*'|[.\\d].*", Pattern.DOTALL);
    /** What a value is compared with or assigned by. */
    private static final Pattern BEFORE = Pattern.compile("=|<>|!=|<|<=|>|>=|:|(?i:BETWEEN)");
    /** What makes a literal a part of something longer. */
    private static final Pattern AFTER = Pattern.compile("[-+*/%.\\[]|\\|\\|");

    private Literals() {}

    /** A statement without its literals, and those literals. */
    record Lifted(String sql, List<String> parameters) {}

    private record Token(String text, int start, int end) {}

    private static List<Token> tokens(String sql) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            if (!matcher.group().startsWith("--") && !matcher.group().startsWith("/*")) {
                tokens.add(new Token(matcher.group(), matcher.start(), matcher.end()));
            }
        }
        return tokens;
    }

    /**
     * Puts {@code ?} for the literals that are compared with something or assigned to something. A statement that has
     * parameters already is left as it is.
     */
    static Lifted lift(String sql) {
        List<Token> tokens = tokens(sql);
        if (tokens.stream().anyMatch(token -> token.text().equals("?"))) {
            return new Lifted(sql, List.of());
        }
        StringBuilder text = new StringBuilder();
        List<String> parameters = new ArrayList<>();
        int from = 0;
        boolean between = false;
        boolean list = false;
        for (int i = 0; i < tokens.size(); i++) {
            String before = i == 0 ? "" : tokens.get(i - 1).text();
            String after = i + 1 == tokens.size() ? "" : tokens.get(i + 1).text();
            Token token = tokens.get(i);
            list = opensList(tokens, i) || (list && !before.equals(")"));
            boolean operand = BEFORE.matcher(before).matches()
                    || (between && before.equalsIgnoreCase("AND"))
                    || (list && (before.equals("(") || before.equals(",")));
            boolean whole = LITERAL.matcher(token.text()).matches()
                    && !AFTER.matcher(after).matches();
            if (operand && whole && isStorable(token.text())) {
                text.append(sql, from, token.start()).append('?');
                from = token.end();
                parameters.add(token.text());
            }
            between = before.equalsIgnoreCase("BETWEEN") || (between && !before.equalsIgnoreCase("AND"));
        }
        return new Lifted(text.append(sql.substring(from)).toString(), parameters);
    }

    /** True behind {@code IN (}, and behind the parenthesis of a row of VALUES. */
    private static boolean opensList(List<Token> tokens, int i) {
        if (i < 2 || !tokens.get(i - 1).text().equals("(")) {
            return false;
        }
        String before = tokens.get(i - 2).text();
        boolean furtherRow =
                i > 3 && before.equals(",") && tokens.get(i - 3).text().equals(")");
        return before.equalsIgnoreCase("IN") || before.equalsIgnoreCase("VALUES") || furtherRow;
    }

    /** The literals of a list that are separated by commas. */
    static List<String> split(String list) {
        List<String> literals = new ArrayList<>();
        int depth = 0;
        int from = -1;
        int to = 0;
        for (Token token : tokens(list)) {
            if (depth == 0 && token.text().equals(",")) {
                literals.add(list.substring(from, to));
                from = -1;
                continue;
            }
            from = from < 0 ? token.start() : from;
            to = token.end();
            depth += switch (token.text()) {
                case "[", "{", "<<" -> 1;
                case "]", "}", ">>" -> -1;
                default -> 0;
            };
        }
        if (from >= 0) {
            literals.add(list.substring(from, to));
        }
        return literals;
    }

    /** The value that a literal stands for. */
    static AttributeValue value(String literal) {
        return new NaiveDatabase(Map.of())
                .query("SELECT " + literal, List.of())
                .rows()
                .get(0)
                .get(0);
    }

    /** False for numbers that no item can hold: those have to be refused where they stand. */
    private static boolean isStorable(String literal) {
        try {
            return value(literal) != null;
        } catch (ItemException e) {
            return false;
        }
    }

    /** A value in the JDK's own classes: what a program binds. {@code null} for NULL. */
    static Object plain(AttributeValue value) {
        if (value instanceof StringValue text) {
            return text.value();
        }
        if (value instanceof NumberValue number) {
            return number.toBigDecimal();
        }
        if (value instanceof BinaryValue binary) {
            return binary.toByteArray();
        }
        if (value instanceof BoolValue bool) {
            return bool.value();
        }
        if (value instanceof ListValue list) {
            List<Object> elements = new ArrayList<>();
            list.elements().forEach(element -> elements.add(plain(element)));
            return elements;
        }
        if (value instanceof MapValue map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            map.entries().forEach((name, entry) -> entries.put(name, plain(entry)));
            return entries;
        }
        Set<Object> members = new LinkedHashSet<>();
        if (value instanceof StringSetValue set) {
            set.members().forEach(member -> members.add(plain(member)));
        } else if (value instanceof NumberSetValue set) {
            set.members().forEach(member -> members.add(plain(member)));
        } else if (value instanceof BinarySetValue set) {
            set.members().forEach(member -> members.add(plain(member)));
        }
        return members.isEmpty() ? null : members;
    }

    /** A value as a literal, the entries of maps by name. */
    static String text(AttributeValue value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof BinaryValue binary) {
            return "X'" + HexFormat.of().formatHex(binary.toByteArray()) + "'";
        }
        if (value instanceof ListValue list) {
            return joined(list.elements(), "[", "]");
        }
        if (value instanceof MapValue map) {
            return new TreeMap<>(map.entries())
                    .entrySet().stream()
                            .map(entry -> "'" + entry.getKey().replace("'", "''") + "': " + text(entry.getValue()))
                            .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof StringSetValue set) {
            return joined(set.members(), "<<", ">>");
        }
        if (value instanceof NumberSetValue set) {
            return joined(set.members(), "<<", ">>");
        }
        if (value instanceof BinarySetValue set) {
            return joined(set.members(), "<<", ">>");
        }
        return value.toString();
    }

    private static String joined(Collection<? extends AttributeValue> members, String opening, String closing) {
        return members.stream().map(Literals::text).collect(Collectors.joining(", ", opening, closing));
    }
}
