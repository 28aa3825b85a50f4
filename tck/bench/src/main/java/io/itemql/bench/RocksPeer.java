package io.itemql.bench;

import java.nio.file.Path;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** RocksDB with its log synced at every write, with the rows of the raw baseline. */
final class RocksPeer implements DurablePeer {
    static {
        RocksDB.loadLibrary();
    }

    private final Options options = new Options().setCreateIfMissing(true);
    private final WriteOptions synced = new WriteOptions().setSync(true);
    private final RocksDB database;

    RocksPeer(Path directory) {
        try {
            database = RocksDB.open(options, directory.toString());
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Writer writer() {
        return new Writer() {
            @Override
            public void put(int number) throws RocksDBException {
                Reading reading = new Reading(number);
                database.put(synced, Reading.rawKey(reading.device(), reading.time()), reading.rawRow());
            }

            @Override
            public void close() {
                // ignored: the database is everybody's
            }
        };
    }

    @Override
    public void close() {
        database.close();
        synced.close();
        options.close();
    }
}
