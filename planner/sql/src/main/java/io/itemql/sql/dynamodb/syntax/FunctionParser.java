package io.itemql.sql.dynamodb.syntax;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads calls, and the expressions that begin with a keyword. */
final class FunctionParser {
    private final TokenReader tokens;
    private final ExpressionParser expressions;

    FunctionParser(TokenReader tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Node parameter() {
        Token token = tokens.take();
        return new Node.Parameter(tokens.nextParameter(), token.place());
    }

    /** What begins with a keyword that is no statement's. */
    Node keyword(Token token) {
        return switch (token.text()) {
            case "case" -> caseOf(token);
            case "cast", "can_cast", "can_lossless_cast" -> cast(token);
            case "nullif" -> nullIf(token);
            case "coalesce" -> coalesce(token);
            case "substring" -> substring(token);
            case "trim" -> trim(token);
            case "extract" -> extract(token);
            case "date_add", "date_diff" -> dateFunction(token);
            case "date" -> date();
            case "time" -> time();
            default -> {
                if (Words.FUNCTIONS.contains(token.text()) && tokens.ahead(1).kind() == Token.Kind.LEFT_PAREN) {
                    yield call();
                }
                throw TokenReader.malformed("Unexpected keyword");
            }
        };
    }

    /** A call whose name is next and whose parenthesis follows. */
    Node call() {
        int start = tokens.position();
        Token name = tokens.take();
        tokens.take();
        // The case of an aggregate's name matters, unless it is a keyword.
        if (Words.AGGREGATES.contains(name.text())) {
            aggregate(name);
            return new Node.Foreign(name.text(), tokens.sourceFrom(start), name.place());
        }
        List<Node> arguments = arguments(name);
        String function = ExpressionParser.functionName(name);
        return switch (function) {
            case "list" -> new Node.Sequence(Node.Brackets.LIST, arguments, name.place());
            case "bag" -> new Node.Sequence(Node.Brackets.BAG, arguments, name.place());
            case "sexp" -> new Node.Foreign("SEXP", tokens.sourceFrom(start), name.place());
            default -> new Node.Call(function, arguments, name.place());
        };
    }

    private List<Node> arguments(Token name) {
        if (tokens.head().kind() == Token.Kind.STAR) {
            throw TokenReader.malformed(name.text() + "(*) is not allowed");
        }
        if (tokens.takes(Token.Kind.RIGHT_PAREN)) {
            return List.of();
        }
        List<Node> arguments = tokens.commaList(expressions::expression);
        tokens.expect(Token.Kind.RIGHT_PAREN);
        return arguments;
    }

    private void aggregate(Token name) {
        boolean counts = name.text().equals("count");
        if (counts && tokens.head().kind() == Token.Kind.STAR) {
            tokens.take();
            tokens.expect(Token.Kind.RIGHT_PAREN);
            return;
        }
        if (!tokens.takes("distinct")) {
            tokens.takes("all");
        }
        if (arguments(name).size() != 1) {
            throw TokenReader.malformed("Aggregate functions are always unary");
        }
    }

    private Node caseOf(Token token) {
        int start = tokens.position();
        tokens.take();
        if (!tokens.head().is("when")) {
            expressions.expression();
        }
        if (!tokens.head().is("when")) {
            throw TokenReader.malformed("Expected a WHEN clause in CASE");
        }
        while (tokens.takes("when")) {
            expressions.expression();
            tokens.expectWord("then");
            expressions.expression();
        }
        if (tokens.takes("else")) {
            expressions.expression();
        }
        tokens.expectWord("end");
        return new Node.Foreign("CASE", tokens.sourceFrom(start), token.place());
    }

    private Node cast(Token token) {
        int start = tokens.position();
        tokens.take();
        if (!tokens.takes(Token.Kind.LEFT_PAREN)) {
            throw TokenReader.malformed("Missing left parenthesis after " + token.text());
        }
        expressions.expression();
        tokens.expect(Token.Kind.AS);
        expressions.typeArguments(token.text());
        tokens.expect(Token.Kind.RIGHT_PAREN);
        return new Node.Foreign(token.text().toUpperCase(Locale.ROOT), tokens.sourceFrom(start), token.place());
    }

    private Node nullIf(Token token) {
        int start = tokens.position();
        tokens.take();
        if (!tokens.takes(Token.Kind.LEFT_PAREN)) {
            throw TokenReader.malformed("Missing left parenthesis after nullif");
        }
        expressions.expression();
        tokens.expect(Token.Kind.COMMA);
        expressions.expression();
        tokens.expect(Token.Kind.RIGHT_PAREN);
        return new Node.Foreign("NULLIF", tokens.sourceFrom(start), token.place());
    }

    private Node coalesce(Token token) {
        int start = tokens.position();
        tokens.take();
        if (!tokens.takes(Token.Kind.LEFT_PAREN)) {
            throw TokenReader.malformed("Missing left parenthesis after coalesce");
        }
        tokens.commaList(expressions::expression);
        tokens.expect(Token.Kind.RIGHT_PAREN);
        return new Node.Foreign("COALESCE", tokens.sourceFrom(start), token.place());
    }

    private void open() {
        tokens.take();
        tokens.expect(Token.Kind.LEFT_PAREN);
    }

    private Node substring(Token name) {
        open();
        List<Node> arguments = new ArrayList<>();
        arguments.add(expressions.expression());
        boolean withWords = tokens.takes("from");
        if (!withWords && !tokens.takes(Token.Kind.COMMA)) {
            throw TokenReader.malformed("Expected KEYWORD 'from' OR COMMA");
        }
        arguments.add(expressions.expression());
        if (tokens.takes(withWords ? Token.Kind.FOR : Token.Kind.COMMA)) {
            arguments.add(expressions.expression());
            tokens.expect(Token.Kind.RIGHT_PAREN);
        } else if (!tokens.takes(Token.Kind.RIGHT_PAREN)) {
            throw TokenReader.malformed("Expected CALL");
        }
        return new Node.Call(name.text(), arguments, name.place());
    }

    private Node trim(Token name) {
        open();
        List<Node> arguments = new ArrayList<>();
        if (isWord(Words.TRIM_SIDES)) {
            arguments.add(symbol());
            if (!tokens.takes("from")) {
                arguments.add(expressions.expression());
                tokens.expectWord("from");
            }
            arguments.add(expressions.expression());
        } else if (tokens.takes("from")) {
            arguments.add(expressions.expression());
        } else {
            arguments.add(expressions.expression());
            if (tokens.takes("from")) {
                arguments.add(expressions.expression());
            }
        }
        tokens.expect(Token.Kind.RIGHT_PAREN);
        return new Node.Call(name.text(), arguments, name.place());
    }

    private boolean isWord(Set<String> words) {
        return tokens.head().kind() == Token.Kind.NAME
                && words.contains(tokens.head().text().toLowerCase(Locale.ROOT));
    }

    private Node symbol() {
        Token token = tokens.take();
        return new Node.Symbol(token.text().toLowerCase(Locale.ROOT), token.place());
    }

    private Node datePart() {
        if (!isWord(Words.DATE_PARTS)) {
            throw TokenReader.malformed(
                    "Expected one of: [year, month, day, hour, minute, second, timezone_hour," + " timezone_minute]");
        }
        return symbol();
    }

    private Node extract(Token name) {
        open();
        Node part = datePart();
        tokens.expectWord("from");
        Node value = expressions.expression();
        tokens.expect(Token.Kind.RIGHT_PAREN);
        return new Node.Call(name.text(), List.of(part, value), name.place());
    }

    private Node dateFunction(Token name) {
        open();
        List<Node> arguments = new ArrayList<>(List.of(datePart()));
        tokens.expect(Token.Kind.COMMA);
        arguments.add(expressions.expression());
        tokens.expect(Token.Kind.COMMA);
        arguments.add(expressions.expression());
        tokens.expect(Token.Kind.RIGHT_PAREN);
        return new Node.Call(name.text(), arguments, name.place());
    }

    private Node date() {
        int start = tokens.position();
        tokens.take();
        Token text = tokens.head();
        if (text.kind() != Token.Kind.TEXT) {
            throw TokenReader.malformed("Expected date string followed by the keyword DATE");
        }
        if (!text.text().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            throw TokenReader.malformed("Expected DATE string to be of the format yyyy-MM-dd");
        }
        checkDate(text.text());
        tokens.take();
        return new Node.Temporal(tokens.sourceFrom(start), text.place());
    }

    private static void checkDate(String text) {
        try {
            LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw ItemException.causedBy(e, ErrorCode.STATEMENT_MALFORMED, e.getMessage());
        }
    }

    private Node time() {
        int start = tokens.position();
        tokens.take();
        if (tokens.takes(Token.Kind.LEFT_PAREN)) {
            Token precision = tokens.head();
            if (precision.kind() != Token.Kind.NUMBER || !precision.text().matches("[0-9]")) {
                throw TokenReader.malformed("Expected integer value between 0 and 9 for precision");
            }
            tokens.take();
            tokens.expect(Token.Kind.RIGHT_PAREN);
        }
        if (tokens.takes("with")) {
            tokens.expectWord("time");
            if (!tokens.takes("zone")) {
                throw TokenReader.malformed("Expected ZONE keyword");
            }
        }
        Token text = tokens.head();
        if (text.kind() != Token.Kind.TEXT) {
            throw TokenReader.malformed("Expected time string followed by the keyword TIME");
        }
        if (!text.text().matches("[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?([+-][0-9]{2}:[0-9]{2})?")) {
            throw TokenReader.malformed("Invalid format for time string. Expected format is"
                    + " \"TIME [(p)] [WITH TIME ZONE] HH:MM:SS[.ddddd...][+|-HH:MM]\"");
        }
        tokens.take();
        return new Node.Temporal(tokens.sourceFrom(start), text.place());
    }
}
