package io.itemql.sql.dynamodb;

import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.sql.dynamodb.statement.ParsedStatement;
import io.itemql.sql.dynamodb.statement.StatementChecker;
import io.itemql.sql.parse.Fingerprint;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a statement of the service may share its plan with those that differ from it in literals only. The fingerprint
 * was made for SQL, so it is held against what the service makes of the same text.
 */
public final class LiftedStatement {
    private LiftedStatement() {}

    /**
     * False where the two languages cut a text into other tokens, so that a fingerprint may be that of another statement:
     * only SQL has comments behind two slashes, and only SQL takes every control character for white space.
     */
    public static boolean isReadAlike(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isBlank = c == ' ' || (c >= '\t' && c <= '\r');
            if ((c < ' ' && !isBlank) || (c == '/' && i + 1 < text.length() && text.charAt(i + 1) == '/')) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a statement that the service takes means the same with parameters in place of its literals. The type of each
     * literal is part of the fingerprint, so this holds for all statements that have it.
     */
    public static boolean isSame(String text, Fingerprint fingerprint) {
        List<AttributeValue> values = new ArrayList<>();
        for (Fingerprint.Parameter parameter : fingerprint.parameters()) {
            if (!(parameter instanceof Fingerprint.Lifted lifted)) {
                return false;
            }
            values.add(lifted.value());
        }
        try {
            return StatementChecker.check(ParsedStatement.of(fingerprint.sql()), values)
                    .equals(StatementChecker.check(ParsedStatement.of(text), List.of()));
        } catch (ItemException e) {
            // The service takes literals in places where it takes no parameters.
            return false;
        }
    }
}
