package io.itemql.sql.dynamodb.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads values and conditions. */
final class ExpressionParser {
    /** A chain of operators is a tree as deep as it is long; those of AND and OR are read without their depth. */
    private static final int CHAIN_MAX = 500;

    private final TokenReader tokens;
    private final ChangeParser changes;
    private final QueryParser queries;
    private final FunctionParser functions;

    ExpressionParser(TokenReader tokens, ChangeParser changes) {
        this.tokens = tokens;
        this.changes = changes;
        this.queries = new QueryParser(tokens, this);
        this.functions = new FunctionParser(tokens, this);
    }

    QueryParser queries() {
        return queries;
    }

    Node expression() {
        return expression(-1);
    }

    /** An expression of operators that bind more strongly than {@code precedence}. */
    Node expression(int precedence) {
        return tokens.nested(() -> behind(unary(), precedence));
    }

    /** What an operand becomes by the operators behind it. */
    Node behind(Node operand, int precedence) {
        Node left = operand;
        int chained = 0;
        while (precedence < tokens.head().infixPrecedence() && tokens.head().infixPrecedence() > 0) {
            Token operator = tokens.head();
            if (!operator.is("and") && !operator.is("or") && ++chained > CHAIN_MAX) {
                throw TokenReader.malformed("The statement is nested too deeply");
            }
            left = switch (operator.text()) {
                case "is", "is_not" -> type(left, operator);
                case "in", "not_in" -> negatable(operator, "in", List.of(left, candidates(operator)));
                case "between", "not_between" -> between(left, operator);
                case "like", "not_like" -> like(left, operator);
                default -> new Node.Operation(operator.text(), List.of(left, right(operator)), false, operator.place());
            };
        }
        return left;
    }

    private Node right(Token operator) {
        if (tokens.remaining() < 3) {
            throw TokenReader.malformed("Missing right-hand side expression of infix operator");
        }
        tokens.take();
        return expression(operator.infixPrecedence());
    }

    private static Node negatable(Token operator, String positive, List<Node> operands) {
        Node plain = new Node.Operation(positive, operands, false, operator.place());
        return operator.text().equals(positive)
                ? plain
                : new Node.Operation("not", List.of(plain), true, operator.place());
    }

    private Node type(Node left, Token operator) {
        tokens.take();
        Token name = tokens.head();
        List<Node> arguments = typeArguments(operator.text());
        Node plain = new Node.IsType(left, name.word(), arguments, operator.place());
        return operator.text().equals("is") ? plain : new Node.Operation("not", List.of(plain), true, operator.place());
    }

    /** The arguments of the type name that is next. */
    List<Node> typeArguments(String of) {
        String name = tokens.head().word();
        if (!Words.isType(name)) {
            throw TokenReader.malformed("Expected type name");
        }
        tokens.take();
        List<Node> arguments = List.of();
        if (tokens.takes(Token.Kind.LEFT_PAREN)) {
            arguments = tokens.commaList(this::expression);
            tokens.expect(Token.Kind.RIGHT_PAREN);
        }
        int most = Words.typeArgumentsMax(name);
        if (arguments.size() > most) {
            throw TokenReader.malformed(of + " type argument " + name + " must have arity of 0.." + most);
        }
        for (Node argument : arguments) {
            boolean isLength = argument instanceof Node.Numeral number
                    && number.value().signum() >= 0
                    && number.value().scale() == 0;
            if (!isLength) {
                throw TokenReader.malformed("Type parameter must be an unsigned integer literal");
            }
        }
        return arguments;
    }

    private Node candidates(Token operator) {
        boolean isList = tokens.ahead(1).kind() == Token.Kind.LEFT_PAREN
                && !tokens.ahead(2).is("select")
                && !tokens.ahead(2).is("values");
        if (!isList) {
            return right(operator);
        }
        tokens.take();
        tokens.take();
        List<Node> elements = tokens.commaList(this::expression);
        tokens.expect(Token.Kind.RIGHT_PAREN);
        return new Node.Sequence(Node.Brackets.TUPLE, elements, Place.NONE);
    }

