package io.itemql.store.mv;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.store.mv.file.StoreDirectory;
import io.itemql.store.mv.file.StoreFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * The file that makes a store a complete backup. A backup that is being written has a file of another name instead,
 * which no store has, so that what a crash leaves behind is taken for neither.
 *
 * @param tables how many tables were saved
 * @param items how many items
 * @param moment when, as text
 */
record BackupManifest(long tables, long items, String moment) {
    static final String FILE = "itemql.backup";
    static final String UNFINISHED = "itemql.backup.unfinished";

    private static final int BYTES_MAX = 4096;
    private static final Pattern TEXT = Pattern.compile(
            "(ItemQL backup\ntables ([0-9]{1,18})\nitems ([0-9]{1,18})\nmoment ([^\n]*)\n)checksum ([0-9a-f]{8})\n");

    /** Marks a directory as one in which a backup is being written. */
    static void begin(StoreDirectory directory) throws IOException {
        try (StoreFile file = directory.open(UNFINISHED)) {
            file.truncate(0);
            file.write(ByteBuffer.wrap("an ItemQL backup that is not complete\n".getBytes(StandardCharsets.UTF_8)), 0);
            file.force();
        }
        directory.force();
    }

    /** Says that the backup is complete, in one step. */
    void finish(StoreDirectory directory) throws IOException {
        String body = "ItemQL backup\ntables " + tables + "\nitems " + items + "\nmoment " + moment + "\n";
        String text = body + "checksum " + checksum(body) + "\n";
        try (StoreFile file = directory.open(UNFINISHED)) {
            file.truncate(0);
            file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            file.force();
        }
        directory.rename(UNFINISHED, FILE);
        directory.force();
    }

    /** @throws ItemException with {@link ErrorCode#NOT_A_BACKUP} */
    static BackupManifest read(StoreDirectory directory) throws IOException {
        if (!directory.list().contains(FILE)) {
            throw new ItemException(
                    ErrorCode.NOT_A_BACKUP,
                    directory.name(),
                    directory.list().contains(UNFINISHED) ? "it was not finished; delete it" : "it holds no " + FILE);
        }
        ByteBuffer bytes = ByteBuffer.allocate(BYTES_MAX);
        try (StoreFile file = directory.open(FILE)) {
            file.read(bytes, 0);
        }
        Matcher text = TEXT.matcher(StandardCharsets.UTF_8.decode(bytes.flip()));
        if (!text.matches() || !checksum(text.group(1)).equals(text.group(5))) {
            throw new ItemException(ErrorCode.NOT_A_BACKUP, directory.name(), FILE + " is not what it should be");
        }
        return new BackupManifest(Long.parseLong(text.group(2)), Long.parseLong(text.group(3)), text.group(4));
    }

    private static String checksum(String text) {
        CRC32C checksum = new CRC32C();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", checksum.getValue());
    }
}
