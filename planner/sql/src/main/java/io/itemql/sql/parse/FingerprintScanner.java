package io.itemql.sql.parse;

import static io.itemql.sql.parse.FingerprintFrames.ASSIGNMENTS;
import static io.itemql.sql.parse.FingerprintFrames.BAG;
import static io.itemql.sql.parse.FingerprintFrames.BAG_OF_VALUES;
import static io.itemql.sql.parse.FingerprintFrames.CONDITION;
import static io.itemql.sql.parse.FingerprintFrames.FROZEN;
import static io.itemql.sql.parse.FingerprintFrames.GROUP;
import static io.itemql.sql.parse.FingerprintFrames.PLAIN;
import static io.itemql.sql.parse.FingerprintFrames.ROWS;
import static io.itemql.sql.parse.FingerprintFrames.STEP;
import static io.itemql.sql.parse.FingerprintFrames.TUPLE;
import static io.itemql.sql.parse.FingerprintFrames.VALUES_LIST;
import static io.itemql.sql.parse.FingerprintWords.AND;
import static io.itemql.sql.parse.FingerprintWords.BETWEEN;
import static io.itemql.sql.parse.FingerprintWords.CONSTANT;
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

    private final String text;
    private final char[] in;
    private final FingerprintOutput output;
    private int at;

    private final FingerprintFrames frames = new FingerprintFrames();

    private int state = OTHER;
    private int statement;
    private int lastWord = -1;
    private boolean afterDot;
    private boolean afterName;
    private boolean afterComma;
    private boolean doubt;

    FingerprintScanner(String text) {
        this.text = text;
        this.in = text.toCharArray();
        this.output = new FingerprintOutput(in);
    }

    Fingerprint scan() {
        while (at < in.length && !doubt) {
            token();
        }
        boolean whole = !doubt && frames.depth() == 0;
        if (whole) {
            output.settle(true);
        }
        return output.fingerprint(text, whole);
    }

    private void token() {
        char c = in[at];
        if (c <= ' ') {
            output.blank();
            at++;
        } else if (Characters.isNameStart(c)) {
            word();
        } else if (Characters.isDigit(c)) {
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
            case '(', '[', '{' -> open(GROUP);
            case ')', ']', '}' -> close(1);
            case ':' -> {
                operator(1);
                state = frames.depth() > 0 && frames.kind() == TUPLE ? ELEMENT : OTHER;
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
        while (at < in.length && Characters.isNamePart(in[at])) {
            hash = FingerprintWords.hash(hash, in[at]);
            at++;
        }
        if (at < in.length && in[at] == '\'') {
            // N'..', E'..', U&'..': texts with rules of their own
            doubt = true;
            return;
        }
        int meaning = afterDot ? NAME : FingerprintWords.meaning(in, start, at, hash);
        if (lastWord < 0) {
            statement = meaning;
            doubt = !FingerprintWords.startsLiftable(meaning);
        }
        if (meaning == FingerprintWords.BOOLEAN) {
            literal(start, at, FingerprintOutput.BOOLEAN);
        } else {
            output.settle(FingerprintWords.endsOperand(meaning));
            output.write(start, at);
            if (meaning == NAME || meaning == CONSTANT || meaning == DISTINCT) {
                name(meaning);
            } else {
                keyword(meaning);
            }
        }
        after(meaning);
        afterName = meaning == NAME;
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
                frames.kind(GROUP);
                clause(FROZEN, OTHER);
            }
            case FROM, JOIN -> {
                if (lastWord != DISTINCT) {
                    frames.clause(PLAIN);
                }
                state = OTHER;
            }
            case AND -> state = state == AFTER_LOW ? VALUE_STATE : START;
            case OR -> state = START;
            case NOT -> state = state == PATH ? PATH : START;
            case BETWEEN -> state = comparable() ? LOW : OTHER;
            case IN -> state = comparable() ? LIST_OPENS : OTHER;
            case FingerprintWords.VALUES -> clause(statement == INSERT && frames.depth() == 0 ? ROWS : PLAIN, OTHER);
            case FingerprintWords.VALUE -> {
                boolean item = statement == INSERT
                        && frames.depth() == 0
                        && afterName
                        && frames.outerClause() == PLAIN
                        && Characters.startsItem(in, at);
                state = item ? ITEM : state == START ? PATH : OTHER;
            }
            default -> state = OTHER;
        }
    }

    private void clause(int clause, int newState) {
        frames.clause(clause);
        state = newState;
    }

    private boolean comparable() {
        return state == PATH && frames.clause() == CONDITION && !frames.frozen();
    }

    private void quotedName() {
        int start = at;
        int end = Characters.closing(in, at, '"');
        if (end < 0) {
            doubt = true;
            return;
        }
        at = end;
        output.settle(false);
        output.write(start, end);
        name(NAME);
        after(NAME);
        afterName = true;
    }

    // ---- literals and parameters ----

    private void string() {
        int start = at;
        int end = Characters.closing(in, at, '\'');
        if (end < 0) {
            doubt = true;
            return;
        }
        at = end;
        literal(start, end, FingerprintOutput.TEXT);
        after(NAME);
    }

    /** Reads a number; {@code start} is before its sign if it has one. */
    private void number(int start) {
        int first = at;
        at = Characters.endOfDecimal(in, first);
        int digits = at - first;
        at = Characters.endOfExponent(in, at);
        boolean exponent = at - first > digits;
        if (at < in.length && (Characters.isNamePart(in[at]) || in[at] == '.')) {
            doubt = true;
            return;
        }
        if (exponent || digits > DIGITS_MAX) {
            // its value may be out of range, and that is for the parser to say
            output.settle(false);
            output.write(start, at);
            state = OTHER;
        } else {
            literal(start, at, FingerprintOutput.NUMBER);
        }
        after(NAME);
    }

    private void literal(int start, int end, int type) {
        output.settle(false);
        boolean low = state == LOW;
        if ((low || state == VALUE_STATE || state == ELEMENT) && liftable()) {
            output.pending(start, end, type);
        } else {
            output.write(start, end);
        }
        state = low ? AFTER_LOW : OTHER;
    }

    private boolean liftable() {
        if (frames.frozen()) {
            return false;
        }
        int clause = frames.clause();
        return clause == CONDITION || clause == ASSIGNMENTS || clause == ROWS;
    }

    private void parameter() {
        output.settle(false);
        output.write(at, at + 1);
        at++;
        output.parameter();
        state = state == LOW ? AFTER_LOW : OTHER;
        after(NAME);
    }

    // ---- signs ----

    private void operator(int length) {
        output.settle(false);
        output.write(at, at + length);
        at += length;
        state = OTHER;
        after(NAME);
    }

    private void dot(char next) {
        if (Characters.isDigit(next) && state != PATH) {
            number(at);
            return;
        }
        output.settle(false);
        output.write(at, at + 1);
        at++;
        after(NAME);
        afterDot = true;
    }

    private void comparison(int length) {
        boolean value = comparable() || (state == PATH && frames.clause() == ASSIGNMENTS && in[at] == '=');
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
        if (frames.depth() > 0 && next == '>' && closesBag()) {
            close(2);
        } else {
            comparison(next == '=' ? 2 : 1);
        }
    }

    private boolean closesBag() {
        byte frame = frames.kind();
        return frame == BAG || frame == BAG_OF_VALUES || frame == VALUES_LIST;
    }

    private void minus(char c, char next) {
        if (c == '-' && next == '-') {
            comment();
            return;
        }
        int digits = Characters.skipBlanks(in, at + 1);
        boolean number = Characters.startsNumber(in, digits);
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
            output.blank();
        } else {
            operator(1);
        }
    }

    private void comment() {
        while (at < in.length && in[at] != '\n' && in[at] != '\r') {
            at++;
        }
        output.blank();
    }

    private void end() {
        output.settle(frames.depth() == 0);
        at++;
        while (at < in.length) {
            if (in[at++] > ' ') {
                doubt = true;
            }
        }
    }

    private void comma() {
        byte frame = frames.kind();
        boolean values = frames.depth() > 0 && (frame == VALUES_LIST || frame == TUPLE);
        boolean assignments = frames.clause() == ASSIGNMENTS && frame == GROUP;
        output.settle(values || assignments);
        output.write(at, at + 1);
        at++;
        if (values && frame == VALUES_LIST) {
            state = ELEMENT;
        } else if (assignments) {
            state = START;
        } else {
            state = frames.depth() > 0 && frame == BAG_OF_VALUES ? ITEM : OTHER;
        }
        after(NAME);
        afterComma = true;
    }

    // ---- brackets ----

    /** Opens the bracket at this place; {@code bag} tells what an opening {@code <<} is for. */
    private void open(byte bag) {
        output.settle(false);
        if (frames.full()) {
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
                    clause = frames.clause();
                } else if (state == START && frames.clause() == CONDITION) {
                    inside = START;
                    clause = CONDITION;
                }
            }
            case '[' -> {
                if (state == PATH) {
                    frame = STEP;
                } else if (state == LIST_OPENS || (state == ELEMENT && frames.clause() == ROWS)) {
                    frame = VALUES_LIST;
                    inside = ELEMENT;
                    clause = frames.clause();
                }
            }
            case '{' -> {
                if (Characters.startsTuple(in, at)
                        && (state == ITEM || (state == ELEMENT && frames.clause() == ROWS))) {
                    frame = TUPLE;
                    clause = ROWS;
                }
            }
            default -> {
                frame = bag;
                inside = bag == VALUES_LIST ? ELEMENT : bag == BAG_OF_VALUES ? ITEM : OTHER;
                clause = bag == BAG ? PLAIN : frames.clause();
            }
        }
        int length = c == '<' ? 2 : 1;
        output.write(at, at + length);
        at += length;
        frames.push(frame, clause);
        state = inside;
        after(NAME);
    }

    private boolean startsRow() {
        return frames.depth() == 0
                && frames.outerClause() == ROWS
                && (lastWord == FingerprintWords.VALUES || afterComma);
    }

    private void close(int length) {
        if (frames.depth() == 0) {
            doubt = true;
            return;
        }
        byte frame = frames.kind();
        output.settle(frame != STEP && frame != BAG);
        output.write(at, at + length);
        at += length;
        frames.pop();
        state = frame == STEP ? PATH : OTHER;
        after(NAME);
    }

    private void after(int word) {
        if (word != NAME || !afterDot) {
            lastWord = word;
        }
        afterDot = false;
        afterComma = false;
        afterName = false;
    }
}
