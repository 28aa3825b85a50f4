package io.itemql.sql.dynamodb.syntax;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes statements: the tree as text that reads as the same tree. Every operation that is an operand stands in
 * parentheses, every name in double quotes.
 */
public final class Printer {
    private Printer() {}

    /** The text of a statement, without a semicolon. */
    public static String print(Statement statement) {
        if (statement instanceof Statement.Expression expression) {
            return print(expression.node());
        }
        if (statement instanceof Statement.Change change) {
            return print(change);
        }
        return ((Statement.Definition) statement).source();
    }

    /** The text of an expression. */
    public static String print(Node node) {
        if (node instanceof Node.Literal literal) {
            return literal(literal);
        }
        if (node instanceof Node.Missing) {
            return "MISSING";
        }
        if (node instanceof Node.Name name) {
            return name(name.name());
        }
        if (node instanceof Node.Parameter) {
            return "?";
        }
        if (node instanceof Node.Path path) {
            return root(path.root()) + path.steps().stream().map(Printer::step).collect(Collectors.joining());
        }
        if (node instanceof Node.Operation operation) {
            return operation(operation);
        }
        if (node instanceof Node.IsType type) {
            return isType(type, operand(type.operand()), "IS");
        }
        if (node instanceof Node.Call call) {
            return call(call);
        }
        if (node instanceof Node.Sequence sequence) {
            return sequence(sequence);
        }
        if (node instanceof Node.Struct struct) {
            return list(struct.entries(), entry -> element(entry.key()) + ": " + element(entry.value()), "{", "}");
        }
        if (node instanceof Node.Foreign foreign) {
            return foreign.source();
        }
        return query((Node.Query) node);
    }

    private static String literal(Node.Literal literal) {
        if (literal instanceof Node.Text text) {
            return quoted(text.value(), '\'');
        }
        if (literal instanceof Node.Numeral number) {
            // A point keeps a fraction's digits, an exponent those of a huge number.
            return number.value().toString();
        }
        if (literal instanceof Node.Bool bool) {
            return String.valueOf(bool.value()).toUpperCase(Locale.ROOT);
        }
        if (literal instanceof Node.Ion ion) {
            return ion.source();
        }
        if (literal instanceof Node.Symbol symbol) {
            return symbol.word();
        }
        if (literal instanceof Node.Temporal temporal) {
            return temporal.source();
        }
        return "NULL";
    }

    private static String quoted(String text, char quote) {
        return quote + text.replace(String.valueOf(quote), String.valueOf(quote).repeat(2)) + quote;
    }

    static String name(String name) {
        return quoted(name, '"');
    }

    /** A token as it can be written again. */
    static String token(Token token) {
        return switch (token.kind()) {
            case TEXT -> quoted(token.text(), '\'');
            case NAME, QUOTED_NAME -> name(token.text());
            case KEYWORD, OPERATOR -> spelled(token.text());
            default -> token.text();
        };
    }

    private static String spelled(String operator) {
        return operator.replace('_', ' ').equals(operator) || Words.isReserved(operator)
                ? operator
                : operator.replace('_', ' ');
    }

    private static String root(Node root) {
        // A dot behind a number would belong to it, and a parenthesis does not change what is inside.
        return root instanceof Node.Numeral || isOperation(root) || root instanceof Node.Path
                ? "(" + print(root) + ")"
                : print(root);
    }

    private static String step(Node.Step step) {
        if (step instanceof Node.Step.Field field) {
            return "." + name(field.name());
        }
        if (step instanceof Node.Step.Index index) {
            return "[" + print(index.index()) + "]";
        }
        return step instanceof Node.Step.AllFields ? ".*" : "[*]";
    }

    private static boolean isOperation(Node node) {
        return node instanceof Node.Operation
                || node instanceof Node.IsType
                || node instanceof Node.Query
                || isValues(node);
    }

    private static String operand(Node node) {
        return isOperation(node)
                        || (node instanceof Node.Numeral number
                                && number.value().signum() < 0)
                ? "(" + print(node) + ")"
                : print(node);
    }

    /** A query behind which a comma follows would take what is behind the comma for its own. */
    private static String element(Node node) {
        return node instanceof Node.Query ? "(" + print(node) + ")" : print(node);
    }

    private static String operation(Node.Operation operation) {
        Node first = operation.operands().get(0);
        if (operation.combined() && first instanceof Node.IsType type) {
            return isType(type, operand(type.operand()), "IS NOT");
        }
        boolean combined = operation.combined() && first instanceof Node.Operation;
        List<Node> operands = combined ? ((Node.Operation) first).operands() : operation.operands();
        return operation(operation, operand(operands.get(0)));
    }

