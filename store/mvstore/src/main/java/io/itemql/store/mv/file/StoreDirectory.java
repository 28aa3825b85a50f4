package io.itemql.store.mv.file;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The directory of a store, and the only way to its files. Safe for use by several threads. */
public interface StoreDirectory {
    /** What people call it: its path. */
    String name();

    /** The names of everything in it but the lock, sorted; empty if it does not exist. */
    List<String> list() throws IOException;

    /** Creates the directory with its parents if it does not exist. */
    void create() throws IOException;

    /** Opens a file for reading and writing, creating it if it does not exist. */
    StoreFile open(String file) throws IOException;

    /** Gives a file another name, replacing a file of that name, in one step that no crash can cut in two. */
    void rename(String file, String newName) throws IOException;

    /** Deletes a file; does nothing if there is none. */
    void delete(String file) throws IOException;

    /** Returns when all files created, renamed and deleted before are so on the disk. */
    void force() throws IOException;

    /**
     * Takes the directory for this process until the lock is closed. A process that dies gives it back.
     *
     * @return empty if the lock was taken, otherwise a description of its holder
     */
    Optional<String> lock() throws IOException;

    /** Gives the lock back; does nothing if it was not taken. */
    void unlock() throws IOException;
}
