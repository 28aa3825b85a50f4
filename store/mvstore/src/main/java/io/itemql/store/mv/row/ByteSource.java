package io.itemql.store.mv.row;

/** A position in bytes that moves on as they are read. Not thread-safe. */
final class ByteSource {
    private final byte[] bytes;
    private int position;

    ByteSource(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    void skip(int count) {
        position += count;
    }

    int next() {
        return bytes[position++] & 0xFF;
    }

    /** What {@code ByteBuilder.putVarint} wrote. */
    long varint() {
        int group = bytes[position++];
        long value = group & 0x7F;
        for (int shift = 7; group < 0; shift += 7) {
            group = bytes[position++];
            value |= (group & 0x7FL) << shift;
        }
        return value;
    }
}
