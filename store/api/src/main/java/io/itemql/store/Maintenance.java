package io.itemql.store;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.Item;
import io.itemql.store.system.SystemTable;
import io.itemql.table.ColumnType;
import io.itemql.table.DeclaredColumn;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.List;
import java.util.Optional;

/**
 * What is done to a store as a whole while others use it: check it, save it, fill it. Each gives rows that say what was
 * done. Safe for use by several threads.
 */
public interface Maintenance {
    /**
     * The rows of {@link #check}: one for each thing that was looked at, with how many findings there were, and one for
     * each finding.
     */
    SystemTable CHECKED = new SystemTable(
            "checked",
            KeySchema.of(new KeyAttribute("subject", AttributeType.S)),
            List.of(
                    new DeclaredColumn("part", ColumnType.VARCHAR),
                    new DeclaredColumn("entries", ColumnType.BIGINT),
                    new DeclaredColumn("findings", ColumnType.BIGINT),
                    new DeclaredColumn("place", ColumnType.VARCHAR),
                    new DeclaredColumn("finding", ColumnType.VARCHAR)),
            "what CHECK has looked at");

    /** The rows of {@link #backup} and {@link #restore}: one for each table. */
    SystemTable SAVED = new SystemTable(
            "saved",
            KeySchema.of(new KeyAttribute("tableName", AttributeType.S)),
            List.of(
                    new DeclaredColumn("itemCount", ColumnType.BIGINT),
                    new DeclaredColumn("itemBytes", ColumnType.BIGINT)),
            "what BACKUP has saved or RESTORE has brought back");

    /**
     * Reads everything that is stored of a table, as of one moment, and says what does not add up.
     *
     * @param table empty for all tables and what they have in common
     * @throws ItemException with {@link ErrorCode#UNKNOWN_TABLE}
     */
    List<Item> check(Optional<String> table, Cancellation cancellation);

    /**
     * Saves all tables as they are at one moment into a new directory. A backup that is not complete is known for one
     * and refused by {@link #restore}.
     *
     * @param directory does not exist or is empty
     * @throws ItemException with {@link ErrorCode#FILES_NOT_ALLOWED}, {@link ErrorCode#BACKUP_REFUSED} or
     *     {@link ErrorCode#IO_ERROR}
     */
    List<Item> backup(String directory, Cancellation cancellation);

    /**
     * Brings back tables from a backup. None of them may exist, except what an earlier call has left unfinished.
     *
     * @param table empty for all tables of the backup
     * @throws ItemException with {@link ErrorCode#FILES_NOT_ALLOWED}, {@link ErrorCode#NOT_A_BACKUP},
     *     {@link ErrorCode#TABLE_EXISTS} or {@link ErrorCode#UNKNOWN_TABLE}; nothing is brought back then
     */
    List<Item> restore(String directory, Optional<String> table, Cancellation cancellation);
}
