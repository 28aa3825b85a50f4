package io.itemql.store.mv;

import io.itemql.condition.Update;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.ItemLimits;
import io.itemql.store.ItemKey;
import io.itemql.store.Write;
import io.itemql.store.mv.table.StoredTable;
import io.itemql.table.KeySchema;

/** A write that is checked as far as it can be without the item: its key fits, and a put is within the limits. */
final class PreparedWrite {
    private final Write write;
    private final int place;
    private final StoredTable table;
    private final byte[] key;
    private final int itemBytes;
    private long position;

    private PreparedWrite(Write write, int place, StoredTable table, byte[] key, int itemBytes) {
        this.write = write;
        this.place = place;
        this.table = table;
        this.key = key;
        this.itemBytes = itemBytes;
    }

    /**
     * Checks a write.
     *
     * @param place its place in the batch
     * @throws ItemException the reason why the write cannot happen, whatever the item
     */
    static PreparedWrite of(Write write, int place, StoredTable table) {
        KeySchema keys = table.rows().keys();
        ItemKey key;
        int itemBytes = 0;
        if (write instanceof Write.Put put) {
            key = ItemKey.ofItem(put.item(), keys);
            itemBytes = ItemLimits.check(put.item(), ErrorCode.ITEM_TOO_LARGE);
        } else if (write instanceof Write.Change change) {
            key = change.key();
            key.check(keys);
            checkTargets(change.update(), keys);
        } else {
            key = write instanceof Write.Check check ? check.key() : ((Write.Delete) write).key();
            key.check(keys);
        }
        return new PreparedWrite(write, place, table, table.rows().keyCodec().encode(key), itemBytes);
    }

    private static void checkTargets(Update update, KeySchema keys) {
        for (AttributePath target : update.targets()) {
            if (keys.isKey(target.attribute())) {
                throw new ItemException(ErrorCode.KEY_UPDATE, target.attribute());
            }
        }
    }

    Write write() {
        return write;
    }

    int place() {
        return place;
    }

    StoredTable table() {
        return table;
    }

    byte[] key() {
        return key;
    }

    /** The size of the item that a put stores. */
    int itemBytes() {
        return itemBytes;
    }

    /** Up to where the journal must be durable before the write is acknowledged; 0 if it failed. */
    long position() {
        return position;
    }

    void setPosition(long newPosition) {
        position = newPosition;
    }
}
