package io.itemql.sql.dynamodb.syntax;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;

/**
 * Reads statements: from the text to the tree, by recursive descent with precedence climbing. What is malformed and how
 * it is told follows the parser that the service uses.
 *
 * <p>A parser of its own, beside the one for SQL, because the two languages differ from the first character on: which
 * words are names, what a number is, where a comment begins, and in which order faults are found.
 */
public final class Parser {
    private final TokenReader tokens;
    private final ChangeParser changes;
    private final ExpressionParser expressions;

    private Parser(String text) {
        tokens = new TokenReader(Lexer.tokens(text));
        changes = new ChangeParser(tokens);
        expressions = new ExpressionParser(tokens, changes);
        changes.use(expressions);
    }

    /**
     * A parser of one statement.
     *
     * @throws ItemException with {@link ErrorCode#STATEMENT_MALFORMED} if a character cannot begin or end a token
     */
    public static Parser of(String text) {
        return new Parser(text);
    }

    /** How many {@code ?} were read. */
    public int parameterCount() {
        return tokens.parameterCount();
    }

    /**
     * Reads the statement, with or without a semicolon behind it. Called once.
     *
     * @throws ItemException with {@link ErrorCode#STATEMENT_MALFORMED}
     */
    public Statement statement() {
        Statement statement =
                changes.isNext() ? changes.statement() : new Statement.Expression(expressions.expression());
        if (!tokens.isAtEnd()) {
            throw TokenReader.malformed(
                    tokens.head().kind() == Token.Kind.SEMICOLON
                            ? "Unexpected token after semicolon. (Only one query is allowed.)"
                            : "Unexpected token after expression");
        }
        changes.checkNothingNested();
        return statement;
    }
}
