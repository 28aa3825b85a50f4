package io.itemql.sql.dynamodb.syntax;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The words that the service's grammar knows, and how strongly its operators bind. */
final class Words {
    /** Of everything between SELECT and the end of its clauses: set operators bind looser. */
    static final int SELECT_PRECEDENCE = 6;
    /** The longest chain of words that makes one token. */
    static final int MERGED_MAX = 4;

    private static final Set<String> KEYWORDS = Set.of((
            // SQL-92
            "absolute action add all allocate alter any are assertion authorization avg begin bit bit_length"
                    + " cascade cascaded case cast catalog char char_length character character_length check close"
                    + " coalesce collate collation column commit connect connection constraint constraints continue"
                    + " convert corresponding count create cross current current_date current_time"
                    + " current_timestamp current_user cursor date date_add date_diff deallocate dec decimal declare"
                    + " default deferrable deferred delete describe descriptor diagnostics disconnect distinct"
                    + " domain double drop else end end-exec escape exception exec execute exists external extract"
                    + " fetch first float foreign found from full get global go goto grant group having identity"
                    + " immediate indicator initially inner input insensitive insert int integer interval into"
                    + " isolation join key language last left level local lower match max min module names"
                    + " national natural nchar next no nullif numeric octet_length of on only open option order"
                    + " outer output overlaps pad partial position precision prepare preserve primary prior"
                    + " privileges procedure public read real references relative restrict revoke right rollback"
                    + " rows schema scroll section select session session_user set size smallint some space sql sqlcode"
                    + " sqlerror sqlstate substring sum system_user table temporary then time timestamp to"
                    + " transaction translate translation trim unique unknown update upper usage user using value"
                    + " values varchar varying view when whenever where with work write zone"
                    // PartiQL
                    + " bag bigint blob bool boolean can_cast can_lossless_cast clob conflict do index int2 int4"
                    + " int8 integer2 integer4 integer8 let limit list modified new nothing offset old pivot remove"
                    + " returning sexp string struct symbol tuple unpivot")
            .split(" "));

    private static final Map<String, String> TYPE_ALIASES = Map.of(
            "varchar", "character_varying",
            "char", "character",
            "dec", "decimal",
            "int", "integer",
            "int2", "smallint",
            "integer2", "smallint",
            "int4", "integer4",
            "int8", "integer8",
            "bigint", "integer8",
            "bool", "boolean");

    private static final Set<String> WORD_OPERATORS =
            Set.of("and", "or", "not", "is", "in", "union", "except", "intersect", "between", "like");

    private static final Map<String, String> MERGED = Map.ofEntries(
            Map.entry("not in", "not_in"),
            Map.entry("is not", "is_not"),
            Map.entry("not between", "not_between"),
            Map.entry("not like", "not_like"),
            Map.entry("intersect all", "intersect_all"),
            Map.entry("except all", "except_all"),
            Map.entry("union all", "union_all"),
            Map.entry("character varying", "character_varying"),
            Map.entry("double precision", "double_precision"),
            Map.entry("cross join", "cross_join"),
            Map.entry("inner join", "inner_join"),
            Map.entry("inner cross join", "cross_join"),
            Map.entry("left join", "left_join"),
            Map.entry("left outer join", "left_join"),
            Map.entry("left cross join", "left_cross_join"),
            Map.entry("left outer cross join", "left_cross_join"),
            Map.entry("right join", "right_join"),
            Map.entry("right outer join", "right_join"),
            Map.entry("right cross join", "right_cross_join"),
            Map.entry("right outer cross join", "right_cross_join"),
            Map.entry("full join", "outer_join"),
            Map.entry("outer join", "outer_join"),
            Map.entry("full outer join", "outer_join"),
            Map.entry("full cross join", "outer_cross_join"),
            Map.entry("outer cross join", "outer_cross_join"),
            Map.entry("full outer cross join", "outer_cross_join"),
            Map.entry("insert into", "insert_into"),
            Map.entry("on conflict", "on_conflict"),
            Map.entry("do nothing", "do_nothing"),
            Map.entry("modified old", "modified_old"),
            Map.entry("modified new", "modified_new"),
            Map.entry("all old", "all_old"),
            Map.entry("all new", "all_new"));

    /** The last words of them. */
    private static final Set<String> MERGED_ENDS = MERGED.keySet().stream()
            .map(words -> words.substring(words.lastIndexOf(' ') + 1))
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, Integer> PRECEDENCE = Map.ofEntries(
            Map.entry("intersect", 5),
            Map.entry("intersect_all", 5),
            Map.entry("except", 5),
            Map.entry("except_all", 5),
            Map.entry("union", 5),
            Map.entry("union_all", 5),
            Map.entry("or", 10),
            Map.entry("and", 20),
            Map.entry("=", 40),
            Map.entry("<>", 40),
            Map.entry("is", 40),
            Map.entry("is_not", 40),
            Map.entry("in", 40),
            Map.entry("not_in", 40),
            Map.entry("<", 50),
            Map.entry("<=", 50),
            Map.entry(">", 50),
            Map.entry(">=", 50),
            // Above AND, which is a part of BETWEEN.
            Map.entry("between", 50),
            Map.entry("not_between", 50),
            Map.entry("like", 50),
            Map.entry("not_like", 50),
            Map.entry("+", 60),
            Map.entry("-", 60),
            Map.entry("||", 60),
            Map.entry("*", 70),
            Map.entry("/", 70),
            Map.entry("%", 70));

