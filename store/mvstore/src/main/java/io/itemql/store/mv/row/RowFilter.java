package io.itemql.store.mv.row;

import io.itemql.condition.ComparisonOperator;
import io.itemql.condition.Condition;
import io.itemql.condition.Operand;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A condition prepared for stored rows. Leaves that hold a path against a literal look at the row's bytes and create no
 * objects; every other leaf asks {@link Condition#test}. The answers are those of {@code Condition.test} on the decoded
 * item.
 *
 * <p>Not thread-safe: each cursor compiles its own.
 */
public final class RowFilter {
    /**
     * From so many candidates on, IN decodes the value and looks it up instead of trying one candidate after the other.
     */
    private static final int HASHED_CANDIDATES_MIN = 9;

    /** One node of the prepared condition. */
    private interface Node {
        boolean test(StoredRow row);
    }

    private final Node root;

    public RowFilter(Condition condition, RowCodec codec) {
        root = compile(condition, codec);
    }

    public boolean test(StoredRow row) {
        return root.test(row);
    }

    private static Node compile(Condition condition, RowCodec codec) {
        if (condition instanceof Condition.And and) {
            return all(compileAll(and.conditions(), codec));
        }
        if (condition instanceof Condition.Or or) {
            Node[] parts = compileAll(or.conditions(), codec);
            return row -> {
                for (Node part : parts) {
                    if (part.test(row)) {
                        return true;
                    }
                }
                return false;
            };
        }
        if (condition instanceof Condition.Not not) {
            Node inner = compile(not.condition(), codec);
            return row -> !inner.test(row);
        }
        Node leaf = compileLeaf(condition, codec);
        return leaf == null ? condition::test : leaf;
    }

    private static Node[] compileAll(List<Condition> conditions, RowCodec codec) {
        return conditions.stream().map(part -> compile(part, codec)).toArray(Node[]::new);
    }

    private static Node all(Node[] parts) {
        return row -> {
            for (Node part : parts) {
                if (!part.test(row)) {
                    return false;
                }
            }
            return true;
        };
    }

    /** A leaf on bytes; null if the condition is not of a form that has one. */
    private static Node compileLeaf(Condition condition, RowCodec codec) {
        if (condition instanceof Condition.Compare compare) {
            if (compare.left() instanceof Operand.Path path && compare.right() instanceof Operand.Literal literal) {
                return comparison(compare.operator(), path.path(), literal.value(), codec);
            }
            if (compare.left() instanceof Operand.Literal literal && compare.right() instanceof Operand.Path path) {
                return comparison(compare.operator().reversed(), path.path(), literal.value(), codec);
            }
            return null;
        }
        if (condition instanceof Condition.Between between) {
            return between(between, codec);
        }
        if (condition instanceof Condition.In in) {
            return in(in, codec);
        }
        if (condition instanceof Condition.Exists exists) {
            StoredPath path = new StoredPath(exists.path(), codec);
            return row -> path.type(row) != null;
        }
        if (condition instanceof Condition.HasType hasType) {
            StoredPath path = new StoredPath(hasType.path(), codec);
            AttributeType type = hasType.type();
            return row -> path.type(row) == type;
        }
        if (condition instanceof Condition.BeginsWith beginsWith) {
            return beginsWith(beginsWith, codec);
        }
        if (condition instanceof Condition.Contains contains) {
            return contains(contains, codec);
        }
        return null;
    }

    private static Node comparison(
            ComparisonOperator operator, AttributePath attributePath, AttributeValue literal, RowCodec codec) {
        SliceTest test = SliceTest.comparison(operator, literal);
        if (test == null) {
            return null;
        }
        StoredPath path = new StoredPath(attributePath, codec);
        if (!path.isInKey()) {
            return row -> test.test(path.locate(row));
        }
        if (path.keyType() != literal.type()) {
            boolean always = operator == ComparisonOperator.NOT_EQUAL;
            return row -> always;
        }
        byte[] bytes = path.keyBytes(literal);
        return row -> operator.accepts(path.compareKey(row, bytes));
    }

    private static Node between(Condition.Between between, RowCodec codec) {
        if (!(between.operand() instanceof Operand.Path path
                && between.low() instanceof Operand.Literal low
                && between.high() instanceof Operand.Literal high)) {
            return null;
        }
        Node notBelow = comparison(ComparisonOperator.GREATER_OR_EQUAL, path.path(), low.value(), codec);
        Node notAbove = comparison(ComparisonOperator.LESS_OR_EQUAL, path.path(), high.value(), codec);
        return notBelow == null || notAbove == null ? null : all(new Node[] {notBelow, notAbove});
    }

    private static Node in(Condition.In in, RowCodec codec) {
        if (!(in.operand() instanceof Operand.Path operand)) {
            return null;
        }
        List<AttributeValue> literals = new ArrayList<>();
        for (Operand candidate : in.candidates()) {
            if (!(candidate instanceof Operand.Literal literal)) {
                return null;
            }
            literals.add(literal.value());
        }
        StoredPath path = new StoredPath(operand.path(), codec);
        List<SliceTest> tests = new ArrayList<>();
        for (AttributeValue literal : literals) {
            SliceTest test = SliceTest.comparison(ComparisonOperator.EQUAL, literal);
            if (test != null) {
                tests.add(test);
            }
        }
        if (path.isInKey() || literals.size() >= HASHED_CANDIDATES_MIN || tests.size() < literals.size()) {
            Set<AttributeValue> candidates = new HashSet<>(literals);
            return row -> {
                AttributeValue value = path.value(row);
                return value != null && candidates.contains(value);
            };
        }
        SliceTest[] candidates = tests.toArray(SliceTest[]::new);
        return row -> {
            ValueSlice slice = path.locate(row);
            for (SliceTest candidate : candidates) {
                if (candidate.test(slice)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static Node beginsWith(Condition.BeginsWith beginsWith, RowCodec codec) {
        if (!(beginsWith.operand() instanceof Operand.Path operand
                && beginsWith.prefix() instanceof Operand.Literal prefix)) {
            return null;
        }
        StoredPath path = new StoredPath(operand.path(), codec);
        SliceTest test = path.isInKey() ? null : SliceTest.prefix(prefix.value());
        return test == null ? null : row -> test.test(path.locate(row));
    }

    /** A text within a text is found on the bytes; members of sets and elements of lists are left to the condition. */
    private static Node contains(Condition.Contains contains, RowCodec codec) {
        if (!(contains.operand() instanceof Operand.Path operand
                && contains.part() instanceof Operand.Literal part
                && part.value().type() == AttributeType.S)) {
            return null;
        }
        StoredPath path = new StoredPath(operand.path(), codec);
        SliceTest inText = path.isInKey() ? null : SliceTest.part(part.value());
        if (inText == null) {
            return null;
        }
        return row -> {
            ValueSlice slice = path.locate(row);
            return slice.tag() == Tag.S ? inText.test(slice) : !slice.isMissing() && contains.test(row);
        };
    }
}
