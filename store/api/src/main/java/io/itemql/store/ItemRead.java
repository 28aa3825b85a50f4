package io.itemql.store;

import io.itemql.condition.Condition;
import io.itemql.item.AttributePath;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One read of a table: how it reaches items, which of them it returns, and what of each. Immutable; the {@code with…}
 * methods give changed copies.
 */
public final class ItemRead {
    private final String table;
    private final Access access;
    private final List<AttributePath> slots;
    private final Condition filter;
    private final ItemKey startAfter;
    private final long itemsMax;
    private final long bytesMax;
    private final boolean consistent;
    private final Cancellation cancellation;

    private ItemRead(
            String table,
            Access access,
            List<AttributePath> slots,
            Condition filter,
            ItemKey startAfter,
            long itemsMax,
            long bytesMax,
            boolean consistent,
            Cancellation cancellation) {
        this.table = table;
        this.access = access;
        this.slots = slots;
        this.filter = filter;
        this.startAfter = startAfter;
        this.itemsMax = itemsMax;
        this.bytesMax = bytesMax;
        this.consistent = consistent;
        this.cancellation = cancellation;
    }

    /** A read without slots, filter, start or limits, eventually consistent. */
    public static ItemRead of(String table, Access access) {
        return new ItemRead(
                Objects.requireNonNull(table, "table"),
                Objects.requireNonNull(access, "access"),
                List.of(),
                null,
                null,
                Long.MAX_VALUE,
                Long.MAX_VALUE,
                false,
                Cancellation.NONE);
    }

    /** With the paths whose values the cursor gives by slot; slot 0 is the first path. */
    public ItemRead withSlots(List<AttributePath> paths) {
        return new ItemRead(
                table, access, List.copyOf(paths), filter, startAfter, itemsMax, bytesMax, consistent, cancellation);
    }

    /** With a condition that items must meet to be returned; items that do not are examined and paid for all the same. */
    public ItemRead withFilter(Condition condition) {
        return new ItemRead(table, access, slots, condition, startAfter, itemsMax, bytesMax, consistent, cancellation);
    }

    /** Beginning behind the given key in the direction of the read; an item of that key need not exist. */
    public ItemRead withStartAfter(ItemKey key) {
        return new ItemRead(table, access, slots, filter, key, itemsMax, bytesMax, consistent, cancellation);
    }

    /**
     * As one page, which ends after so many examined items or bytes; {@link ItemCursor#resumeKey()} then says where the
     * next page starts.
     *
     * @param itemsMax at least 1
     * @param bytesMax at least 1; the item that crosses it still belongs to the page
     */
    public ItemRead withPage(long itemsMax, long bytesMax) {
        if (itemsMax < 1 || bytesMax < 1) {
            throw new IllegalArgumentException("empty page: " + itemsMax + " items, " + bytesMax + " bytes");
        }
        return new ItemRead(table, access, slots, filter, startAfter, itemsMax, bytesMax, consistent, cancellation);
    }

    /** With strong consistency; embedded stores always read so, and only the units differ. */
    public ItemRead withConsistent(boolean strong) {
        return new ItemRead(table, access, slots, filter, startAfter, itemsMax, bytesMax, strong, cancellation);
    }

    public ItemRead withCancellation(Cancellation token) {
        return new ItemRead(table, access, slots, filter, startAfter, itemsMax, bytesMax, consistent, token);
    }

    public String table() {
        return table;
    }

    public Access access() {
        return access;
    }

    public List<AttributePath> slots() {
        return slots;
    }

    public Optional<Condition> filter() {
        return Optional.ofNullable(filter);
    }

    public Optional<ItemKey> startAfter() {
        return Optional.ofNullable(startAfter);
    }

    public long itemsMax() {
        return itemsMax;
    }

    public long bytesMax() {
        return bytesMax;
    }

    public boolean consistent() {
        return consistent;
    }

    public Cancellation cancellation() {
        return cancellation;
    }
}