    /** NOT binds looser than the comparisons to its right. */
    static final int NOT_PRECEDENCE = 30;

    /** Type names and the most arguments that each takes. */
    private static final Map<String, Integer> TYPES = Map.ofEntries(
            Map.entry("missing", 0),
            Map.entry("null", 0),
            Map.entry("boolean", 0),
            Map.entry("smallint", 0),
            Map.entry("integer4", 0),
            Map.entry("integer8", 0),
            Map.entry("integer", 0),
            Map.entry("float", 1),
            Map.entry("real", 0),
            Map.entry("double_precision", 0),
            Map.entry("decimal", 2),
            Map.entry("numeric", 2),
            Map.entry("timestamp", 0),
            Map.entry("date", 0),
            Map.entry("time", 1),
            Map.entry("character", 1),
            Map.entry("character_varying", 1),
            Map.entry("string", 0),
            Map.entry("symbol", 0),
            Map.entry("clob", 0),
            Map.entry("blob", 0),
            Map.entry("struct", 0),
            Map.entry("tuple", 0),
            Map.entry("list", 0),
            Map.entry("sexp", 0),
            Map.entry("bag", 0),
            Map.entry("any", 0));

    /** Keywords that are function names where a parenthesis follows. */
    static final Set<String> FUNCTIONS = Set.of(
            "exists",
            "count",
            "avg",
            "max",
            "min",
            "sum",
            "char_length",
            "character_length",
            "octet_length",
            "bit_length",
            "upper",
            "lower",
            "size",
            "sexp",
            "list",
            "bag");

    static final Set<String> AGGREGATES = Set.of("count", "avg", "max", "min", "sum");

    /** Keywords that begin a change of items. */
    static final Set<String> CHANGES = Set.of("insert_into", "set", "remove");

    /** Keywords that a select list cannot begin with. */
    static final Set<String> NOT_IN_SELECT_LIST =
            Set.of("insert_into", "set", "remove", "update", "delete", "select", "from", "where");

    static final Set<String> DATE_PARTS =
            Set.of("year", "month", "day", "hour", "minute", "second", "timezone_hour", "timezone_minute");

    static final Set<String> TRIM_SIDES = Set.of("both", "leading", "trailing");

    private Words() {}

    /** The token that an unquoted word is. */
    static Token token(String text, String lower, Place place) {
        if (WORD_OPERATORS.contains(lower)) {
            return new Token(Token.Kind.OPERATOR, lower, place);
        }
        return switch (lower) {
            case "as" -> new Token(Token.Kind.AS, lower, place);
            case "at" -> new Token(Token.Kind.AT, lower, place);
            case "by" -> new Token(Token.Kind.BY, lower, place);
            case "for" -> new Token(Token.Kind.FOR, lower, place);
            case "asc" -> new Token(Token.Kind.ASC, lower, place);
            case "desc" -> new Token(Token.Kind.DESC, lower, place);
            case "null" -> new Token(Token.Kind.NULL, lower, place);
            case "missing" -> new Token(Token.Kind.MISSING, lower, place);
            case "true", "false" -> new Token(Token.Kind.BOOLEAN, lower, place);
            default ->
                KEYWORDS.contains(lower)
                        ? new Token(Token.Kind.KEYWORD, TYPE_ALIASES.getOrDefault(lower, lower), place)
                        : new Token(Token.Kind.NAME, text, place);
        };
    }

    /** True if an unquoted name of this spelling would not be a name. */
    static boolean isReserved(String lower) {
        return token(lower, lower, Place.NONE).kind() != Token.Kind.NAME;
    }

    /** True if a token can be the last of several words that make one token. */
    static boolean endsMerged(Token token) {
        return MERGED_ENDS.contains(token.word());
    }

    /** The one word that some words in a row are; null if they stay apart. */
    static String merged(List<Token> tokens) {
        StringBuilder words = new StringBuilder();
        for (Token token : tokens) {
            if (token.word().isEmpty()) {
                return null;
            }
            words.append(words.isEmpty() ? "" : " ").append(token.word());
        }
        return MERGED.get(words.toString());
    }

    static int precedence(String operator) {
        return PRECEDENCE.getOrDefault(operator, 0);
    }

    static boolean isOperator(String merged) {
        return PRECEDENCE.containsKey(merged);
    }

    static boolean isType(String word) {
        return TYPES.containsKey(word);
    }

    static int typeArgumentsMax(String type) {
        return TYPES.get(type);
    }
}
