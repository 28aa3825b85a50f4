package io.itemql.sql.parse;

import io.itemql.error.ItemException;
import io.itemql.sql.parser.ItemQlParserConstants;
import io.itemql.sql.parser.Token;
import io.itemql.sql.parser.TokenMgrError;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds places of one statement in another that has the same tokens but other white space: statements with one
 * {@link Fingerprint} share a plan, which was made of the first one's text.
 */
public final class Counterparts {
    private Counterparts() {}

    /**
     * A failure with its place in another text.
     *
     * @param failure whose place, if it has one, is in {@code from}
     * @param from the text that was planned
     * @param to the text that the user knows
     */
    public static ItemException moved(ItemException failure, String from, String to) {
        if (failure.line() == 0 || from.equals(to)) {
            return failure;
        }
        List<Token> before = tokens(from);
        List<Token> after = tokens(to);
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            Token token = before.get(i);
            if (token.beginLine == failure.line() && token.beginColumn == failure.column()) {
                return failure.movedTo(after.get(i).beginLine, after.get(i).beginColumn);
            }
        }
        return failure;
    }

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        try {
            var source = StatementParser.tokens(text);
            for (Token token = source.getNextToken();
                    token.kind != ItemQlParserConstants.EOF;
                    token = source.getNextToken()) {
                tokens.add(token);
            }
        } catch (TokenMgrError e) {
            // A text with a plan was read to its end before; without that the place stays as it is.
            return List.of();
        }
        return tokens;
    }
}
