package io.itemql.store.mv;

import io.itemql.item.Item;
import io.itemql.store.mv.partition.Partition;
import io.itemql.store.mv.partition.PartitionInfo;
import io.itemql.store.mv.table.CataloguedTable;
import io.itemql.store.system.SystemTable;
import io.itemql.store.system.SystemTables;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What the embedded store tells about itself, beside what its catalogue tells. */
final class StoreFacts implements SystemTables {
    private static final String COUNT = "count";
    private static final String MILLISECONDS = "ms";

    private final SystemTables catalogue;
    private final TableRegistry registry;
    private final OpenViews views;
    private final StoreCounters counters;
    private final Persistence persistence;
    private final Supplier<List<Item>> recovery;
    private final List<SystemTable> tables;

    /** @param catalogue the tables that need no engine */
    StoreFacts(
            SystemTables catalogue,
            TableRegistry registry,
            OpenViews views,
            StoreCounters counters,
            Persistence persistence,
            Supplier<List<Item>> recovery) {
        this.catalogue = catalogue;
        this.registry = registry;
        this.views = views;
        this.counters = counters;
        this.persistence = persistence;
        this.recovery = recovery;
        List<SystemTable> all = new ArrayList<>(catalogue.tables());
        all.addAll(List.of(
                SystemTable.PARTITIONS,
                SystemTable.TRANSACTIONS,
                SystemTable.JOURNAL,
                SystemTable.METRICS,
                SystemTable.RECOVERY));
        this.tables = List.copyOf(all);
    }

    @Override
    public List<SystemTable> tables() {
        return tables;
    }

    @Override
    public List<Item> rows(String name) {
        return switch (name) {
            case "partitions" -> partitions();
            case "transactions" -> transactions();
            case "journal" -> persistence.journalFacts();
            case "metrics" -> metrics();
            case "recovery" -> recovery.get();
            default -> catalogue.rows(name);
        };
    }

    private List<Item> partitions() {
        List<Item> rows = new ArrayList<>();
        for (CataloguedTable table : registry.set().list()) {
            if (table.isView()) {
                continue;
            }
            for (Partition partition : table.table().partitions().list()) {
                PartitionInfo found = partition.info();
                rows.add(SystemTable.PARTITIONS.row(
                        table.name(),
                        found.from(),
                        found.to(),
                        found.items(),
                        found.itemBytes(),
                        found.reads(),
                        found.writes()));
            }
        }
        return rows;
    }

    private List<Item> transactions() {
        List<Item> rows = new ArrayList<>();
        long now = System.nanoTime();
        Instant moment = Instant.now();
        for (MvReadView view : views.list()) {
            long ageMillis = TimeUnit.NANOSECONDS.toMillis(now - view.openedNanos());
            Optional<MvTransaction> transaction = view.transaction();
            String kind = transaction.isPresent() ? "TRANSACTION" : "VIEW";
            rows.add(SystemTable.TRANSACTIONS.row(
                    view.number(),
                    view.isExpired() ? "EXPIRED " + kind : kind,
                    moment.minusMillis(ageMillis),
                    ageMillis,
                    TimeUnit.SECONDS.toMillis(views.ageSecondsMax()),
                    transaction.map(each -> each.isolation().name()).orElse(null),
                    transaction.map(each -> (long) each.writeCount()).orElse(null)));
        }
        return rows;
    }

    private List<Item> metrics() {
        List<Item> rows = new ArrayList<>();
        rows.add(SystemTable.metric(
                "items.read", counters.itemsRead(), COUNT, "items examined, whether or not they met a filter"));
        rows.add(SystemTable.metric("items.written", counters.writes(), COUNT, "writes, also those that failed"));
        rows.add(SystemTable.metric("batches.written", counters.batches(), COUNT, "calls that carried writes"));
        rows.add(SystemTable.metric(
                "batches.meanMillis",
                meanMillis(counters.writeNanos(), counters.batches()),
                MILLISECONDS,
                "how long such a call took on average, until it was durable"));
        List<MvReadView> open = views.list();
        rows.add(SystemTable.metric("views.opened", views.openedCount(), COUNT, "views opened"));
        rows.add(SystemTable.metric("views.open", open.size(), COUNT, "views that are open"));
        rows.add(SystemTable.metric(
                "views.oldestMillis",
                open.isEmpty()
                        ? 0
                        : TimeUnit.NANOSECONDS.toMillis(
                                System.nanoTime() - open.get(0).openedNanos()),
                MILLISECONDS,
                "the age of the oldest of them"));
        rows.add(SystemTable.metric(
                "views.expired", views.expiredCount(), COUNT, "views given up because of their age"));
        rows.addAll(persistence.metrics());
        return rows;
    }

    /** An average in milliseconds, to the microsecond; 0 of nothing. */
    static BigDecimal meanMillis(long nanos, long count) {
        return count == 0 ? BigDecimal.ZERO : millis(nanos / count);
    }

    /** Nanoseconds in milliseconds, to the microsecond. */
    static BigDecimal millis(long nanos) {
        return BigDecimal.valueOf(TimeUnit.NANOSECONDS.toMicros(nanos), 3).stripTrailingZeros();
    }
}
