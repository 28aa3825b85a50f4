package io.itemql.store.mv.page;

import io.itemql.store.mv.file.StoreFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;

/**
 * The checksums of the blocks of a file of chunks, four bytes for each block, in a file of their own.
 *
 * <p>MVStore checks where a page lies and how long it is, but not what is in it; a flipped bit in its directory of
 * roots would make a table empty. So every block is checked when it is read. A checksum is written together with its
 * block, and as a block is written only while no finished checkpoint needs it, so is its checksum: both are there or
 * neither matters.
 *
 * <p>Safe for use by several threads as long as a block is not read while it is written.
 */
final class BlockSums implements AutoCloseable {
    private static final int REGION_BLOCKS = 4096;

    private final StoreFile file;
    /** The checksums of so many blocks by the number of the region; read from the file when first used. */
    private final Map<Long, int[]> regions = new ConcurrentHashMap<>();

    BlockSums(StoreFile file) {
        this.file = file;
    }

    /** Notes the checksums of whole blocks and writes them, unforced. */
    void write(long firstBlock, ByteBuffer content) throws IOException {
        int count = content.remaining() / ChunkPointer.BLOCK_BYTES;
        ByteBuffer sums = ByteBuffer.allocate(count * Integer.BYTES);
        for (int i = 0; i < count; i++) {
            int sum = checksum(content, content.position() + i * ChunkPointer.BLOCK_BYTES);
            region(firstBlock + i)[(int) ((firstBlock + i) % REGION_BLOCKS)] = sum;
            sums.putInt(sum);
        }
        file.write(sums.flip(), firstBlock * Integer.BYTES);
    }

    /** The number of the first block that is not as it was written; −1 if all are. */
    long firstBad(long firstBlock, ByteBuffer content) throws IOException {
        int count = content.remaining() / ChunkPointer.BLOCK_BYTES;
        for (int i = 0; i < count; i++) {
            long block = firstBlock + i;
            int sum = checksum(content, content.position() + i * ChunkPointer.BLOCK_BYTES);
            if (region(block)[(int) (block % REGION_BLOCKS)] != sum) {
                return block;
            }
        }
        return -1;
    }

    private static int checksum(ByteBuffer content, int offset) {
        CRC32C checksum = new CRC32C();
        checksum.update(content.array(), content.arrayOffset() + offset, ChunkPointer.BLOCK_BYTES);
        return (int) checksum.getValue();
    }

    private int[] region(long block) throws IOException {
        try {
            return regions.computeIfAbsent(block / REGION_BLOCKS, this::load);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private int[] load(long region) {
        ByteBuffer bytes = ByteBuffer.allocate(REGION_BLOCKS * Integer.BYTES);
        try {
            // The file may end before; what is not there stays zero.
            file.read(bytes, region * bytes.capacity());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int[] sums = new int[REGION_BLOCKS];
        bytes.clear().asIntBuffer().get(sums);
        return sums;
    }

    void force() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
