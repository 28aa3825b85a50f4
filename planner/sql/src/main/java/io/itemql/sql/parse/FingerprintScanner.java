package io.itemql.sql.parse;

import static io.itemql.sql.parse.FingerprintWords.AND;
import static io.itemql.sql.parse.FingerprintWords.BETWEEN;
import static io.itemql.sql.parse.FingerprintWords.CONSTANT;
import static io.itemql.sql.parse.FingerprintWords.DELETE;
import static io.itemql.sql.parse.FingerprintWords.DISTINCT;
import static io.itemql.sql.parse.FingerprintWords.FROM;
import static io.itemql.sql.parse.FingerprintWords.IN;
import static io.itemql.sql.parse.FingerprintWords.INSERT;
import static io.itemql.sql.parse.FingerprintWords.JOIN;
import static io.itemql.sql.parse.FingerprintWords.NAME;
import static io.itemql.sql.parse.FingerprintWords.NOT;
import static io.itemql.sql.parse.FingerprintWords.ON;
import static io.itemql.sql.parse.FingerprintWords.OR;
import static io.itemql.sql.parse.FingerprintWords.OTHER_CLAUSE;
import static io.itemql.sql.parse.FingerprintWords.SELECT;
import static io.itemql.sql.parse.FingerprintWords.SET;
import static io.itemql.sql.parse.FingerprintWords.UPDATE;
import static io.itemql.sql.parse.FingerprintWords.WHERE;
import static io.itemql.sql.parse.FingerprintWords.WITH;

import java.util.Arrays;

/**
 * Reads a statement once and makes its {@link Fingerprint}.
 *
 * <p>Three things are known at each token: the clause it is in, per bracket (a frame); what the bracket is for; and the
 * state of the operand that is being read. A literal is remembered when the state allows one, and is lifted when the
 * token behind it shows that it was the whole operand: in {@code a = 5 + b} it was not.
 *
 * <pre>
 * WHERE  a  .b  =      5         AND
 * START  PATH   VALUE  PENDING   lifted; START
 * </pre>
 *
 * <p>Used once, by one thread.
 */
final class FingerprintScanner {
    /** Ints per parameter: start, end and type of a literal, or -1, -1 and the index of a given parameter. */
    static final int SOURCE = 3;

    /** The types of literals are their marks in the key: characters that no statement contains. */
    static final int TEXT = 1;

    static final int NUMBER = 2;
    static final int BOOLEAN_VALUE = 3;

    private static final int DEPTH_MAX = 64;
    private static final int DIGITS_MAX = 38;

    // States of the operand.
    private static final int OTHER = 0;
    private static final int START = 1;
    private static final int PATH = 2;
    private static final int VALUE_STATE = 3;
    private static final int LOW = 4;
    private static final int AFTER_LOW = 5;
    private static final int LIST_OPENS = 6;
    private static final int ITEM = 7;
    private static final int ELEMENT = 8;

    // Clauses.
    private static final int PLAIN = 0;
    private static final int CONDITION = 1;
    private static final int ASSIGNMENTS = 2;
    private static final int ROWS = 3;
    private static final int FROZEN = 4;

    // What brackets are for.
    private static final byte GROUP = 0;
    private static final byte VALUES_LIST = 1;
    private static final byte TUPLE = 2;
    private static final byte STEP = 3;
    private static final byte BAG = 4;
    private static final byte BAG_OF_VALUES = 5;

    private final String text;
    private final char[] in;
    private final char[] out;
    private int at;
    private int written;
    private boolean blank;

    private final byte[] frames = new byte[DEPTH_MAX];
    private final byte[] clauses = new byte[DEPTH_MAX];
    private final boolean[] frozen = new boolean[DEPTH_MAX];
    private int depth;

    private int state = OTHER;
    private int statement;
    private int lastWord = -1;
    private boolean afterDot;
    private boolean afterName;
    private boolean afterComma;
    private boolean doubt;

    private int pendingMark = -1;
    private int pendingStart;
    private int pendingEnd;
    private int pendingType;

    private int[] sources = new int[8 * SOURCE];
    private int count;
    private int given;
    private int lifted;

    FingerprintScanner(String text) {
        this.text = text;
        this.in = text.toCharArray();
        this.out = new char[in.length + 2];
    }

    Fingerprint scan() {
        while (at < in.length && !doubt) {
            token();
        }
        if (!doubt && depth == 0) {
            settle(true);
        }
        if (doubt || depth != 0 || lifted == 0) {
            return new Fingerprint(text, text, doubt ? new int[0] : Arrays.copyOf(sources, count), 0);
        }
        return new Fingerprint(text, new String(out, 0, written), Arrays.copyOf(sources, count), lifted);
    }