    /** An operation whose first operand is already written. */
    private static String operation(Node.Operation operation, String left) {
        Node first = operation.operands().get(0);
        if (operation.operator().equals("not")) {
            return operation.combined() ? infix((Node.Operation) first, left + " NOT ") : "NOT " + operand(first);
        }
        if (operation.operands().size() == 1) {
            return operation.operator() + " " + left;
        }
        return infix(operation, left + " ");
    }

    private static String infix(Node.Operation operation, String left) {
        List<Node> operands = operation.operands();
        String right = operand(operands.get(1));
        return switch (operation.operator()) {
            case "between" -> left + "BETWEEN " + right + " AND " + operand(operands.get(2));
            case "like" -> left + "LIKE " + right + (operands.size() > 2 ? " ESCAPE " + operand(operands.get(2)) : "");
            case "in" -> left + "IN " + candidates(operands.get(1));
            default -> left + spelled(operation.operator()) + " " + right;
        };
    }

    private static String candidates(Node node) {
        if (node instanceof Node.Sequence sequence && sequence.brackets() == Node.Brackets.TUPLE) {
            // Behind IN a tuple of one needs no second pair of parentheses, and one without a place had none.
            return sequence.place().line() == 0 ? sequence(sequence) : "((" + print(sequence) + "))";
        }
        return leading(node);
    }

    /** An expression where a parenthesis at the beginning would be read as another construct. */
    private static String leading(Node node) {
        if (node instanceof Node.IsType type) {
            return isType(type, leftmost(type.operand()), "IS");
        }
        if (node instanceof Node.Operation operation) {
            Node positive = operation.combined() ? operation.operands().get(0) : operation;
            if (positive instanceof Node.IsType type) {
                return isType(type, leftmost(type.operand()), "IS NOT");
            }
            if (positive instanceof Node.Operation infix && infix.operands().size() > 1) {
                return operation(operation, leftmost(infix.operands().get(0)));
            }
        }
        return node instanceof Node.Query || isValues(node) ? "(" + print(node) + ")" : print(node);
    }

    /** The first operand of such an expression. Rows in parentheses would be a source of their own, whole before it. */
    private static String leftmost(Node node) {
        return isValues(node) ? print(node) : leading(node);
    }

    private static boolean isValues(Node node) {
        return node instanceof Node.Sequence sequence && sequence.brackets() == Node.Brackets.VALUES;
    }

    private static String isType(Node.IsType type, String left, String operator) {
        String arguments = type.arguments().isEmpty() ? "" : list(type.arguments(), Printer::print, "(", ")");
        return left + " " + operator + " " + spelled(type.type()).toUpperCase(Locale.ROOT) + arguments;
    }

    private static String call(Node.Call call) {
        return switch (call.function()) {
            case "extract" ->
                "extract(" + print(call.arguments().get(0)) + " FROM "
                        + print(call.arguments().get(1)) + ")";
            case "trim" -> "trim(" + trimmed(call.arguments()) + ")";
            default -> list(call.arguments(), Printer::element, functionName(call.function()) + "(", ")");
        };
    }

    private static String functionName(String function) {
        return Words.isReserved(function) ? function : name(function);
    }

    private static String trimmed(List<Node> arguments) {
        String last = print(arguments.get(arguments.size() - 1));
        if (arguments.get(0) instanceof Node.Symbol side) {
            return side.word() + " " + (arguments.size() > 2 ? print(arguments.get(1)) + " " : "") + "FROM " + last;
        }
        return arguments.size() == 1 ? last : print(arguments.get(0)) + " FROM " + last;
    }

    private static String sequence(Node.Sequence sequence) {
        return switch (sequence.brackets()) {
            case LIST -> list(sequence.elements(), Printer::element, "[", "]");
            case TUPLE -> list(sequence.elements(), Printer::element, "(", ")");
            case BAG -> list(sequence.elements(), Printer::element, "<< ", " >>");
            case VALUES -> list(sequence.elements(), Printer::element, "VALUES ", "");
        };
    }

    private static <T> String list(List<T> parts, Function<T, String> print, String open, String close) {
        return parts.stream().map(print).collect(Collectors.joining(", ", open, close));
    }

    // ---- queries and changes

