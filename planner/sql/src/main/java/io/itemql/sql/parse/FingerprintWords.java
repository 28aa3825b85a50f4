package io.itemql.sql.parse;

/**
 * The keywords that tell a {@link FingerprintScanner} where in a statement it is, in a table that is searched with a
 * hash computed while the word is read.
 */
final class FingerprintWords {
    static final int NAME = 0;
    static final int SELECT = 1;
    static final int INSERT = 2;
    static final int UPDATE = 3;
    static final int DELETE = 4;
    static final int WITH = 5;
    static final int FROM = 6;

    /** WHERE: a condition starts. */
    static final int WHERE = 7;

    /** ON: a join's condition starts. */
    static final int ON = 8;

    static final int AND = 9;
    static final int OR = 10;
    static final int NOT = 11;
    static final int BETWEEN = 12;
    static final int IN = 13;
    static final int SET = 14;

    /** A word that ends the clause before it; what follows is not searched for values. */
    static final int OTHER_CLAUSE = 15;

    /** A word that ends a join's condition; what follows belongs to FROM. */
    static final int JOIN = 16;

    static final int VALUES = 17;
    static final int VALUE = 18;
    static final int BOOLEAN = 19;

    /** A word that is a value or starts one: not an attribute. */
    static final int CONSTANT = 20;

    static final int DISTINCT = 21;

    private static final int SIZE = 256;
    private static final char[][] WORDS = new char[SIZE][];
    private static final byte[] MEANINGS = new byte[SIZE];

    static {
        put(SELECT, "select");
        put(INSERT, "insert", "upsert", "replace");
        put(UPDATE, "update");
        put(DELETE, "delete");
        put(WITH, "with");
        put(FROM, "from");
        put(WHERE, "where");
        put(ON, "on");
        put(AND, "and");
        put(OR, "or");
        put(NOT, "not");
        put(BETWEEN, "between");
        put(IN, "in");
        put(SET, "set");
        put(OTHER_CLAUSE, "order", "group", "having", "limit", "offset", "fetch", "window", "qualify", "union");
        put(OTHER_CLAUSE, "intersect", "except", "minus", "returning", "remove", "add", "for");
        put(JOIN, "join", "inner", "left", "right", "full", "cross", "natural");
        put(VALUES, "values");
        put(VALUE, "value");
        put(BOOLEAN, "true", "false");
        put(CONSTANT, "null", "missing", "unknown", "default", "current_date", "current_time", "current_timestamp");
        put(CONSTANT, "current_user", "current_role", "current_path", "current_schema", "current_catalog");
        put(CONSTANT, "localtime", "localtimestamp", "session_user", "system_user", "case", "exists", "cast");
        put(CONSTANT, "interval", "row", "array", "unique", "any", "all", "some", "new");
        put(DISTINCT, "distinct");
    }

    private FingerprintWords() {}

    /** The hash of a word is built from its characters in any case. */
    static int hash(int hash, char c) {
        return hash * 31 + (c | 0x20);
    }

    /** Returns what the word from start to end means. */
    static int meaning(char[] text, int start, int end, int hash) {
        int slot = (hash ^ (hash >>> 8)) & (SIZE - 1);
        while (WORDS[slot] != null) {
            if (matches(WORDS[slot], text, start, end)) {
                return MEANINGS[slot];
            }
            slot = (slot + 1) & (SIZE - 1);
        }
        return NAME;
    }

    private static boolean matches(char[] word, char[] text, int start, int end) {
        if (word.length != end - start) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            char c = text[start + i];
            if (c != word[i] && (c < 'A' || c > 'Z' || (c | 0x20) != word[i])) {
                return false;
            }
        }
        return true;
    }

    private static void put(int meaning, String... words) {
        for (String word : words) {
            int hash = 0;
            for (int i = 0; i < word.length(); i++) {
                hash = hash(hash, word.charAt(i));
            }
            int slot = (hash ^ (hash >>> 8)) & (SIZE - 1);
            while (WORDS[slot] != null) {
                slot = (slot + 1) & (SIZE - 1);
            }
            WORDS[slot] = word.toCharArray();
            MEANINGS[slot] = (byte) meaning;
        }
    }

    /** Whether an operand that stands before this word ends there. */
    static boolean endsOperand(int meaning) {
        return switch (meaning) {
            case AND, OR, WHERE, SET, OTHER_CLAUSE, JOIN, DELETE -> true;
            default -> false;
        };
    }

    /** Whether literals are lifted from statements that start with this word. */
    static boolean startsLiftable(int meaning) {
        return switch (meaning) {
            case SELECT, WITH, INSERT, UPDATE, DELETE -> true;
            default -> false;
        };
    }
}