    private void token() {
        char c = in[at];
        if (c <= ' ') {
            blank = true;
            at++;
        } else if (isNameStart(c)) {
            word();
        } else if (c >= '0' && c <= '9') {
            number(at);
        } else {
            sign(c);
        }
    }

    private void sign(char c) {
        char next = at + 1 < in.length ? in[at + 1] : ' ';
        switch (c) {
            case '\'' -> string();
            case '"' -> quotedName();
            case '?' -> parameter();
            case '.' -> dot(next);
            case ',' -> comma();
            case '(' -> open(GROUP);
            case '[' -> open(GROUP);
            case '{' -> open(GROUP);
            case ')', ']', '}' -> close(1);
            case ':' -> {
                operator(1);
                state = depth > 0 && frames[depth] == TUPLE ? ELEMENT : OTHER;
            }
            case '=' -> comparison(1);
            case '!' -> comparison(next == '=' ? 2 : 1);
            case '<' -> less(next);
            case '>' -> greater(next);
            case '-', '+' -> minus(c, next);
            case '/' -> slash(next);
            case '*', '%', '|' -> operator(1);
            case ';' -> end();
            default -> doubt = true;
        }
    }

    // ---- words ----

    private void word() {
        int start = at;
        int hash = 0;
        while (at < in.length && isNamePart(in[at])) {
            hash = FingerprintWords.hash(hash, in[at]);
            at++;
        }
        if (at < in.length && in[at] == '\'') {
            // N'..', E'..', U&'..': texts with rules of their own
            doubt = true;
            return;
        }
        int meaning = afterDot ? NAME : FingerprintWords.meaning(in, start, at, hash);
        if (lastWord < 0 && !begins(meaning)) {
            doubt = true;
            return;
        }
        if (meaning == FingerprintWords.BOOLEAN) {
            literal(start, at, BOOLEAN_VALUE);
        } else {
            settle(endsOperand(meaning));
            write(start, at);
            if (meaning == NAME || meaning == CONSTANT || meaning == DISTINCT) {
                name(meaning);
            } else {
                keyword(meaning);
            }
        }
        after(meaning);
        afterName = meaning == NAME;
    }

    private boolean begins(int meaning) {
        statement = meaning;
        return meaning == SELECT || meaning == WITH || meaning == INSERT || meaning == UPDATE || meaning == DELETE;
    }

    private void name(int meaning) {
        if (afterDot && state == PATH) {
            return;
        }
        state = state == START && meaning == NAME ? PATH : OTHER;
    }

    private void keyword(int meaning) {
        switch (meaning) {
            case WHERE, ON -> clause(CONDITION, START);
            case SET -> clause(statement == UPDATE ? ASSIGNMENTS : PLAIN, START);
            case SELECT, OTHER_CLAUSE -> {
                // IN (SELECT ..) is no list
                frames[depth] = GROUP;
                clause(FROZEN, OTHER);
            }
            case FROM, JOIN -> {
                if (lastWord != DISTINCT) {
                    clauses[depth] = PLAIN;
                }
                state = OTHER;
            }
            case AND -> state = state == AFTER_LOW ? VALUE_STATE : START;
            case OR -> state = START;
            case NOT -> state = state == PATH ? PATH : START;
            case BETWEEN -> state = comparable() ? LOW : OTHER;
            case IN -> state = comparable() ? LIST_OPENS : OTHER;
            case FingerprintWords.VALUES -> clause(statement == INSERT && depth == 0 ? ROWS : PLAIN, OTHER);
            case FingerprintWords.VALUE -> {
                boolean item = statement == INSERT && depth == 0 && afterName && items();
                state = item ? ITEM : state == START ? PATH : OTHER;
            }
            default -> state = OTHER;
        }
    }

    /** Whether the word VALUE stands where INSERT has its item: behind the table, in front of a value. */
    private boolean items() {
        int next = at;
        while (next < in.length && in[next] <= ' ') {
            next++;
        }
        return clauses[0] == PLAIN && next < in.length && (in[next] == '{' || in[next] == '<' || in[next] == '?');
    }

    private void clause(int clause, int newState) {
        clauses[depth] = (byte) clause;
        state = newState;
    }

    private boolean comparable() {
        return state == PATH && clauses[depth] == CONDITION && !frozen[depth];
    }

    private static boolean endsOperand(int meaning) {
        return switch (meaning) {
            case AND, OR, WHERE, SET, OTHER_CLAUSE, JOIN, DELETE -> true;
            default -> false;
        };
    }

    private void quotedName() {
        int start = at;
        int end = closing('"');
        if (doubt) {
            return;
        }
        at = end;
        settle(false);
        write(start, end);
        name(NAME);
        after(NAME);
        afterName = true;
    }

    // ---- literals and parameters ----

