package io.itemql.sql.parser;

import java.util.HashMap;
import java.util.Map;

/**
 * What {@link ReservedWordNames} knows about each kind of token: whether it can be a name, and whether a name can
 * stand behind or before it. The words are listed as they are written; a word that is no token stops the class
 * from loading, so a list cannot rot when the grammar changes.
 */
final class TokenClasses implements ItemQlParserConstants {
    /** A name only in quotes or after a dot. */
    static final byte NO_NAME = 0;

    /** A function and nothing else: always a name. */
    static final byte FUNCTION = 1;

    /** A name where the neighbours leave no other reading. */
    static final byte CONTEXT = 2;

    /** A keyword before BY only. */
    static final byte ORDER_OR_GROUP = 3;

    /** A keyword before a literal, a parenthesis and as a type. */
    static final byte DATE_OR_TIME = 4;

    /** VALUE, which has rules of its own. */
    static final byte VALUE_WORD = 5;

    private static final String FUNCTIONS =
            """
            ABS AVG CARDINALITY CHARACTER_LENGTH CHAR_LENGTH COALESCE COLLECT COUNT COVAR_POP COVAR_SAMP CUME_DIST
            DENSE_RANK ELEMENT EVERY EXP FIRST_VALUE FUSION INTERSECTION LAG LAST_VALUE LEAD LN LOWER MAX MIN MOD
            NTH_VALUE NTILE NULLIF OCTET_LENGTH PERCENT_RANK POWER RANK REGR_COUNT REGR_SXX REGR_SYY ROW_NUMBER
            SQRT STDDEV_POP STDDEV_SAMP SUM UPPER USER VAR_POP VAR_SAMP""";

    private static final String BY_CONTEXT =
            """
            ALLOW ALTER ANY ARRAY ASOF ASYMMETRIC AT BIGINT BINARY BOOLEAN CALL CAST CEIL CEILING CHAR CHARACTER
            CHECK CLASSIFIER COLLATE COLUMN CONSTRAINT CONTAINS CONVERT CREATE CROSS CUBE CURRENT CURSOR DAY DEC
            DECIMAL DEFINE DELETE DESCRIBE DISALLOW DOUBLE DROP EMPTY END EQUALS ESCAPE EXPLAIN EXTEND EXTRACT
            FETCH FILTER FLOAT FLOOR FOR FOREIGN FRIDAY FULL GROUPING HOUR INNER INSERT INT INTEGER INTERVAL JSON_SCOPE
            LATERAL LEFT LOCAL MATCH MEASURE MEASURES MEMBER MERGE MINUTE MONDAY MONTH MULTISET NATURAL NEW NEXT NO
            NUMERIC OF OFFSET ONE ONLY ORDINAL OUTER OVER OVERLAPS OVERLAY PARTITION PATTERN PER PERIOD PERMUTE
            POSITION PRECEDES PRECISION PREV PRIMARY QUALIFY RANGE REAL RECURSIVE REFERENCES REMOVE RESET RIGHT
            ROLLUP ROW ROWS RUNNING SATURDAY SECOND SET SIMILAR SKIP SMALLINT SOME SPECIFIC STREAM SUBMULTISET
            SUBSET SUBSTRING SUCCEEDS SUNDAY SYMMETRIC SYSTEM SYSTEM_TIME TABLE TABLESAMPLE THURSDAY TINYINT TO
            TRANSLATE TRIM TRUNCATE TUESDAY UESCAPE UNION UNIQUE UNNEST UNSIGNED UPDATE UPSERT USING VARBINARY
            VARCHAR VARIANT VARYING WEDNESDAY WINDOW WITHIN WITHOUT YEAR""";

