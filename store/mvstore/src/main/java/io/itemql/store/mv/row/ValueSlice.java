package io.itemql.store.mv.row;

/** Where a value lies within a row: its bytes, its tag and its ends; or nothing, for MISSING. Mutable, reused. */
final class ValueSlice {
    static final int MISSING = -1;

    private byte[] bytes;
    private int tag = MISSING;
    private int start;
    private int end;

    void set(byte[] newBytes, int newTag, int newStart, int newEnd) {
        bytes = newBytes;
        tag = newTag;
        start = newStart;
        end = newEnd;
    }

    void clear() {
        tag = MISSING;
    }

    boolean isMissing() {
        return tag == MISSING;
    }

    boolean isNumber() {
        return tag == Tag.WHOLE || tag == Tag.DECIMAL;
    }

    byte[] bytes() {
        return bytes;
    }

    int tag() {
        return tag;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }
}
