package io.itemql.sql.dynamodb.access;

import io.itemql.condition.Condition;
import io.itemql.condition.Operand;
import io.itemql.item.AttributePath;
import io.itemql.sql.dynamodb.statement.CheckedStatement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a query of an index may name although the index does not hold it, and what becomes of that. */
final class Projections {
    /** No attribute has an empty name, so this path never leads anywhere. */
    private static final AttributePath NOWHERE = AttributePath.of("");

    private Projections() {}

    /** The service refuses what a global index cannot give; what a local one lacks comes from the table. */
    static void checkSelected(CheckedStatement.Select query, Target target) {
        Set<String> lacking = new LinkedHashSet<>();
        query.outputs().forEach(output -> addLacking(output.path(), target, lacking));
        if (target.isGlobal() && !lacking.isEmpty()) {
            throw KeyChecks.refused("One or more parameter values were invalid: Global secondary index " + name(target)
                    + " does not project " + lacking);
        }
    }

    /** Whether a local index lacks what the query selects. */
    static boolean needsTable(CheckedStatement.Select query, Target target) {
        return query.outputs().stream()
                .anyMatch(output -> !target.projects(output.path().attribute()));
    }

    /** A read by one key or a list of them cannot test what the index does not hold. */
    static void checkTested(List<AttributePath> tested, Target target) {
        Set<String> lacking = new LinkedHashSet<>();
        tested.forEach(path -> addLacking(path, target, lacking));
        if (!lacking.isEmpty()) {
            throw KeyChecks.refused("One or more parameter values were invalid: Secondary index " + name(target)
                    + " does not project one or more filter attributes: " + lacking);
        }
    }

    private static void addLacking(AttributePath path, Target target, Set<String> lacking) {
        if (!target.projects(path.attribute())) {
            lacking.add(path.attribute());
        }
    }

    private static String name(Target target) {
        return target.index().orElseThrow().name();
    }

    /** The filter of a scan, or of one branch of an OR, to which what the index does not hold is missing. */
    static Optional<Condition> scanned(Optional<Condition> filter, Target target) {
        boolean whole = target.index().isEmpty() || target.index().get().projectsAll();
        return whole ? filter : filter.map(condition -> restricted(condition, target));
    }

    private static Condition restricted(Condition condition, Target target) {
        if (condition instanceof Condition.Compare compare) {
            return new Condition.Compare(
                    compare.operator(), restricted(compare.left(), target), restricted(compare.right(), target));
        }
        if (condition instanceof Condition.Between between) {
            return new Condition.Between(
                    restricted(between.operand(), target),
                    restricted(between.low(), target),
                    restricted(between.high(), target));
        }
        if (condition instanceof Condition.In in) {
            return new Condition.In(
                    restricted(in.operand(), target),
                    in.candidates().stream()
                            .map(candidate -> restricted(candidate, target))
                            .toList());
        }
        if (condition instanceof Condition.Exists exists) {
            return new Condition.Exists(restricted(exists.path(), target));
        }
        if (condition instanceof Condition.HasType type) {
            return new Condition.HasType(restricted(type.path(), target), type.type());
        }
        if (condition instanceof Condition.BeginsWith begins) {
            return new Condition.BeginsWith(restricted(begins.operand(), target), restricted(begins.prefix(), target));
        }
        if (condition instanceof Condition.Contains contains) {
            return new Condition.Contains(restricted(contains.operand(), target), restricted(contains.part(), target));
        }
        if (condition instanceof Condition.And and) {
            return new Condition.And(restricted(and.conditions(), target));
        }
        if (condition instanceof Condition.Or or) {
            return new Condition.Or(restricted(or.conditions(), target));
        }
        return new Condition.Not(restricted(((Condition.Not) condition).condition(), target));
    }

    private static List<Condition> restricted(List<Condition> conditions, Target target) {
        return conditions.stream().map(part -> restricted(part, target)).toList();
    }

    private static Operand restricted(Operand operand, Target target) {
        if (operand instanceof Operand.Path path) {
            return new Operand.Path(restricted(path.path(), target));
        }
        return operand instanceof Operand.Size size ? new Operand.Size(restricted(size.of(), target)) : operand;
    }

    private static AttributePath restricted(AttributePath path, Target target) {
        return target.projects(path.attribute()) ? path : NOWHERE;
    }
}
