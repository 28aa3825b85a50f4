package io.itemql.sql.dynamodb.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads statements that change items or tables. The grammar takes them everywhere; at the end only alone. */
final class ChangeParser {
    private final TokenReader tokens;
    private ExpressionParser expressions;
    private String nestedWord = "";

    ChangeParser(TokenReader tokens) {
        this.tokens = tokens;
    }

    /** Sets who reads the expressions inside; both need each other. */
    void use(ExpressionParser parser) {
        this.expressions = parser;
    }

    boolean isNext() {
        Token head = tokens.head();
        return head.kind() == Token.Kind.KEYWORD
                && switch (head.text()) {
                    case "insert_into", "set", "remove", "update", "delete", "from", "create", "drop", "exec" -> true;
                    default -> false;
                };
    }

    /** A change where only a value can stand: read to its end, refused when everything else is well formed. */
    Node nested() {
        int start = tokens.position();
        Token head = tokens.head();
        statement();
        if (nestedWord.isEmpty()) {
            nestedWord = head.text();
        }
        return new Node.Foreign(head.text(), tokens.sourceFrom(start), head.place());
    }

    void checkNothingNested() {
        if (!nestedWord.isEmpty()) {
            throw TokenReader.malformed("Keyword " + nestedWord + " only expected at the top level in the query");
        }
    }

    Statement statement() {
        Token head = tokens.head();
        return switch (head.text()) {
            case "update" -> {
                tokens.take();
                Node.Source source = target();
                yield change(false, Optional.of(source), actions());
            }
            case "delete" -> {
                tokens.take();
                if (!tokens.takes("from")) {
                    throw TokenReader.malformed("Expected FROM after DELETE");
                }
                Node.Source source = target();
                yield change(false, Optional.of(source), List.of(new Statement.Action.Delete()));
            }
            case "from" -> fromFirst();
            case "create", "drop" -> definition();
            case "exec" -> execution();
            default ->
                new Statement.Change(false, Optional.empty(), List.of(action()), Optional.empty(), Optional.empty());
        };
    }

    private Node.Source target() {
        Node path = expressions.simplePath();
        return new Node.Source.Single(path, expressions.queries().aliases(), false);
    }

    private Statement change(boolean fromFirst, Optional<Node.Source> source, List<Statement.Action> actions) {
        Optional<Node> where = where();
        return new Statement.Change(fromFirst, source, actions, where, returning());
    }

    private Statement fromFirst() {
        tokens.take();
        Node.Source source = expressions.queries().source(-1);
        Optional<Node> where = where();
        List<Statement.Action> actions = actions();
        return new Statement.Change(true, Optional.of(source), actions, where, returning());
    }

    private Optional<Node> where() {
        return tokens.takes("where") ? Optional.of(expressions.expression()) : Optional.empty();
    }

    private List<Statement.Action> actions() {
        List<Statement.Action> actions = new ArrayList<>();
        while (Words.CHANGES.contains(tokens.head().word())) {
            actions.add(action());
        }
        if (actions.isEmpty()) {
            throw TokenReader.malformed("Expected data manipulation");
        }
        return actions;
    }

    private Statement.Action action() {
        Token head = tokens.take();
        return switch (head.text()) {
            case "insert_into" -> insert(head);
            case "set" ->
                new Statement.Action.Set(tokens.commaList(() -> {
                    Node target = expressions.simplePath();
                    if (!tokens.takes("=")) {
                        throw TokenReader.malformed("Expected '='");
                    }
                    return new Statement.Assignment(target, expressions.expression());
                }));
            default -> new Statement.Action.Remove(expressions.simplePath());
        };
    }

    private Statement.Action insert(Token insert) {
        Node target = expressions.simplePath();
        if (!tokens.takes("value")) {
            return new Statement.Action.InsertRows(target, expressions.expression());
        }
        Node value = expressions.expression();
        Optional<Node> position =
                tokens.takes(Token.Kind.AT) ? Optional.of(expressions.expression()) : Optional.empty();
        Optional<String> conflict = conflict();
        return new Statement.Action.InsertValue(target, value, position, conflict, returning(), insert.place());
    }

