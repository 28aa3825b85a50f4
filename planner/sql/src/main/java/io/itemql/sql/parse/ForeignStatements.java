package io.itemql.sql.parse;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.parser.ItemQlParserConstants;
import io.itemql.sql.parser.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Statements of other databases that ItemQL does not have: known by their first words, so that whoever sends one is told what
 * is missing rather than which word was not expected.
 */
final class ForeignStatements {
    private static final String NO_PROCEDURES = ": there are no stored procedures";
    private static final String ONE_SCHEMA = ": all tables are in the schema main, which is always there";
    private static final String NO_USERS = ": there are no users and no rights of tables";
    private static final String SETTINGS = ": settings are options of the URL, or methods of the connection";
    private static final String SAVEPOINTS = ": use setSavepoint() and rollback(Savepoint) of the connection";

    /** Why a statement that starts with a word is none. */
    private static final Map<String, String> BY_FIRST = Map.ofEntries(
            Map.entry("CALL", NO_PROCEDURES),
            Map.entry("EXEC", NO_PROCEDURES),
            Map.entry("EXECUTE", NO_PROCEDURES),
            Map.entry("DECLARE", NO_PROCEDURES),
            Map.entry("COMMENT", ": the store keeps no comments"),
            Map.entry("GRANT", NO_USERS),
            Map.entry("REVOKE", NO_USERS),
            Map.entry("SET", SETTINGS),
            Map.entry("RESET", SETTINGS),
            Map.entry("USE", ONE_SCHEMA),
            Map.entry("SHOW", ": tables and columns are in the schema system and in the metadata of the connection"),
            Map.entry("DESCRIBE", ": columns are in the metadata of the connection; the prompt has \\d"),
            Map.entry("MERGE", ": UPSERT INTO writes an item whether it is there or not"),
            Map.entry("LOCK", ": transactions are checked when they commit, and nothing is locked"),
            Map.entry("VACUUM", ": space is reclaimed while the store runs"),
            Map.entry("SAVEPOINT", SAVEPOINTS),
            Map.entry("RELEASE", SAVEPOINTS));

    /** Why things of other databases cannot be created, altered or dropped. */
    private static final Map<String, String> BY_THING = Map.ofEntries(
            Map.entry("SCHEMA", ONE_SCHEMA),
            Map.entry("DATABASE", ONE_SCHEMA),
            Map.entry("SEQUENCE", ": no numbers are made; a table without a key has a hidden one that is"),
            Map.entry("TEMPORARY", ": a table lives in the store; jdbc:itemql:mem: is a store of its own"),
            Map.entry("TEMP", ": a table lives in the store; jdbc:itemql:mem: is a store of its own"),
            Map.entry("MATERIALIZED", ": CREATE VIEW makes a view that is computed when it is read"),
            Map.entry("TRIGGER", ": there are no triggers"),
            Map.entry("FUNCTION", ": there are no functions of users"),
            Map.entry("PROCEDURE", NO_PROCEDURES),
            Map.entry("USER", NO_USERS),
            Map.entry("ROLE", NO_USERS),
            Map.entry("TYPE", ": there are no types of users"),
            Map.entry("DOMAIN", ": there are no types of users"));

    private ForeignStatements() {}

    /** The refusal of a statement of another database; empty for any other text. */
    static Optional<ItemException> refusal(List<Token> tokens) {
        List<String> words = new ArrayList<>();
        int start = isCallEscape(tokens);
        for (int i = start; i < tokens.size() && words.size() < 4; i++) {
            words.add(tokens.get(i).image.toUpperCase(Locale.ROOT));
        }
        String first = words.get(0);
        boolean alone =
                words.size() < 2 || words.get(1).isEmpty() || words.get(1).equals(";");
        if (BY_FIRST.containsKey(first) && !alone) {
            return Optional.of(refusal(first, BY_FIRST.get(first), tokens.get(start)));
        }
        if (first.equals("ROLLBACK") && words.contains("TO")) {
            return Optional.of(refusal("ROLLBACK TO", SAVEPOINTS, tokens.get(start)));
        }
        if (first.equals("CREATE") || first.equals("DROP") || first.equals("ALTER")) {
            for (String word : words.subList(1, words.size())) {
                if (BY_THING.containsKey(word)) {
                    return Optional.of(refusal(first + " " + word, BY_THING.get(word), tokens.get(start)));
                }
                if (!isBefore(word)) {
                    break;
                }
            }
        }
        return makesTableOfQuery(tokens)
                ? Optional.of(refusal(
                        "CREATE TABLE AS",
                        ": a table needs a key; create it, then INSERT INTO it the query",
                        tokens.get(start)))
                : Optional.empty();
    }

    /** The words that may stand between CREATE and what is created. */
    private static boolean isBefore(String word) {
        return switch (word) {
            case "OR", "REPLACE", "GLOBAL", "LOCAL", "CONSTRAINT" -> true;
            default -> false;
        };
    }

    /** Where {@code {call p(1)}} and {@code {? = call p(1)}} say so; 0 for other texts. */
    private static int isCallEscape(List<Token> tokens) {
        if (tokens.get(0).kind != ItemQlParserConstants.LBRACE) {
            return 0;
        }
        for (int i = 1; i < Math.min(tokens.size(), 4); i++) {
            if (tokens.get(i).image.equalsIgnoreCase("CALL")) {
                return i;
            }
        }
        return 0;
    }

    private static boolean makesTableOfQuery(List<Token> tokens) {
        if (tokens.size() < 4
                || tokens.get(0).kind != ItemQlParserConstants.CREATE
                || tokens.get(1).kind != ItemQlParserConstants.TABLE) {
            return false;
        }
        for (int i = 3; i < Math.min(tokens.size(), 9); i++) {
            int kind = tokens.get(i).kind;
            if (kind == ItemQlParserConstants.AS) {
                return true;
            }
            if (kind == ItemQlParserConstants.LPAREN) {
                return false;
            }
        }
        return false;
    }

    private static ItemException refusal(String what, String why, Token at) {
        return new ItemException(ErrorCode.UNSUPPORTED, what, why).at(at.beginLine, at.beginColumn);
    }
}
