package io.itemql.sql.parse;

import java.util.Arrays;

/**
 * What a {@link FingerprintScanner} has made so far: the key's characters and the parameters' sources.
 *
 * <p>The last literal may be pending: it is written as it stands, and replaced by a mark if it turns out, at the next
 * token, to be a whole operand.
 */
final class FingerprintOutput {
    /** Ints per parameter: start, end and type of a literal, or -1, -1 and the index of a given parameter. */
    static final int SOURCE = 3;

    /** The types of literals are their marks in the key: characters that no statement contains. */
    static final int TEXT = 1;

    static final int NUMBER = 2;
    static final int BOOLEAN = 3;

    private final char[] in;
    private final char[] out;
    private int written;
    private boolean blank;

    private int pendingMark = -1;
    private int pendingStart;
    private int pendingEnd;
    private int pendingType;

    private int[] sources = new int[8 * SOURCE];
    private int count;
    private int given;
    private int lifted;

    FingerprintOutput(char[] in) {
        this.in = in;
        this.out = new char[in.length + 1];
    }

    /** There was white space or a comment: the key has one blank for any amount of it. */
    void blank() {
        blank = true;
    }

    /** Copies a token. */
    void write(int start, int end) {
        if (blank && written > 0) {
            out[written++] = ' ';
        }
        blank = false;
        System.arraycopy(in, start, out, written, end - start);
        written += end - start;
    }

    /** Copies a literal that may be lifted. */
    void pending(int start, int end, int type) {
        write(start, end);
        pendingMark = written - (end - start);
        pendingStart = start;
        pendingEnd = end;
        pendingType = type;
    }

    /** Decides about the pending literal, now that the token behind it is known. */
    void settle(boolean whole) {
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

    /** Counts one of the caller's parameters. */
    void parameter() {
        source(-1, -1, given++);
    }

    private void source(int start, int end, int what) {
        if (count == sources.length) {
            sources = Arrays.copyOf(sources, count * 2);
        }
        sources[count++] = start;
        sources[count++] = end;
        sources[count++] = what;
    }

    /** Returns the result; nothing is lifted from a text that was not understood as a whole. */
    Fingerprint fingerprint(String text, boolean understood) {
        if (understood && lifted > 0) {
            return new Fingerprint(text, new String(out, 0, written), Arrays.copyOf(sources, count), lifted);
        }
        return new Fingerprint(text, text, understood ? Arrays.copyOf(sources, count) : new int[0], 0);
    }
}
