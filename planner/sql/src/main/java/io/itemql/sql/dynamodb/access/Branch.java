package io.itemql.sql.dynamodb.access;

import io.itemql.condition.ComparisonOperator;
import io.itemql.condition.Condition;
import io.itemql.condition.Operand;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One alternative of a WHERE clause: the partition it reads, the sort keys, and what is tested on each item. */
final class Branch {
    private final KeySchema keys;
    private final List<Condition> conjuncts;
    private final SortInterval sort = new SortInterval();
    private final List<Condition> filter = new ArrayList<>();
    private AttributeValue partition;
    private boolean contradicts;

    /**
     * @throws io.itemql.error.ItemException if a key attribute is compared with what cannot be its value
     */
    Branch(List<Condition> conjuncts, KeySchema keys) {
        this.keys = keys;
        this.conjuncts = conjuncts;
        conjuncts.forEach(this::takePartition);
        for (Condition conjunct : conjuncts) {
            boolean isPartition =
                    KeyTerms.equality(conjunct, keys.partitionKey().name()) != null;
            if (!isPartition && !takeSort(conjunct)) {
                filter.add(conjunct);
            }
        }
        contradicts |= sort.isEmpty();
    }

    private void takePartition(Condition conjunct) {
        AttributeValue value = KeyTerms.equality(conjunct, keys.partitionKey().name());
        if (value != null) {
            KeyChecks.check(value, keys.partitionKey());
            contradicts |= partition != null && !partition.equals(value);
            partition = value;
        }
    }

    private boolean takeSort(Condition conjunct) {
        if (!keys.hasSortKey()) {
            return false;
        }
        KeyAttribute key = keys.sortKey().orElseThrow();
        if (conjunct instanceof Condition.Compare compare) {
            return takeComparison(compare, key);
        }
        if (conjunct instanceof Condition.Between between && KeyTerms.isPath(between.operand(), key.name())) {
            AttributeValue low = KeyTerms.literal(between.low());
            AttributeValue high = KeyTerms.literal(between.high());
            if (low == null || high == null) {
                return false;
            }
            KeyChecks.check(low, key);
            KeyChecks.check(high, key);
            if (sort.hasPrefix()) {
                return false;
            }
            sort.atLeast(low, true);
            sort.atMost(high, true);
            return true;
        }
        return conjunct instanceof Condition.BeginsWith begins && takePrefix(begins, key);
    }

    private boolean takePrefix(Condition.BeginsWith begins, KeyAttribute key) {
        AttributeValue prefix = KeyTerms.literal(begins.prefix());
        if (!KeyTerms.isPath(begins.operand(), key.name()) || prefix == null) {
            return false;
        }
        KeyChecks.check(prefix, key);
        return key.type() != AttributeType.N && sort.beginsWith(prefix);
    }

    private boolean takeComparison(Condition.Compare compare, KeyAttribute key) {
        AttributeValue value = KeyTerms.literal(compare.right());
        ComparisonOperator operator = compare.operator();
        Operand path = compare.left();
        if (value == null) {
            value = KeyTerms.literal(compare.left());
            operator = operator.reversed();
            path = compare.right();
        }
        if (value == null || operator == ComparisonOperator.NOT_EQUAL || !KeyTerms.isPath(path, key.name())) {
            return false;
        }
        KeyChecks.check(value, key);
        if (sort.hasPrefix()) {
            return false;
        }
        switch (operator) {
            case EQUAL -> {
                sort.atLeast(value, true);
                sort.atMost(value, true);
            }
            case LESS -> sort.atMost(value, false);
            case LESS_OR_EQUAL -> sort.atMost(value, true);
            case GREATER -> sort.atLeast(value, false);
            default -> sort.atLeast(value, true);
        }
        return true;
    }

    AttributeValue partition() {
        return partition;
    }

    SortInterval sort() {
        return sort;
    }

    /** True if no item can meet it. */
    boolean contradicts() {
        return contradicts;
    }

    /** The whole alternative as one condition. */
    Condition whole() {
        return Condition.and(conjuncts);
    }

    /** True if it is the whole key of one item and nothing else. */
    boolean isExactKey() {
        return filter.isEmpty() && (!keys.hasSortKey() || sort.point() != null);
    }

    /** True if a key attribute is tested in a way that no read by key can use. */
    boolean testsKey() {
        return filter.stream()
                .flatMap(condition -> KeyTerms.paths(condition).stream())
                .map(AttributePath::attribute)
                .anyMatch(keys::isKey);
    }

    /** What is tested on each item that was read. */
    Optional<Condition> tested() {
        return filter.isEmpty() ? Optional.empty() : Optional.of(Condition.and(filter));
    }
}