    private Node between(Node left, Token operator) {
        Node low = right(operator);
        tokens.expectWord("and");
        if (tokens.isAtEnd()) {
            throw TokenReader.malformed("Expected expression after AND");
        }
        Node high = expression(operator.infixPrecedence());
        return negatable(operator, "between", List.of(left, low, high));
    }

    private Node like(Node left, Token operator) {
        List<Node> operands = new ArrayList<>(List.of(left, right(operator)));
        if (tokens.takes("escape")) {
            if (tokens.isAtEnd()) {
                throw TokenReader.malformed("Expected expression after ESCAPE");
            }
            operands.add(expression(operator.infixPrecedence()));
        }
        return negatable(operator, "like", operands);
    }

    private Node unary() {
        Token operator = tokens.head();
        if (!operator.isUnaryOperator()) {
            return path();
        }
        tokens.take();
        if (operator.text().equals("not")) {
            Node operand = expression(Words.NOT_PRECEDENCE);
            return new Node.Operation("not", List.of(operand), false, operator.place());
        }
        Node operand = tokens.nested(this::unary);
        if (operand instanceof Node.Numeral number) {
            return operator.text().equals("+")
                    ? number
                    : new Node.Numeral(number.value().negate(), number.place());
        }
        return new Node.Operation(operator.text(), List.of(operand), false, operator.place());
    }

    private Node path() {
        Node root = term();
        List<Node.Step> steps = new ArrayList<>();
        while (true) {
            if (tokens.takes(Token.Kind.DOT)) {
                steps.add(field(false));
            } else if (tokens.takes(Token.Kind.LEFT_BRACKET)) {
                steps.add(index());
            } else {
                return steps.isEmpty() ? root : new Node.Path(root, steps);
            }
        }
    }

    private Node.Step field(boolean simple) {
        Token token = tokens.head();
        if (token.kind().isName()) {
            tokens.take();
            return new Node.Step.Field(token.text(), token.place());
        }
        if (token.kind() == Token.Kind.STAR && !simple) {
            tokens.take();
            return new Node.Step.AllFields(token.place());
        }
        throw TokenReader.malformed(
                simple && token.kind() == Token.Kind.STAR
                        ? "Invalid path dot component for simple path"
                        : "Invalid path dot component");
    }

    private Node.Step index() {
        Token token = tokens.head();
        Node.Step step;
        if (tokens.takes(Token.Kind.STAR)) {
            step = new Node.Step.AllElements(token.place());
        } else {
            step = new Node.Step.Index(expression());
        }
        tokens.expect(Token.Kind.RIGHT_BRACKET);
        return step;
    }

    /** A name and steps by names and literals: what can be changed. */
    Node simplePath() {
        Token name = tokens.head();
        if (!name.kind().isName()) {
            throw TokenReader.malformed("Expected identifier for simple path");
        }
        tokens.take();
        List<Node.Step> steps = new ArrayList<>();
        while (true) {
            if (tokens.takes(Token.Kind.DOT)) {
                steps.add(field(true));
            } else if (tokens.takes(Token.Kind.LEFT_BRACKET)) {
                Node.Step step = index();
                boolean isSimple = step instanceof Node.Step.Index index
                        && (index.index() instanceof Node.Literal
                                || index.index() instanceof Node.Name
                                || index.index() instanceof Node.Missing);
                if (!isSimple) {
                    throw TokenReader.malformed("Invalid path component for simple path");
                }
                steps.add(step);
            } else {
                Node root = new Node.Name(name.text(), name.place());
                return steps.isEmpty() ? root : new Node.Path(root, steps);
            }
        }
    }

