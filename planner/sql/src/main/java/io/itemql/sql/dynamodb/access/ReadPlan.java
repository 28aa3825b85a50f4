package io.itemql.sql.dynamodb.access;

import io.itemql.condition.Condition;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.item.ValueOrder;
import io.itemql.sql.dynamodb.statement.CheckedStatement;
import io.itemql.sql.dynamodb.statement.CheckedStatement.OrderKey;
import io.itemql.sql.dynamodb.statement.Output;
import io.itemql.store.Access;
import io.itemql.store.ItemKey;
import io.itemql.store.SortKeyRange;
import io.itemql.table.KeySchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The reads that a query becomes, in their order: one for each partition and range of sort keys that it names, or a scan
 * of everything.
 */
public final class ReadPlan {
    /**
     * One read.
     *
     * @param filter what is tested on each item
     */
    public record Part(Access access, Optional<Condition> filter) {}

    private final CheckedStatement.Select query;
    private final Target target;
    private final List<Part> parts;
    private final boolean scans;
    private final Optional<ItemKey> singleKey;

    private ReadPlan(
            CheckedStatement.Select query,
            Target target,
            List<Part> parts,
            boolean scans,
            Optional<ItemKey> singleKey) {
        this.query = query;
        this.target = target;
        this.parts = List.copyOf(parts);
        this.scans = scans;
        this.singleKey = singleKey;
    }

    /**
     * Plans a query.
     *
     * @throws ItemException if the service refuses it for the keys of the target
     */
    public static ReadPlan of(CheckedStatement.Select query, Target target) {
        KeySchema keys = target.keys();
        KeyChecks.checkScalar(query.outputs().stream().map(Output::path).toList(), keys);
        List<AttributePath> tested = query.where().map(KeyTerms::paths).orElse(List.of());
        KeyChecks.checkScalar(tested, keys);
        Projections.checkSelected(query, target);
        Branches analysis = new Branches(keys);
        boolean keyed =
                query.where().isPresent() && analysis.areKeyed(query.where().get());
        List<OrderKey> orders = query.orders();
        if (!orders.isEmpty()) {
            checkOrder(orders, keyed, keys);
        }
        if (!keyed) {
            Part scan = new Part(Access.Scan.WHOLE, Projections.scanned(query.where(), target));
            return new ReadPlan(query, target, List.of(scan), true, Optional.empty());
        }
        Condition where = query.where().get();
        if (!analysis.isAlternative(where)) {
            Projections.checkTested(tested, target);
        }
        List<Branch> branches = analysis.of(where);
        Map<AttributeValue, List<Branch>> partitions = Branches.byPartition(branches);
        if (!orders.isEmpty()
                && partitions.size() > 1
                && new KeyOrder(orders, keys).partitions().isEmpty()) {
            throw KeyChecks.refused("Must have hash key in ORDER BY clause when more than one hash key condition"
                    + " specified in WHERE clause.");
        }
        List<Part> parts = new Ordering(orders, target).parts(partitions);
        return new ReadPlan(query, target, parts, false, singleKey(branches, target));
    }

    /** The plan of a query that was found to name one item by its key. */
    static ReadPlan ofKey(CheckedStatement.Select query, Target target, Access.Get access) {
        List<Part> parts = List.of(new Part(access, Optional.empty()));
        return new ReadPlan(
                query, target, parts, false, Optional.of(access.keys().get(0)));
    }

    private static void checkOrder(List<OrderKey> orders, boolean keyed, KeySchema keys) {
        if (!keyed) {
            throw KeyChecks.refused("Must have at least one non-optional hash key condition in WHERE clause when using"
                    + " ORDER BY clause.");
        }
        for (OrderKey order : orders) {
            if (!keys.isKey(order.attribute())) {
                throw KeyChecks.refused(
                        "Attribute " + order.attribute() + " in ORDER BY clause must be part of the primary key");
            }
        }
    }

    private static Optional<ItemKey> singleKey(List<Branch> branches, Target target) {
        if (target.index().isPresent()
                || branches.size() != 1
                || !branches.get(0).isExactKey()) {
            return Optional.empty();
        }
        return Optional.of(key(branches.get(0), target.keys()));
    }

    private static ItemKey key(Branch branch, KeySchema keys) {
        ItemKey key = keys.hasSortKey()
                ? ItemKey.of(branch.partition(), branch.sort().point())
                : ItemKey.of(branch.partition());
        KeyChecks.checkLength(key);
        return key;
    }

