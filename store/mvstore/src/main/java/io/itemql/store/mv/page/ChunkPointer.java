package io.itemql.store.mv.page;

import io.itemql.store.mv.file.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Which chunk of a file is the last that is complete and on the disk. Two slots at the beginning of the file are
 * written in turn, so that a slot that is torn by a power loss leaves the other one.
 *
 * @param turn how many times a slot was written before; even ones go to the first slot
 * @param version the version of the chunk
 * @param block where it begins, in blocks of {@link #BLOCK_BYTES}
 * @param id its number
 * @param created when the file was created, in milliseconds since 1970
 */
record ChunkPointer(long turn, long version, long block, int id, long created) {
    static final int BLOCK_BYTES = 4096;
    /** The part of the file that the slots take; a block each. */
    static final int SLOTS_BYTES = 2 * BLOCK_BYTES;

    private static final byte[] MAGIC = "ITEMQLP1".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKED_BYTES = 44;

    /** Writes the slot whose turn it is. */
    void write(StoreFile file) throws IOException {
        ByteBuffer slot = ByteBuffer.allocate(CHECKED_BYTES + Integer.BYTES);
        slot.put(MAGIC).putLong(turn).putLong(version).putLong(block).putInt(id).putLong(created);
        slot.putInt(checksum(slot.array()));
        file.write(slot.flip(), offset(turn));
    }

    private static long offset(long slot) {
        return slot % 2 * BLOCK_BYTES;
    }

    private static int checksum(byte[] slot) {
        CRC32C checksum = new CRC32C();
        checksum.update(slot, 0, CHECKED_BYTES);
        return (int) checksum.getValue();
    }

    /** The newer of the two slots; {@code null} if neither is good. */
    static ChunkPointer read(StoreFile file) throws IOException {
        ChunkPointer even = readSlot(file, 0);
        ChunkPointer odd = readSlot(file, 1);
        if (even == null || odd == null) {
            return even == null ? odd : even;
        }
        return even.turn > odd.turn ? even : odd;
    }

    /** The older of the two slots; {@code null} if they are not both good. */
    static ChunkPointer readOlder(StoreFile file) throws IOException {
        ChunkPointer even = readSlot(file, 0);
        ChunkPointer odd = readSlot(file, 1);
        if (even == null || odd == null) {
            return null;
        }
        return even.turn > odd.turn ? odd : even;
    }

    private static ChunkPointer readSlot(StoreFile file, int number) throws IOException {
        ByteBuffer slot = ByteBuffer.allocate(CHECKED_BYTES + Integer.BYTES);
        file.read(slot, offset(number));
        slot.rewind();
        byte[] magic = new byte[MAGIC.length];
        slot.get(magic);
        ChunkPointer pointer =
                new ChunkPointer(slot.getLong(), slot.getLong(), slot.getLong(), slot.getInt(), slot.getLong());
        boolean good = Arrays.equals(magic, MAGIC) && slot.getInt() == checksum(slot.array());
        return good ? pointer : null;
    }
}