    private Optional<String> conflict() {
        int start = tokens.position();
        if (!tokens.takes("on_conflict")) {
            return Optional.empty();
        }
        if (!tokens.takes("where")) {
            throw TokenReader.malformed("invalid ON CONFLICT syntax");
        }
        expressions.expression();
        if (!tokens.takes("do_nothing")) {
            throw TokenReader.malformed("invalid ON CONFLICT syntax");
        }
        return Optional.of(tokens.sourceFrom(start));
    }

    private Optional<Statement.Returning> returning() {
        if (!tokens.takes("returning")) {
            return Optional.empty();
        }
        return Optional.of(new Statement.Returning(tokens.commaList(this::returned)));
    }

    private Statement.Returning.Element returned() {
        String mapping = tokens.head().word();
        switch (mapping) {
            case "all_old", "all_new", "modified_old", "modified_new" -> tokens.take();
            default ->
                throw TokenReader.malformed("Expected ( MODIFIED | ALL ) ( NEW | OLD ) in each returning element.");
        }
        if (tokens.takes(Token.Kind.STAR)) {
            return new Statement.Returning.Element(mapping, Optional.empty());
        }
        Node column = expressions.expression();
        boolean isColumn = column instanceof Node.Path
                || column instanceof Node.Name
                || column instanceof Node.Literal
                || column instanceof Node.Missing;
        if (!isColumn) {
            throw TokenReader.malformed("Unsupported syntax in RETURNING columns.");
        }
        if (column instanceof Node.Path path && path.steps().size() > 1) {
            throw TokenReader.malformed("More than two paths in RETURNING columns.");
        }
        return new Statement.Returning.Element(mapping, Optional.of(column));
    }

    // ---- tables, indexes, procedures

    private Statement definition() {
        int start = tokens.position();
        boolean creates = tokens.take().text().equals("create");
        String verb = creates ? "Create" : "Drop";
        String operation;
        if (tokens.takes("table")) {
            identifier("Expected identifier!");
            operation = verb + "Table";
        } else if (tokens.takes("index")) {
            if (creates) {
                createIndex();
            } else {
                identifier("Expected identifier!");
                on();
                identifier("Table target must be an identifier");
            }
            operation = verb + "Index";
        } else {
            throw TokenReader.malformed("Unexpected token following " + (creates ? "CREATE" : "DROP"));
        }
        if (!tokens.isAtEnd()) {
            throw TokenReader.malformed("Unexpected tokens after " + (creates ? "CREATE" : "DROP") + " statement!");
        }
        return new Statement.Definition(operation, tokens.sourceFrom(start));
    }

    private void identifier(String otherwise) {
        if (!tokens.head().kind().isName()) {
            throw TokenReader.malformed(otherwise);
        }
        tokens.take();
    }

    private void on() {
        if (!tokens.takes("on")) {
            throw TokenReader.malformed("Expected ON");
        }
    }

    private void createIndex() {
        on();
        identifier("Index target must be an identifier");
        if (!tokens.takes(Token.Kind.LEFT_PAREN)) {
            throw TokenReader.malformed("Expected parenthesis for keys");
        }
        tokens.commaList(expressions::simplePath);
        tokens.expect(Token.Kind.RIGHT_PAREN);
    }

    private Statement execution() {
        int start = tokens.position();
        tokens.take();
        if (tokens.head().kind() == Token.Kind.END) {
            throw TokenReader.malformed("No stored procedure provided");
        }
        tokens.take();
        if (tokens.head().kind() == Token.Kind.LEFT_PAREN) {
            throw TokenReader.malformed("Unexpected LEFT_PAREN found following stored procedure call");
        }
        if (tokens.head().kind() != Token.Kind.END) {
            tokens.commaList(expressions::expression);
        }
        return new Statement.Definition("Exec", tokens.sourceFrom(start));
    }
}