    private Node term() {
        if (changes.isNext()) {
            return changes.nested();
        }
        Token token = tokens.head();
        return switch (token.kind()) {
            case OPERATOR -> prefixed(token);
            case KEYWORD -> keyword(token);
            case LEFT_PAREN -> group(token);
            case LEFT_BRACKET -> sequence(Node.Brackets.LIST, Token.Kind.RIGHT_BRACKET);
            case LEFT_DOUBLE_ANGLE_BRACKET -> sequence(Node.Brackets.BAG, Token.Kind.RIGHT_DOUBLE_ANGLE_BRACKET);
            case LEFT_CURLY -> struct(token);
            case NAME, QUOTED_NAME ->
                tokens.ahead(1).kind() == Token.Kind.LEFT_PAREN ? functions.call() : name(tokens.take());
            case PARAMETER -> functions.parameter();
            case TEXT, NUMBER, BOOLEAN, NULL, MISSING, ION -> literal(tokens.take());
            default -> throw TokenReader.malformed("Unexpected term");
        };
    }

    static Node name(Token token) {
        return new Node.Name(token.text(), token.place());
    }

    static Node literal(Token token) {
        return switch (token.kind()) {
            case TEXT -> new Node.Text(token.text(), token.place());
            case NUMBER -> new Node.Numeral(token.number(), token.place());
            case BOOLEAN -> new Node.Bool(token.text().equals("true"), token.place());
            case NULL -> new Node.Null(token.place());
            case MISSING -> new Node.Missing(token.place());
            default -> {
                String source = token.text();
                yield new Node.Ion(IonLiteral.type(source.substring(1, source.length() - 1)), source, token.place());
            }
        };
    }

    private Node prefixed(Token operator) {
        if (!operator.text().equals("@")) {
            throw TokenReader.malformed("Unexpected operator");
        }
        if (!tokens.ahead(1).kind().isName()) {
            throw TokenReader.malformed("Identifier must follow @-operator");
        }
        tokens.take();
        return name(tokens.take());
    }

    private Node keyword(Token token) {
        return switch (token.text()) {
            case "select" -> {
                tokens.take();
                yield queries.select(token);
            }
            case "pivot" -> {
                tokens.take();
                yield queries.pivot(token);
            }
            case "values" -> {
                tokens.take();
                yield new Node.Sequence(Node.Brackets.VALUES, tokens.commaList(this::row), token.place());
            }
            default -> functions.keyword(token);
        };
    }

    private Node row() {
        Token open = tokens.head();
        if (open.kind() != Token.Kind.LEFT_PAREN) {
            throw TokenReader.malformed("Expected LEFT_PAREN for row value constructor");
        }
        tokens.take();
        List<Node> elements = tokens.commaList(this::expression);
        tokens.expect(Token.Kind.RIGHT_PAREN);
        return new Node.Sequence(Node.Brackets.TUPLE, elements, open.place());
    }

    private Node group(Token open) {
        tokens.take();
        List<Node> elements = tokens.commaList(this::expression);
        tokens.expect(Token.Kind.RIGHT_PAREN);
        return elements.size() == 1 ? elements.get(0) : new Node.Sequence(Node.Brackets.TUPLE, elements, open.place());
    }

    private Node sequence(Node.Brackets brackets, Token.Kind close) {
        Token open = tokens.take();
        List<Node> elements = List.of();
        if (tokens.head().kind() != close) {
            elements = tokens.commaList(this::expression);
        }
        tokens.expect(close);
        return new Node.Sequence(brackets, elements, open.place());
    }

    private Node struct(Token open) {
        tokens.take();
        List<Node.Struct.Entry> entries = List.of();
        if (tokens.head().kind() != Token.Kind.RIGHT_CURLY) {
            entries = tokens.commaList(() -> {
                Node key = expression();
                tokens.expect(Token.Kind.COLON);
                return new Node.Struct.Entry(key, expression());
            });
        }
        tokens.expect(Token.Kind.RIGHT_CURLY);
        return new Node.Struct(entries, open.place());
    }

    /** A function's name as it is called: the case of the letters does not matter. */
    static String functionName(Token name) {
        return name.text().toLowerCase(Locale.ROOT);
    }
}
