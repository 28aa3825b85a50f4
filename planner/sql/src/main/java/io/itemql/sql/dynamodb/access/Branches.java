package io.itemql.sql.dynamodb.access;

import io.itemql.condition.ComparisonOperator;
import io.itemql.condition.Condition;
import io.itemql.condition.Operand;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The alternatives of a WHERE clause in terms of a key: lists and ORs on key attributes, multiplied out. */
final class Branches {
    /** How many reads one statement may become. */
    static final int MAX = 50;

    private final KeySchema keys;

    Branches(KeySchema keys) {
        this.keys = keys;
    }

    /** True if every alternative fixes the partition key, so that no scan is needed. */
    boolean areKeyed(Condition condition) {
        if (condition instanceof Condition.And and) {
            return and.conditions().stream().anyMatch(this::areKeyed);
        }
        if (condition instanceof Condition.Or or) {
            return !or.conditions().isEmpty() && or.conditions().stream().allMatch(this::areKeyed);
        }
        String partition = keys.partitionKey().name();
        return KeyTerms.equality(condition, partition) != null
                || (KeyTerms.isKeyList(condition, keys)
                        && KeyTerms.isPath(((Condition.In) condition).operand(), partition));
    }

    /** True if the partition is named by the branches of an OR. */
    boolean isAlternative(Condition condition) {
        if (condition instanceof Condition.And and) {
            return and.conditions().stream().anyMatch(this::isAlternative);
        }
        return condition instanceof Condition.Or && areKeyed(condition);
    }

    /**
     * The alternatives of a condition that {@linkplain #areKeyed is keyed}, in its order.
     *
     * @throws ItemException if there are too many, if two may read the same items, or if a key is compared with what
     *     cannot be its value
     */
    List<Branch> of(Condition condition) {
        if (count(condition) > MAX) {
            throw KeyChecks.refused("Too many decomposed read operations for a given query.");
        }
        checkLists(condition);
        List<List<Condition>> alternatives = expand(condition);
        List<Branch> branches = new ArrayList<>();
        for (List<Condition> conjuncts : alternatives) {
            Branch branch = branch(conjuncts, alternatives.size() == 1);
            if (branch != null && !branch.contradicts()) {
                branches.add(branch);
            }
        }
        if (keys.hasSortKey()) {
            checkApart(branches);
        }
        return branches;
    }

    /** A value of a wrong type ends a statement of one alternative; among several that one only finds nothing. */
    private Branch branch(List<Condition> conjuncts, boolean alone) {
        try {
            return new Branch(conjuncts, keys);
        } catch (ItemException e) {
            if (alone || e.code() != ErrorCode.KEY_CONDITION) {
                throw e;
            }
            return null;
        }
    }

    private long count(Condition condition) {
        if (condition instanceof Condition.And and) {
            long product = 1;
            for (Condition part : and.conditions()) {
                product = Math.min(MAX + 1L, product * count(part));
            }
            return product;
        }
        if (condition instanceof Condition.Or or && KeyTerms.leads(or, keys)) {
            return or.conditions().stream().mapToLong(this::count).sum();
        }
        return KeyTerms.isKeyList(condition, keys)
                ? ((Condition.In) condition).candidates().size()
                : 1;
    }

    private void checkLists(Condition condition) {
        if (condition instanceof Condition.And and) {
            and.conditions().forEach(this::checkLists);
        } else if (condition instanceof Condition.Or or) {
            or.conditions().forEach(this::checkLists);
        } else if (KeyTerms.isKeyList(condition, keys)) {
            Condition.In in = (Condition.In) condition;
            for (KeyAttribute key : keys.attributes()) {
                if (KeyTerms.isPath(in.operand(), key.name())) {
                    in.candidates().forEach(candidate -> KeyChecks.check(KeyTerms.literal(candidate), key));
                }
            }
        }
    }

    private List<List<Condition>> expand(Condition condition) {
        if (condition instanceof Condition.And and) {
            List<List<Condition>> product = List.of(List.of());
            for (Condition part : and.conditions()) {
                product = product(product, expand(part));
            }
            return product;
        }
        if (condition instanceof Condition.Or or && KeyTerms.leads(or, keys)) {
            return or.conditions().stream()
                    .flatMap(part -> expand(part).stream())
                    .toList();
        }
        if (KeyTerms.isKeyList(condition, keys)) {
            Condition.In in = (Condition.In) condition;
            List<List<Condition>> each = new ArrayList<>();
            for (Operand candidate : in.candidates()) {
                each.add(List.of(Condition.compare(in.operand(), ComparisonOperator.EQUAL, candidate)));
            }
            return each;
        }
        return List.of(List.of(condition));
    }

    private static List<List<Condition>> product(List<List<Condition>> left, List<List<Condition>> right) {
        List<List<Condition>> product = new ArrayList<>();
        for (List<Condition> a : left) {
            for (List<Condition> b : right) {
                List<Condition> both = new ArrayList<>(a);
                both.addAll(b);
                product.add(both);
            }
        }
        return product;
    }

    private static void checkApart(List<Branch> branches) {
        for (int i = 0; i < branches.size(); i++) {
            for (int j = i + 1; j < branches.size(); j++) {
                Branch one = branches.get(i);
                Branch two = branches.get(j);
                boolean meet = one.partition().equals(two.partition())
                        && !one.testsKey()
                        && !two.testsKey()
                        && one.sort().overlaps(two.sort());
                if (meet) {
                    throw KeyChecks.refused("Overlapping conditions with range keys are not supported in where clause");
                }
            }
        }
    }

    /** Branches by partition, in the order in which partitions are first named. */
    static Map<AttributeValue, List<Branch>> byPartition(List<Branch> branches) {
        Map<AttributeValue, List<Branch>> groups = new LinkedHashMap<>();
        for (Branch branch : branches) {
            groups.computeIfAbsent(branch.partition(), partition -> new ArrayList<>())
                    .add(branch);
        }
        return groups;
    }
}
