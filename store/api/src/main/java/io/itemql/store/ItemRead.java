package io.itemql.store;

import io.itemql.condition.Condition;
import io.itemql.item.AttributePath;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One read of a table or of one of its indexes: how it reaches items, which of them it returns, and what of each.
 * Immutable; the {@code with…} methods give changed copies.
 */
public final class ItemRead {
    private final String table;
    private final String index;
    private final boolean wholeItems;
    private final Access access;
    private final List<AttributePath> slots;
    private final Condition filter;
    private final ItemPosition startAfter;
    private final long itemsMax;
    private final long bytesMax;
    private final boolean consistent;
    private final Cancellation cancellation;

    private ItemRead(
            String table,
            String index,
            boolean wholeItems,
            Access access,
            List<AttributePath> slots,
            Condition filter,
            ItemPosition startAfter,
            long itemsMax,
            long bytesMax,
            boolean consistent,
            Cancellation cancellation) {
        this.table = table;
        this.index = index;
        this.wholeItems = wholeItems;
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
                null,
                false,
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
                table,
                index,
                wholeItems,
                access,
                List.copyOf(paths),
                filter,
                startAfter,
                itemsMax,
                bytesMax,
                consistent,
                cancellation);
    }

    /**
     * Through an index: a query's keys are then those of the index, and its order too. Not for {@link Access.Get}.
     *
     * @throws IllegalArgumentException if the access is by single keys
     */
    public ItemRead withIndex(String name) {
        if (access instanceof Access.Get) {
            throw new IllegalArgumentException("items are not got from an index");
        }
        return new ItemRead(
                table,
                Objects.requireNonNull(name, "name"),
                wholeItems,
                access,
                slots,
                filter,
                startAfter,
                itemsMax,
                bytesMax,
                consistent,
                cancellation);
    }

    /**
     * With all attributes of items, also if they are read through an index that does not project them; they are then
     * fetched from the table, as of the same moment. The filter is tested on what is needed for it, so an item that a
     * filter over projected attributes rejects is not fetched.
     */
    public ItemRead withWholeItems(boolean whole) {
        return new ItemRead(
                table, index, whole, access, slots, filter, startAfter, itemsMax, bytesMax, consistent, cancellation);
    }

    /**
     * With a condition that items must meet to be returned; items that do not are examined and paid for all the same.
     */
    public ItemRead withFilter(Condition condition) {
        return new ItemRead(
                table,
                index,
                wholeItems,
                access,
                slots,
                condition,
                startAfter,
                itemsMax,
                bytesMax,
                consistent,
                cancellation);
    }

    /** Beginning behind the item with the given key; see {@link #withStartAfter(ItemPosition)}. */
    public ItemRead withStartAfter(ItemKey key) {
        return withStartAfter(ItemPosition.of(key));
    }

    /** Beginning behind the given place in the direction of the read; there need not be an item. */
    public ItemRead withStartAfter(ItemPosition position) {
        return new ItemRead(
                table,
                index,
                wholeItems,
                access,
                slots,
                filter,
                position,
                itemsMax,
                bytesMax,
                consistent,
                cancellation);
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
        return new ItemRead(
                table,
                index,
                wholeItems,
                access,
                slots,
                filter,
                startAfter,
                itemsMax,
                bytesMax,
                consistent,
                cancellation);
    }

    /**
     * With strong consistency, at twice the units. An embedded store always shows what was acknowledged; a read without
     * strong consistency may also show a write whose own acknowledgement waits for the disk, one with it never does.
     */
    public ItemRead withConsistent(boolean strong) {
        return new ItemRead(
                table, index, wholeItems, access, slots, filter, startAfter, itemsMax, bytesMax, strong, cancellation);
    }

    public ItemRead withCancellation(Cancellation token) {
        return new ItemRead(
                table, index, wholeItems, access, slots, filter, startAfter, itemsMax, bytesMax, consistent, token);
    }

    public String table() {
        return table;
    }

    /** The index that is read; empty for the table. */
    public Optional<String> index() {
        return Optional.ofNullable(index);
    }

    public boolean wholeItems() {
        return wholeItems;
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

    public Optional<ItemPosition> startAfter() {
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
