package io.itemql.sql.dynamodb.access;

import io.itemql.condition.ComparisonOperator;
import io.itemql.condition.Condition;
import io.itemql.condition.Operand;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeValue;
import io.itemql.table.KeySchema;
import java.util.ArrayList;
import java.util.List;

/** Looks at conditions for what they say of key attributes. */
final class KeyTerms {
    private KeyTerms() {}

    static AttributeValue literal(Operand operand) {
        return operand instanceof Operand.Literal literal ? literal.value() : null;
    }

    static boolean isPath(Operand operand, String attribute) {
        return operand instanceof Operand.Path path
                && path.path().isTopLevel()
                && path.path().attribute().equals(attribute);
    }

    /** The value that a condition says an attribute equals; null if it says no such thing. */
    static AttributeValue equality(Condition condition, String attribute) {
        if (!(condition instanceof Condition.Compare compare) || compare.operator() != ComparisonOperator.EQUAL) {
            return null;
        }
        if (isPath(compare.left(), attribute)) {
            return literal(compare.right());
        }
        return isPath(compare.right(), attribute) ? literal(compare.left()) : null;
    }

    /** True if a condition is an IN with fixed values on an attribute of the key. */
    static boolean isKeyList(Condition condition, KeySchema keys) {
        return condition instanceof Condition.In in
                && in.operand() instanceof Operand.Path path
                && path.path().isTopLevel()
                && keys.isKey(path.path().attribute())
                && in.candidates().stream().allMatch(candidate -> literal(candidate) != null);
    }

    /** True if a condition, or an alternative of it, can lead a read by key. */
    static boolean leads(Condition condition, KeySchema keys) {
        if (condition instanceof Condition.And and) {
            return and.conditions().stream().anyMatch(part -> leads(part, keys));
        }
        if (condition instanceof Condition.Or or) {
            return or.conditions().stream().anyMatch(part -> leads(part, keys));
        }
        if (condition instanceof Condition.Compare compare) {
            return compare.operator() != ComparisonOperator.NOT_EQUAL
                    && ((isKey(compare.left(), keys) && literal(compare.right()) != null)
                            || (isKey(compare.right(), keys) && literal(compare.left()) != null));
        }
        if (condition instanceof Condition.Between between) {
            return isKey(between.operand(), keys);
        }
        if (condition instanceof Condition.BeginsWith begins) {
            return isKey(begins.operand(), keys);
        }
        return isKeyList(condition, keys);
    }

    private static boolean isKey(Operand operand, KeySchema keys) {
        return operand instanceof Operand.Path path
                && path.path().isTopLevel()
                && keys.isKey(path.path().attribute());
    }

    // ---- paths

    /** All paths that a condition names, in its order. */
    static List<AttributePath> paths(Condition condition) {
        List<AttributePath> paths = new ArrayList<>();
        collect(condition, paths);
        return paths;
    }

    private static void collect(Condition condition, List<AttributePath> paths) {
        if (condition instanceof Condition.Compare compare) {
            collect(compare.left(), paths);
            collect(compare.right(), paths);
        } else if (condition instanceof Condition.Between between) {
            collect(between.operand(), paths);
            collect(between.low(), paths);
            collect(between.high(), paths);
        } else if (condition instanceof Condition.In in) {
            collect(in.operand(), paths);
            in.candidates().forEach(candidate -> collect(candidate, paths));
        } else if (condition instanceof Condition.Exists exists) {
            paths.add(exists.path());
        } else if (condition instanceof Condition.HasType type) {
            paths.add(type.path());
        } else if (condition instanceof Condition.BeginsWith begins) {
            collect(begins.operand(), paths);
            collect(begins.prefix(), paths);
        } else if (condition instanceof Condition.Contains contains) {
            collect(contains.operand(), paths);
            collect(contains.part(), paths);
        } else if (condition instanceof Condition.And and) {
            and.conditions().forEach(part -> collect(part, paths));
        } else if (condition instanceof Condition.Or or) {
            or.conditions().forEach(part -> collect(part, paths));
        } else if (condition instanceof Condition.Not not) {
            collect(not.condition(), paths);
        }
    }

    private static void collect(Operand operand, List<AttributePath> paths) {
        if (operand instanceof Operand.Path path) {
            paths.add(path.path());
        } else if (operand instanceof Operand.Size size) {
            collect(size.of(), paths);
        }
    }
}
