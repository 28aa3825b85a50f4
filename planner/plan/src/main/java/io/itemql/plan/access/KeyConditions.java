package io.itemql.plan.access;

import io.itemql.condition.ComparisonOperator;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.expression.In;
import io.itemql.plan.expression.IsType;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.operator.SessionOptions;
import io.itemql.plan.operator.Values;
import io.itemql.plan.subquery.Membership;
import io.itemql.table.KeyAttribute;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Chooses the access for a predicate by the keys of the table.
 *
 * <p>In order of preference: nothing at all where the predicate cannot be true; GET for equality on the whole key;
 * BATCH GET for IN or OR on whole keys; QUERY for equality or IN on the partition key, with whatever bounds the sort
 * key; SCAN. Each condition then goes to exactly one place: fulfilled by the keys, pushed into the store, or the
 * remainder.
 *
 * <p>Values that a key is compared with may be any expressions that read no columns of the table: literals, parameters,
 * columns of an outer query. Whether they fit the key's type shows in each execution.
 */
public final class KeyConditions {
    /** More keys than this are not looked up one by one. */
    static final int KEYS_MAX = 10_000;

    private final TableRead read;
    private final List<KeyCondition> conditions = new ArrayList<>();

    private KeyConditions(TableRead read) {
        this.read = read;
    }

    /**
     * The access for a predicate.
     *
     * @param read the columns; its own filter is kept and added to
     * @param predicate conditions over the columns, all of which must be TRUE
     * @param descending whether a query should go backwards through the sort keys
     */
    public static ReadChoice analyze(
            TableRead read, List<Expression> predicate, boolean descending, SessionOptions options) {
        List<Expression> conjuncts = new ArrayList<>();
        for (Expression condition : predicate) {
            for (Expression conjunct : Expressions.conjuncts(condition)) {
                Optional<Value> value = literalValue(conjunct);
                if (value.isEmpty()) {
                    conjuncts.add(conjunct);
                } else if (value.get() != BoolValue.TRUE) {
                    return new ReadChoice(Values.none(read.width()), List.of(), true);
                }
            }
        }
        if (!options.keyAccess()) {
            return new ReadChoice(new ScanPlan(read), conjuncts, false);
        }
        KeyConditions analysis = new KeyConditions(read);
        conjuncts.forEach(conjunct -> analysis.conditions.add(KeyCondition.of(conjunct, read)));
        return analysis.isContradiction()
                ? new ReadChoice(Values.none(read.width()), List.of(), true)
                : analysis.choose(descending);
    }

    /** The value of a conjunct that nothing but the statement's text decides; NULL counts as FALSE. */
    private static Optional<Value> literalValue(Expression conjunct) {
        boolean decided = Expressions.isLiteral(conjunct)
                && !Expressions.anyMatch(
                        conjunct,
                        part -> part instanceof Literal literal
                                && literal.value() != null
                                && !(literal.value() instanceof AttributeValue));
        if (!decided) {
            return Optional.empty();
        }
        try {
            Value value = conjunct.evaluate(ArrayRow.EMPTY, new Evaluation(List.of(), Instant.EPOCH, ZoneOffset.UTC));
            return Optional.of(value == null ? BoolValue.FALSE : value);
        } catch (ItemException e) {
            // Such as 1 / 0 = 1: fails when it runs, and only if there are rows.
            return Optional.empty();
        }
    }

    /** Two equalities of one key with different literals. */
    private boolean isContradiction() {
        for (KeyCondition first : conditions) {
            for (KeyCondition second : conditions) {
                if (first.isEquality()
                        && second.isEquality()
                        && first.partition() == second.partition()
                        && first.value() instanceof Literal a
                        && second.value() instanceof Literal b
                        && a.value() instanceof AttributeValue x
                        && b.value() instanceof AttributeValue y
                        && !x.equals(y)) {
                    return true;
                }
            }
        }
        return false;
    }