    private void string() {
        int start = at;
        at = closing('\'');
        if (!doubt) {
            literal(start, at, TEXT);
            after(NAME);
        }
    }

    private int closing(char quote) {
        int i = at + 1;
        while (i < in.length) {
            if (in[i] != quote) {
                i++;
            } else if (i + 1 < in.length && in[i + 1] == quote) {
                i += 2;
            } else {
                return i + 1;
            }
        }
        doubt = true;
        return i;
    }

    /** Reads a number; {@code start} is before its sign if it has one. */
    private void number(int start) {
        int first = at;
        boolean exponent = false;
        digits();
        if (at < in.length && in[at] == '.') {
            at++;
            digits();
        }
        int digits = at - first;
        if (at < in.length && (in[at] | 0x20) == 'e') {
            exponent = true;
            at++;
            if (at < in.length && (in[at] == '-' || in[at] == '+')) {
                at++;
            }
            digits();
        }
        if (at < in.length && (isNamePart(in[at]) || in[at] == '.')) {
            doubt = true;
            return;
        }
        if (exponent || digits > DIGITS_MAX) {
            // its value may be out of range, and that is for the parser to say
            settle(false);
            write(start, at);
            state = OTHER;
        } else {
            literal(start, at, NUMBER);
        }
        after(NAME);
    }

    private void digits() {
        while (at < in.length && isDigit(in[at])) {
            at++;
        }
    }

    private void literal(int start, int end, int type) {
        settle(false);
        int mark = written;
        write(start, end);
        boolean low = state == LOW;
        if ((low || state == VALUE_STATE || state == ELEMENT) && liftable()) {
            pendingMark = blankBefore(mark);
            pendingStart = start;
            pendingEnd = end;
            pendingType = type;
        }
        state = low ? AFTER_LOW : OTHER;
    }

    private int blankBefore(int mark) {
        return out[mark] == ' ' ? mark + 1 : mark;
    }

    private boolean liftable() {
        if (frozen[depth]) {
            return false;
        }
        int clause = clauses[depth];
        return clause == CONDITION || clause == ASSIGNMENTS || clause == ROWS;
    }

    /** Decides about the literal just read, now that the token behind it is known. */
    private void settle(boolean whole) {
        if (pendingMark < 0) {
            return;
        }
        if (whole) {
            written = pendingMark;
            out[written++] = (char) pendingType;
            source(pendingStart, pendingEnd, pendingType);
            lifted++;
        }
        pendingMark = -1;
    }

    private void parameter() {
        settle(false);
        write(at, at + 1);
        at++;
        source(-1, -1, given++);
        state = state == LOW ? AFTER_LOW : OTHER;
        after(NAME);
    }

    private void source(int start, int end, int what) {
        if (count == sources.length) {
            sources = Arrays.copyOf(sources, count * 2);
        }
        sources[count++] = start;
        sources[count++] = end;
        sources[count++] = what;
    }

    // ---- signs ----

    private void operator(int length) {
        settle(false);
        write(at, at + length);
        at += length;
        state = OTHER;
        after(NAME);
    }

    private void dot(char next) {
        if (isDigit(next) && state != PATH) {
            number(at);
            return;
        }
        settle(false);
        write(at, at + 1);
        at++;
        after(NAME);
        afterDot = true;
    }

    private void comparison(int length) {
        boolean value = comparable() || (state == PATH && clauses[depth] == ASSIGNMENTS && in[at] == '=');
        operator(length);
        state = value ? VALUE_STATE : OTHER;
    }

    private void less(char next) {
        if (next != '<') {
            comparison(next == '=' || next == '>' ? 2 : 1);
        } else if (state == LIST_OPENS || state == ITEM || startsValue()) {
            open(state == LIST_OPENS ? VALUES_LIST : state == ITEM ? BAG_OF_VALUES : BAG);
        } else {
            operator(2);
        }
    }

    private boolean startsValue() {
        return state == VALUE_STATE || state == ELEMENT || state == START;
    }

    private void greater(char next) {
        if (depth > 0 && next == '>' && closesBag()) {
            close(2);
        } else {
            comparison(next == '=' ? 2 : 1);
        }
    }

    private boolean closesBag() {
        byte frame = frames[depth];
        return frame == BAG || frame == BAG_OF_VALUES || frame == VALUES_LIST;
    }

    private void minus(char c, char next) {
        if (c == '-' && next == '-') {
            comment();
            return;
        }
        int digits = at + 1;
        while (digits < in.length && in[digits] == ' ') {
            digits++;
        }
        boolean number = digits < in.length
                && (isDigit(in[digits]) || (in[digits] == '.' && digits + 1 < in.length && isDigit(in[digits + 1])));
        if (number && (state == VALUE_STATE || state == LOW || state == ELEMENT)) {
            int start = at;
            at = digits;
            number(start);
        } else {
            operator(1);
        }
    }