    /** Tokens after which an operand, a table or a path begins. */
    private static final String BEFORE_NAME =
            """
            , ( [ << : = <> != < > <= >= + - * / || % -> ->> #> #>> ~ ~* !~ !~* SELECT DISTINCT ALL VALUE WHERE HAVING ON AND OR NOT BY SET
            REMOVE WHEN THEN ELSE CASE BETWEEN LIKE RETURNING AS FROM JOIN INTO UPDATE TABLE INDEX VIEW""";

    /** Tokens that can follow a whole operand. */
    private static final String AFTER_NAME =
            """
            , ) ] } = <> != < > <= >= + - / || % :: -> ->> #> #>> ~ ~* !~ !~* . [ AS IS IN BETWEEN LIKE AND OR FROM WHERE HAVING GROUP ORDER
            LIMIT OFFSET UNION EXCEPT INTERSECT SET REMOVE RETURNING ASC DESC ON JOIN VALUES ; <EOF>""";

    /** Functions with a grammar of their own inside the parentheses: units of time and VALUE are keywords there. */
    private static final String SPECIAL_CALLS =
            """
            EXTRACT TRIM TIMESTAMPADD TIMESTAMPDIFF TIMESTAMP_DIFF TIMESTAMP_TRUNC DATE_DIFF DATE_TRUNC
            DATETIME_DIFF DATETIME_TRUNC TIME_DIFF TIME_TRUNC JSON_OBJECT JSON_OBJECTAGG JSON_VALUE JSON_QUERY
            JSON_EXISTS""";

    /** Keywords have the token kinds from here ... */
    private static final int FIRST_KEYWORD = A;

    /** ... to here: the last entry of "keywords" in config.fmpp. */
    private static final int LAST_KEYWORD = TUPLE;

    private static final int BEGINS_OPERAND = 8;
    private static final int ENDS_OPERAND = 16;
    private static final int SPECIAL_CALL = 32;
    private static final int WORD_CLASS = 7;

    private static final byte[] CLASSES = classes();

    private TokenClasses() {}

    static boolean isKeyword(int kind) {
        return kind >= FIRST_KEYWORD && kind <= LAST_KEYWORD;
    }

    static byte wordClass(int kind) {
        return (byte) (CLASSES[kind] & WORD_CLASS);
    }

    static boolean beginsOperand(int kind) {
        return (CLASSES[kind] & BEGINS_OPERAND) != 0;
    }

    static boolean endsOperand(int kind) {
        return (CLASSES[kind] & ENDS_OPERAND) != 0;
    }

    static boolean isSpecialCall(int kind) {
        return (CLASSES[kind] & SPECIAL_CALL) != 0;
    }

    private static byte[] classes() {
        Map<String, Integer> kinds = new HashMap<>(tokenImage.length * 2);
        for (int kind = 0; kind < tokenImage.length; kind++) {
            kinds.putIfAbsent(tokenImage[kind].replace("\"", ""), kind);
        }
        byte[] classes = new byte[tokenImage.length];
        mark(classes, kinds, FUNCTIONS, FUNCTION);
        mark(classes, kinds, BY_CONTEXT, CONTEXT);
        mark(classes, kinds, "ORDER GROUP", ORDER_OR_GROUP);
        mark(classes, kinds, "DATE TIME TIMESTAMP DATETIME UUID", DATE_OR_TIME);
        mark(classes, kinds, "VALUE", VALUE_WORD);
        mark(classes, kinds, BEFORE_NAME, BEGINS_OPERAND);
        mark(classes, kinds, AFTER_NAME, ENDS_OPERAND);
        mark(classes, kinds, SPECIAL_CALLS, SPECIAL_CALL);
        return classes;
    }

    private static void mark(byte[] classes, Map<String, Integer> kinds, String words, int mark) {
        int start = 0;
        while (start < words.length()) {
            int end = start;
            while (end < words.length() && words.charAt(end) > ' ') {
                end++;
            }
            if (end > start) {
                classes[kinds.get(words.substring(start, end))] |= (byte) mark;
            }
            start = end + 1;
        }
    }
}