    private ReadChoice choose(boolean descending) {
        Optional<KeyCondition> partition = find(true, KeyCondition::isEquality);
        if (read.index().isPresent()) {
            return partition
                    .or(() -> find(true, KeyCondition::isList))
                    .filter(keys -> keys.values().size() <= KEYS_MAX)
                    .map(keys -> query(keys, descending))
                    .orElseGet(() -> rest(new ScanPlan(read), Set.of(), false));
        }
        Optional<KeyCondition> partitions = partition.or(() -> find(true, KeyCondition::isList));
        if (partitions.isPresent()) {
            Optional<ReadChoice> byKeys = byWholeKeys(partitions.get());
            if (byKeys.isPresent()) {
                return byKeys.get();
            }
        }
        Optional<ReadChoice> byTuples = partition.isPresent() ? Optional.empty() : byTuples();
        if (byTuples.isPresent()) {
            return byTuples.get();
        }
        if (partitions.isPresent() && partitions.get().values().size() <= KEYS_MAX) {
            return query(partitions.get(), descending);
        }
        return rest(new ScanPlan(read), Set.of(), false);
    }

    private Optional<KeyCondition> find(boolean partition, Predicate<KeyCondition> kind) {
        return conditions.stream()
                .filter(condition -> condition.isKey() && condition.partition() == partition && kind.test(condition))
                .findFirst();
    }

    private Optional<ReadChoice> byWholeKeys(KeyCondition partition) {
        List<KeyExpression> keys = new ArrayList<>();
        List<Expression> fulfilled = new ArrayList<>(List.of(partition.source()));
        if (read.keys().hasSortKey()) {
            Optional<KeyCondition> sort =
                    find(false, KeyCondition::isEquality).or(() -> find(false, KeyCondition::isList));
            if (sort.isEmpty()
                    || (long) sort.get().values().size() * partition.values().size() > KEYS_MAX) {
                return Optional.empty();
            }
            fulfilled.add(sort.get().source());
            for (Expression first : partition.values()) {
                sort.get().values().forEach(second -> keys.add(KeyExpression.of(first, second)));
            }
        } else if (partition.values().size() <= KEYS_MAX) {
            partition.values().forEach(value -> keys.add(KeyExpression.of(value)));
        } else {
            return Optional.empty();
        }
        boolean one = partition.isEquality()
                && keys.size() == 1
                && keys.get(0).sort().filter(SelectedKeys::isSelected).isEmpty();
        ReadPlan access = one ? new GetPlan(read, keys.get(0), fulfilled) : new BatchGetPlan(read, keys, fulfilled);
        return Optional.of(rest(access, Set.copyOf(fulfilled), one));
    }

    /** An OR whose every branch names whole keys, or at least partition keys. */
    private Optional<ReadChoice> byTuples() {
        for (KeyCondition condition : conditions) {
            Optional<KeyExpression> selected = selectedWholeKeys(condition.source());
            if (selected.isPresent()) {
                List<Expression> source = List.of(condition.source());
                return Optional.of(
                        rest(new BatchGetPlan(read, List.of(selected.get()), source), Set.copyOf(source), false));
            }
            Optional<KeyTuples> tuples = KeyTuples.of(condition.source(), read);
            if (tuples.isEmpty()) {
                continue;
            }
            List<Expression> source = List.of(condition.source());
            if (tuples.get().whole()) {
                return Optional.of(rest(
                        new BatchGetPlan(read, tuples.get().keys(), source),
                        tuples.get().complete() ? Set.copyOf(source) : Set.of(),
                        false));
            }
            List<Expression> partitions = tuples.get().partitions();
            Expression shown = new In(tuples.get().partitionColumn(), partitions);
            return Optional.of(
                    rest(new QueryPlan(read, partitions, SortCondition.ALL, false, List.of(shown)), Set.of(), false));
        }
        return Optional.empty();
    }

    /** {@code (partition key, sort key) IN (SELECT …)}. */
    private Optional<KeyExpression> selectedWholeKeys(Expression condition) {
        Optional<Membership> rows = SelectedKeys.of(condition);
        if (rows.isEmpty() || !read.keys().hasSortKey()) {
            return Optional.empty();
        }
        boolean fits = rows.get().compared().size() == 2 || rows.get().isComparedAgain();
        int partition = column(rows.get(), read.keys().partitionKey());
        int sort = column(rows.get(), read.keys().sortKey().orElseThrow());
        return fits && partition >= 0 && sort >= 0
                ? Optional.of(
                        KeyExpression.of(new SelectedValue(rows.get(), partition), new SelectedValue(rows.get(), sort)))
                : Optional.empty();
    }