    private void slash(char next) {
        if (next == '/') {
            comment();
        } else if (next == '*' && at + 2 < in.length && in[at + 2] == '+') {
            // a hint is part of the statement
            int end = text.indexOf("*/", at);
            doubt = end < 0;
            operator(doubt ? 1 : end + 2 - at);
        } else if (next == '*') {
            int end = text.indexOf("*/", at + 2);
            doubt = end < 0;
            at = end + 2;
            blank = true;
        } else {
            operator(1);
        }
    }

    private void comment() {
        while (at < in.length && in[at] != '\n' && in[at] != '\r') {
            at++;
        }
        blank = true;
    }

    private void end() {
        settle(depth == 0);
        at++;
        while (at < in.length) {
            if (in[at++] > ' ') {
                doubt = true;
            }
        }
    }

    private void comma() {
        byte frame = frames[depth];
        boolean values = depth > 0 && (frame == VALUES_LIST || frame == TUPLE);
        boolean assignments = clauses[depth] == ASSIGNMENTS && frame == GROUP;
        settle(values || assignments);
        write(at, at + 1);
        at++;
        if (values && frame == VALUES_LIST) {
            state = ELEMENT;
        } else if (assignments) {
            state = START;
        } else {
            state = depth > 0 && frame == BAG_OF_VALUES ? ITEM : OTHER;
        }
        after(NAME);
        afterComma = true;
    }

    // ---- brackets ----

    /** Opens the bracket at this place; {@code bag} tells what an opening {@code <<} is for. */
    private void open(byte bag) {
        settle(false);
        if (depth + 1 == DEPTH_MAX) {
            doubt = true;
            return;
        }
        char c = in[at];
        byte frame = GROUP;
        int inside = OTHER;
        int clause = PLAIN;
        switch (c) {
            case '(' -> {
                if (state == LIST_OPENS || startsRow()) {
                    frame = VALUES_LIST;
                    inside = ELEMENT;
                    clause = clauses[depth];
                } else if (state == START && clauses[depth] == CONDITION) {
                    inside = START;
                    clause = CONDITION;
                }
            }
            case '[' -> {
                if (state == PATH) {
                    frame = STEP;
                } else if (state == LIST_OPENS || (state == ELEMENT && clauses[depth] == ROWS)) {
                    frame = VALUES_LIST;
                    inside = ELEMENT;
                    clause = clauses[depth];
                }
            }
            case '{' -> {
                if (isTuple() && (state == ITEM || (state == ELEMENT && clauses[depth] == ROWS))) {
                    frame = TUPLE;
                    clause = ROWS;
                }
            }
            default -> {
                frame = bag;
                inside = bag == VALUES_LIST ? ELEMENT : bag == BAG_OF_VALUES ? ITEM : OTHER;
                clause = bag == BAG ? PLAIN : clauses[depth];
            }
        }
        int length = c == '<' ? 2 : 1;
        write(at, at + length);
        at += length;
        push(frame, clause, inside);
    }

    private void push(byte frame, int clause, int inside) {
        boolean freezes = frozen[depth] || clauses[depth] == FROZEN;
        depth++;
        frames[depth] = frame;
        clauses[depth] = (byte) clause;
        frozen[depth] = freezes;
        state = inside;
        after(NAME);
    }

    private boolean startsRow() {
        return depth == 0 && clauses[0] == ROWS && (lastWord == FingerprintWords.VALUES || afterComma);
    }

    /** A brace before a quoted name is a tuple's; before a word it is a JDBC escape's. */
    private boolean isTuple() {
        int next = at + 1;
        while (next < in.length && in[next] <= ' ') {
            next++;
        }
        return next < in.length && (in[next] == '\'' || in[next] == '}');
    }

    private void close(int length) {
        if (depth == 0) {
            doubt = true;
            return;
        }
        byte frame = frames[depth];
        settle(frame != STEP && frame != BAG);
        write(at, at + length);
        at += length;
        depth--;
        state = frame == STEP ? PATH : OTHER;
        after(NAME);
    }

    // ---- output ----

    private void after(int word) {
        if (word != NAME || !afterDot) {
            lastWord = word;
        }
        afterDot = false;
        afterComma = false;
        afterName = false;
    }

    /** Copies a token, with one blank before it if there was any. */
    private void write(int start, int end) {
        if (blank && written > 0) {
            out[written++] = ' ';
        }
        blank = false;
        System.arraycopy(in, start, out, written, end - start);
        written += end - start;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || c == '$'
                || (c > 127 && Character.isLetter(c));
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || (c > 127 && Character.isDigit(c));
    }
}