    private static String query(Node.Query query) {
        StringBuilder text = new StringBuilder(projection(query.projection()));
        text.append(" FROM ").append(source(query.source()));
        text.append(query.let().isEmpty() ? "" : " " + query.let());
        query.where().ifPresent(where -> text.append(" WHERE ").append(clause(where)));
        if (!query.orders().isEmpty()) {
            text.append(list(
                    query.orders(),
                    order -> print(order.key()) + (order.descending() ? " DESC" : ""),
                    " ORDER BY ",
                    ""));
        }
        query.group().ifPresent(group -> text.append(' ').append(group));
        query.having().ifPresent(having -> text.append(" HAVING ").append(clause(having)));
        query.limit().ifPresent(limit -> text.append(" LIMIT ").append(clause(limit)));
        query.offset().ifPresent(offset -> text.append(" OFFSET ").append(clause(offset)));
        return text.toString();
    }

    /** The condition of a clause: what binds looser than SELECT would take the whole query for an operand. */
    private static String clause(Node node) {
        boolean isLoose = node instanceof Node.Operation operation
                && operation.operands().size() > 1
                && Words.precedence(operation.operator()) <= Words.SELECT_PRECEDENCE;
        return isLoose ? "(" + print(node) + ")" : element(node);
    }

    private static String projection(Node.Projection projection) {
        String select = projection.distinct() ? "SELECT DISTINCT " : "SELECT ";
        return switch (projection.kind()) {
            case ALL -> select + "*";
            case VALUE -> select + "VALUE " + print(projection.selected().get(0).value());
            case PIVOT ->
                "PIVOT " + print(projection.selected().get(0).value()) + " AT "
                        + print(projection.selected().get(1).value());
            case LIST -> list(projection.selected(), Printer::selected, select, "");
        };
    }

    private static String selected(Node.Selected selected) {
        String value = selected.everything() ? root(selected.value()) + ".*" : operand(selected.value());
        return value + selected.alias().map(alias -> " AS " + name(alias)).orElse("");
    }

    private static String source(Node.Source source) {
        if (source instanceof Node.Source.Single single) {
            String value = leading(single.value());
            return (single.unpivot() ? "UNPIVOT " : "") + value + single.alias();
        }
        Node.Source.Join join = (Node.Source.Join) source;
        String operator = join.operator().equals(",") ? ", " : " " + spelled(join.operator()) + " ";
        String right =
                join.right() instanceof Node.Source.Join ? "(" + source(join.right()) + ")" : source(join.right());
        return source(join.left())
                + operator
                + right
                + join.on().map(on -> " ON " + operand(on)).orElse("");
    }

    private static String print(Statement.Change change) {
        String actions = change.actions().stream().map(Printer::action).collect(Collectors.joining(" "));
        String where = change.where().map(node -> " WHERE " + print(node)).orElse("");
        String returning = change.returning().map(Printer::returning).orElse("");
        if (change.source().isEmpty()) {
            return actions + where + returning;
        }
        String source = source(change.source().get());
        if (change.fromFirst()) {
            return "FROM " + source + where + " " + actions + returning;
        }
        boolean deletes = change.actions().get(0) instanceof Statement.Action.Delete;
        return deletes
                ? "DELETE FROM " + source + where + returning
                : "UPDATE " + source + " " + actions + where + returning;
    }

    private static String action(Statement.Action action) {
        if (action instanceof Statement.Action.Set set) {
            return list(
                    set.assignments(),
                    assignment -> print(assignment.target()) + " = " + print(assignment.value()),
                    "SET ",
                    "");
        }
        if (action instanceof Statement.Action.Remove remove) {
            return "REMOVE " + print(remove.target());
        }
        if (action instanceof Statement.Action.InsertRows insert) {
            return "INSERT INTO " + print(insert.target()) + " " + print(insert.values());
        }
        if (action instanceof Statement.Action.InsertValue insert) {
            return "INSERT INTO " + print(insert.target()) + " VALUE " + print(insert.value())
                    + insert.position().map(node -> " AT " + print(node)).orElse("")
                    + insert.conflict().map(conflict -> " " + conflict).orElse("")
                    + insert.returning().map(Printer::returning).orElse("");
        }
        return "DELETE";
    }

    private static String returning(Statement.Returning returning) {
        return list(
                returning.elements(),
                element -> spelled(element.mapping()).toUpperCase(Locale.ROOT) + " "
                        + element.column().map(Printer::print).orElse("*"),
                " RETURNING ",
                "");
    }
}