    /** Puts the reads of each partition together and into their order. */
    private static final class Ordering {
        private final KeyOrder order;
        private final Target target;
        private final KeySchema keys;
        /** An index may have several items under one key, so they are never got, only queried. */
        private final boolean queriesOnly;

        Ordering(List<OrderKey> orders, Target target) {
            this.target = target;
            this.keys = target.keys();
            this.order = new KeyOrder(orders, keys);
            this.queriesOnly = target.index().isPresent();
        }

        List<Part> parts(Map<AttributeValue, List<Branch>> partitions) {
            List<AttributeValue> values = new ArrayList<>(partitions.keySet());
            order.partitions().ifPresent(values::sort);
            List<Part> parts = new ArrayList<>();
            for (AttributeValue value : values) {
                addPartition(partitions.get(value), parts);
            }
            return parts;
        }

        private void addPartition(List<Branch> branches, List<Part> parts) {
            boolean descending = order.readsBackwards();
            if (branches.size() > 1 && mayMeet(branches)) {
                // Read once, and each item tested for all alternatives, so that none comes twice.
                Condition either =
                        new Condition.Or(branches.stream().map(Branch::whole).toList());
                AttributeValue partition = branches.get(0).partition();
                Access access = keys.hasSortKey() || queriesOnly
                        ? new Access.Query(partition, SortKeyRange.ALL, descending)
                        : new Access.Get(List.of(ItemKey.of(partition)));
                parts.add(part(access, Optional.of(either)));
                return;
            }
            List<Branch> ordered = new ArrayList<>(branches);
            Comparator<Branch> byStart = Comparator.comparing(
                    branch -> branch.sort().start(), Comparator.nullsFirst(ValueOrder::compareSameType));
            ordered.sort(descending ? byStart.reversed() : byStart);
            for (Branch branch : ordered) {
                parts.add(part(access(branch, descending), branch.tested()));
            }
        }

        private Part part(Access access, Optional<Condition> tested) {
            return new Part(access, Projections.scanned(tested, target));
        }

        private boolean mayMeet(List<Branch> branches) {
            return !keys.hasSortKey() || branches.stream().anyMatch(Branch::testsKey);
        }

        private Access access(Branch branch, boolean descending) {
            boolean isWhole = !keys.hasSortKey() || branch.sort().point() != null;
            if (isWhole && !queriesOnly) {
                return new Access.Get(List.of(key(branch, keys)));
            }
            return new Access.Query(branch.partition(), branch.sort().toRange(), descending);
        }
    }

    /** The same query as a scan of everything, whose items {@link #order} puts into the order of this plan. */
    public ReadPlan asScan() {
        Part scan = new Part(Access.Scan.WHOLE, Projections.scanned(query.where(), target));
        return new ReadPlan(query, target, List.of(scan), true, Optional.empty());
    }

    /** A line for each read, as EXPLAIN shows them. */
    public List<String> explain() {
        return parts.stream().map(this::explain).toList();
    }

    private String explain(Part part) {
        String name = target.table().name()
                + target.index().map(index -> "." + index.name()).orElse("");
        String filter = part.filter().map(condition -> " | FILTER " + condition).orElse("");
        String project = query.outputs().isEmpty()
                ? ""
                : query.outputs().stream()
                        .map(output -> output.path().toString())
                        .collect(Collectors.joining(", ", " | PROJECT ", ""));
        return AccessText.of(part.access(), name, target.keys()) + filter + project;
    }

    public CheckedStatement.Select query() {
        return query;
    }

    public Target target() {
        return target;
    }

    /** The reads, one after the other. */
    public List<Part> parts() {
        return parts;
    }

    /** The order that the query asks for; empty if it asks for none. */
    public Optional<KeyOrder> order() {
        return query.orders().isEmpty() ? Optional.empty() : Optional.of(new KeyOrder(query.orders(), target.keys()));
    }

    /** Whether items must come from the table, because the index that is read lacks what is selected. */
    public boolean readsWholeItems() {
        return Projections.needsTable(query, target);
    }

    /** True if it reads everything to find what it wants. */
    public boolean scans() {
        return scans;
    }

    /** The key, if the query names one item by its whole key and asks nothing else of it. */
    public Optional<ItemKey> singleKey() {
        return singleKey;
    }
}
