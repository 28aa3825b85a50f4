package io.itemql.sql.dynamodb.run;

import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.sql.dynamodb.access.ReadPlan;
import io.itemql.sql.dynamodb.statement.Output;
import io.itemql.store.Cancellation;
import io.itemql.store.ConsumedCapacity;
import io.itemql.store.ItemCursor;
import io.itemql.store.ItemRead;
import io.itemql.store.ReadView;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One run over the reads of a plan, from a position to the end of a page. Before the first {@link #next()} it is before
 * the first item. Used by one thread; must be closed before its view.
 */
public final class QueryRun implements AutoCloseable {
    /**
     * How a run reads.
     *
     * @param itemsMax after how many examined items the page ends
     * @param bytesMax after how many examined bytes
     */
    public record Settings(long itemsMax, long bytesMax, boolean consistent, Cancellation cancellation) {
        /** Everything as one page. */
        public static Settings unpaged(boolean consistent, Cancellation cancellation) {
            return new Settings(Long.MAX_VALUE, Long.MAX_VALUE, consistent, cancellation);
        }
    }

    private final ReadView view;
    private final ReadPlan plan;
    private final List<AttributePath> slots;
    private final Settings settings;
    private int part;
    private Optional<PagePosition> start;
    private ItemCursor cursor;
    private long examinedBefore;
    private long readsOpened;
    private long bytesBefore;
    private ConsumedCapacity capacityBefore = ConsumedCapacity.NONE;
    private PagePosition next;
    /** The outputs in the order in which they are put into a row; null before the first one. */
    private int[] order;

    private boolean ended;

    /** A run that begins at a position, or at the first item, and reads what the query gives. */
    public QueryRun(ReadView view, ReadPlan plan, Settings settings, Optional<PagePosition> start) {
        this(view, plan, plan.query().outputs().stream().map(Output::path).toList(), settings, start);
    }

    /** A run that also gives the values of some paths by slot, instead of those of the query. */
    public QueryRun(
            ReadView view, ReadPlan plan, List<AttributePath> slots, Settings settings, Optional<PagePosition> start) {
        this.view = view;
        this.plan = plan;
        this.slots = slots;
        this.settings = settings;
        this.part = start.map(PagePosition::part).orElse(0);
        this.start = start;
    }

    /** Moves to the next item of the page that meets the conditions. */
    public boolean next() {
        while (!ended) {
            if (cursor == null && !open()) {
                return false;
            }
            if (cursor.next()) {
                return true;
            }
            finishPart();
        }
        return false;
    }

    private boolean open() {
        if (part >= plan.parts().size()) {
            ended = true;
            return false;
        }
        if (examinedBefore >= settings.itemsMax() || bytesBefore >= settings.bytesMax()) {
            next = new PagePosition(part, Optional.empty());
            ended = true;
            return false;
        }
        ReadPlan.Part read = plan.parts().get(part);
        ItemRead request = ItemRead.of(plan.target().table().name(), read.access())
                .withConsistent(settings.consistent())
                .withCancellation(settings.cancellation());
        if (plan.target().index().isPresent()) {
            request = request.withIndex(plan.target().index().get().name()).withWholeItems(plan.readsWholeItems());
        }
        if (settings.itemsMax() != Long.MAX_VALUE || settings.bytesMax() != Long.MAX_VALUE) {
            request = request.withPage(settings.itemsMax() - examinedBefore, settings.bytesMax() - bytesBefore);
        }
        if (read.filter().isPresent()) {
            request = request.withFilter(read.filter().get());
        }
        if (!slots.isEmpty()) {
            request = request.withSlots(slots);
        }
        if (start.isPresent() && start.get().after().isPresent()) {
            request = request.withStartAfter(start.get().after().get());
        }
        start = Optional.empty();
        cursor = view.open(request);
        readsOpened++;
        return true;
    }

    private void finishPart() {
        examinedBefore += cursor.itemsExamined();
        capacityBefore = capacityBefore.plus(cursor.capacity());
        Optional<PagePosition> stopped = cursor.resumeKey().map(key -> new PagePosition(part, Optional.of(key)));
        cursor.close();
        cursor = null;
        part++;
        if (stopped.isPresent()) {
            next = stopped.get();
            ended = true;
        } else if (examinedBefore >= settings.itemsMax()) {
            next = new PagePosition(part, Optional.empty());
            ended = true;
        }
    }

    /** The current item as the query gives it. */
    public Item row() {
        List<Output> outputs = plan.query().outputs();
        if (outputs.isEmpty()) {
            return cursor.item();
        }
        if (order == null) {
            order = IntStream.range(0, outputs.size())
                    .boxed()
                    .sorted(Comparator.comparing(outputs::get, Output.BY_PLACE))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        Map<String, AttributeValue> row = new LinkedHashMap<>();
        for (int i : order) {
            AttributeValue found = cursor.value(i);
            if (found != null) {
                outputs.get(i).addTo(row, found);
            }
        }
        return Item.ofOwned(row);
    }

    /** What a slot of the current item holds; null for nothing. */
    public AttributeValue value(int slot) {
        return cursor.value(slot);
    }

    /** The whole current item. */
    public Item item() {
        return cursor.item();
    }

    /** Where the next page starts, if this one ended before the items did. */
    public Optional<PagePosition> nextPage() {
        return Optional.ofNullable(next);
    }

    /** How many items were examined so far. */
    public long itemsExamined() {
        return examinedBefore + (cursor == null ? 0 : cursor.itemsExamined());
    }

    /** How many reads were opened in the store. */
    public long readsOpened() {
        return readsOpened;
    }

    /** What the run has cost so far. */
    public ConsumedCapacity capacity() {
        return cursor == null ? capacityBefore : capacityBefore.plus(cursor.capacity());
    }

    @Override
    public void close() {
        if (cursor != null) {
            ItemCursor open = cursor;
            cursor = null;
            open.close();
        }
        ended = true;
    }
}
