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

/**
 * The file that makes a directory a store: three lines of text, written once, last of all when a store is created. So a
 * directory in which a store was half created when the machine died is not a store yet.
 *
 * @param format the version of the format, see {@code store/FORMAT.md}
 * @param id a random number that tells this store's files from those of others
 */
record StoreHeader(int format, long id) {
    static final String FILE = "itemql.store";
    static final String NEW_FILE = "itemql.store.new";
    /** The newest format that this version reads, and the one that it writes; it reads all older ones too. */
    static final int FORMAT = 4;

    private static final int BYTES_MAX = 4096;
    private static final Pattern TEXT = Pattern.compile("ItemQL store\nformat ([0-9]{1,9})\n(?s)(.*)");
    private static final Pattern REST = Pattern.compile("id ([0-9a-f]{16})\n");

    /** @throws ItemException with {@link ErrorCode#FORMAT_TOO_NEW} or {@link ErrorCode#STORE_DAMAGED} */
    static StoreHeader read(StoreDirectory directory) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES_MAX);
        try (StoreFile file = directory.open(FILE)) {
            file.read(bytes, 0);
        }
        Matcher text = TEXT.matcher(StandardCharsets.UTF_8.decode(bytes.flip()));
        if (!text.matches()) {
            throw new ItemException(ErrorCode.STORE_DAMAGED, directory.name(), FILE + " is not what it should be");
        }
        int format = Integer.parseInt(text.group(1));
        if (format > FORMAT) {
            throw new ItemException(ErrorCode.FORMAT_TOO_NEW, directory.name(), format, FORMAT);
        }
        Matcher rest = REST.matcher(text.group(2));
        if (!rest.matches()) {
            throw new ItemException(ErrorCode.STORE_DAMAGED, directory.name(), FILE + " names no id");
        }
        return new StoreHeader(format, Long.parseUnsignedLong(rest.group(1), 16));
    }

    /** Writes the file in one step and returns when it is on the disk. */
    void write(StoreDirectory directory) throws IOException {
        announce(directory);
        complete(directory);
    }

    /**
     * Writes the file under the name that says that the store is being made, and returns when it is on the disk. Files
     * beside neither of the two names are those of a store that has lost its header.
     */
    void announce(StoreDirectory directory) throws IOException {
        String text =
                String.format("ItemQL store%nformat %d%nid %016x%n", format, id).replace(System.lineSeparator(), "\n");
        try (StoreFile file = directory.open(NEW_FILE)) {
            file.truncate(0);
            file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            file.force();
        }
        directory.force();
    }

    /** Gives the announced file its name and returns when it has it on the disk. */
    static void complete(StoreDirectory directory) throws IOException {
        directory.rename(NEW_FILE, FILE);
        directory.force();
    }
}