    /** Which column of the rows is compared with a key attribute; -1 if none is. */
    private int column(Membership rows, KeyAttribute key) {
        for (int i = 0; i < rows.compared().size(); i++) {
            if (key.equals(KeyCondition.keyOf(rows.compared().get(i), read))) {
                return i;
            }
        }
        return -1;
    }

    private ReadChoice query(KeyCondition partition, boolean descending) {
        List<Expression> fulfilled = new ArrayList<>(List.of(partition.source()));
        List<SortCondition.Bound> bounds = new ArrayList<>();
        Optional<Expression> prefix = Optional.empty();
        Set<Expression> covered = new HashSet<>(fulfilled);
        if (read.accessKeys().hasSortKey()) {
            for (KeyCondition condition : conditions) {
                boolean usable = condition.isRange()
                        || (condition.isKey()
                                && condition.isEquality()
                                && read.index().isPresent());
                if (usable && !condition.partition()) {
                    bounds.addAll(condition.bounds());
                    condition
                            .values()
                            .forEach(value -> bounds.add(new SortCondition.Bound(ComparisonOperator.EQUAL, value)));
                    fulfilled.add(condition.source());
                    covered.add(condition.source());
                }
            }
            Optional<KeyCondition> beginning =
                    bounds.isEmpty() ? find(false, KeyCondition::isPrefix) : Optional.empty();
            if (beginning.isPresent()) {
                prefix = Optional.of(beginning.get().prefix());
                fulfilled.add(beginning.get().source());
                if (beginning.get().exact()) {
                    covered.add(beginning.get().source());
                }
            }
        }
        QueryPlan access =
                new QueryPlan(read, partition.values(), new SortCondition(bounds, prefix), descending, fulfilled);
        return rest(access, covered, access.isSorted());
    }

    /**
     * True if a query of an index finds every item of the table that meets a predicate: the index has no item without
     * its sort key, so the predicate must not be TRUE for one either.
     */
    static boolean findsAll(QueryPlan query, List<Expression> predicate) {
        if (!query.read().accessKeys().hasSortKey()
                || !query.sort().bounds().isEmpty()
                || query.sort().prefix().isPresent()) {
            return true;
        }
        KeyAttribute sort = query.read().accessKeys().sortKey().orElseThrow();
        if (query.read().keys().attributes().contains(sort)) {
            // Every item has the keys of its table.
            return true;
        }
        return predicate.stream()
                .flatMap(condition -> Expressions.conjuncts(condition).stream())
                .anyMatch(condition -> condition instanceof IsType test
                        && test.types().equals(Set.of(sort.type()))
                        && sort.equals(KeyCondition.keyOf(test.operand(), query.read())));
    }

    /** Puts every condition that the keys do not fulfil into the store's filter or into the remainder. */
    private ReadChoice rest(ReadPlan access, Set<Expression> covered, boolean sorted) {
        List<Expression> pushed = new ArrayList<>(read.filter());
        List<Expression> remainder = new ArrayList<>();
        for (KeyCondition condition : conditions) {
            Expression source = condition.source();
            if (covered.contains(source)) {
                continue;
            }
            // A query's filter may not name key attributes, so the service says.
            boolean allowed = !(access instanceof QueryPlan) || !readsKey(source);
            if (allowed && StoreFilter.canPush(source, read)) {
                pushed.add(source);
            } else {
                remainder.add(source);
            }
        }
        return new ReadChoice(access.withFilter(pushed), remainder, sorted);
    }

    private boolean readsKey(Expression expression) {
        return Expressions.anyMatch(expression, part -> PathOf.expression(part, read)
                .filter(path -> path.isTopLevel() && read.accessKeys().isKey(path.attribute()))
                .isPresent());
    }
}
