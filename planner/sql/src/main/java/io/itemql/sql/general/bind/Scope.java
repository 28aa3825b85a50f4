package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.NearestNames;
import io.itemql.sql.table.StatementTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Which names an expression can use: the relations of its FROM clause, then those of the queries around it. Used by one
 * thread, while a statement is bound.
 *
 * <p>A name that stands alone means the attribute of the one relation that knows it. A name that no relation knows can
 * still be an attribute, which is then missing everywhere, but only where there is just one table that it could belong to.
 */
final class Scope {
    private final Scope parent;
    private final Correlation boundary;
    private final NamedQueries queries;
    private final List<Relation> relations = new ArrayList<>();
    private final Map<String, SqlNode> merged = new LinkedHashMap<>();
    private final Map<String, SqlNode> grouped = new LinkedHashMap<>();

    private Scope(Scope parent, Correlation boundary, NamedQueries queries) {
        this.parent = parent;
        this.boundary = boundary;
        this.queries = queries;
    }

    /**
     * A scope with nothing around it.
     *
     * @param queries the queries of WITH clauses that it can use; may be {@code null}
     */
    static Scope outermost(NamedQueries queries) {
        return new Scope(null, null, queries);
    }

    /** The scope of a sub-query in an expression; what it takes from this scope becomes an argument. */
    Scope forSubQuery(Correlation correlation) {
        return new Scope(this, correlation, queries);
    }

    /** A scope inside this one, in the same query as far as planning goes. */
    Scope inner() {
        return new Scope(this, null, queries);
    }

    /** A scope inside this one that can use more queries of WITH clauses. */
    Scope inner(NamedQueries more) {
        return new Scope(this, null, more);
    }

    /**
     * This scope as the clauses behind GROUP BY see it.
     *
     * @param names what GROUP BY has given a name, which hides whatever else is called so
     */
    Scope grouped(Map<String, SqlNode> names) {
        Scope behind = new Scope(parent, boundary, queries);
        behind.relations.addAll(relations);
        behind.merged.putAll(merged);
        behind.grouped.putAll(names);
        return behind;
    }

    /** True if the name means what a GROUP BY around has called so, and no query of a WITH clause further inside. */
    boolean isGroupedAround(String name) {
        for (Scope scope = parent; scope != null; scope = scope.parent) {
            if (scope.grouped.containsKey(name)) {
                return NamedQueries.find(queries, name).equals(NamedQueries.find(scope.queries, name));
            }
        }
        return false;
    }

    /** The queries of WITH clauses that can be used here; may be {@code null}. */
    NamedQueries queries() {
        return queries;
    }

    /** @throws ItemException with {@link ErrorCode#DUPLICATE_NAME} if the alias is taken */
    void add(Relation relation, SqlParserPos pos) {
        if (relation(relation.alias()).isPresent()) {
            throw Places.of(pos)
                    .in(new ItemException(
                            ErrorCode.DUPLICATE_NAME, "Alias " + relation.alias(), " in the FROM clause"));
        }
        relations.add(relation);
    }

    /** Adds a relation, unless one of its alias is there. */
    void addIfAbsent(Relation relation) {
        if (relation(relation.alias()).isEmpty()) {
            relations.add(relation);
        }
    }

    /** True if this is, or is inside, a sub-query of an expression. */
    boolean isInSubQuery() {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            if (scope.boundary != null) {
                return true;
            }
        }
        return false;
    }

    /** True if a query around has a relation of this alias, or has given the name in its GROUP BY. */
    boolean isKnownAround(String alias) {
        for (Scope scope = parent; scope != null; scope = scope.parent) {
            if (scope.grouped.containsKey(alias) || scope.relation(alias).isPresent()) {
                return true;
            }
        }
        return false;
    }

    void addAll(Scope other, SqlParserPos pos) {
        other.relations.forEach(relation -> add(relation, pos));
        merged.putAll(other.merged);
    }

    List<Relation> relations() {
        return relations;
    }

    /** Columns that a join with USING or NATURAL made one, by name. */
    Map<String, SqlNode> merged() {
        return merged;
    }

    Optional<Relation> relation(String alias) {
        return relations.stream()
                .filter(relation -> relation.alias().equals(alias))
                .findFirst();
    }

    /** True if the relations here, not those around, are sure to have the name. */
    boolean knows(String name) {
        return grouped.containsKey(name)
                || merged.containsKey(name)
                || relations.stream().anyMatch(relation -> relation.knows(name));
    }

    /**
     * What a path means: a column, and how many steps of the path lead to it.
     *
     * @param path the first step is a name
     * @throws ItemException with {@link ErrorCode#AMBIGUOUS_ATTRIBUTE}, {@link ErrorCode#UNKNOWN_ATTRIBUTE} or
     *     {@link ErrorCode#UNKNOWN_RELATION_ALIAS}
     */
    Relation.Found resolve(List<PathStep> path, SqlParserPos pos) {
        Optional<Relation.Found> found = resolveKnown(path, pos);
        if (found.isEmpty()) {
            found = guess(path, pos);
        }
        return found.orElseThrow(() -> unknown(path, pos));
    }

    private Optional<Relation.Found> resolveKnown(List<PathStep> path, SqlParserPos pos) {
        Optional<Relation.Found> here = resolveHere(path, pos);
        if (here.isPresent() || parent == null) {
            return here;
        }
        return parent.resolveKnown(path, pos).map(found -> fromOutside(found, path, pos));
    }

    private Relation.Found fromOutside(Relation.Found found, List<PathStep> path, SqlParserPos pos) {
        if (boundary == null) {
            return found;
        }
        // What GROUP BY has named is no column.
        String name =
                found.node() instanceof SqlIdentifier column ? column.toString() : ((PathStep.Name) path.get(0)).name();
        return new Relation.Found(boundary.inside(found.node(), name, pos), found.stepsTaken());
    }

    private Optional<Relation.Found> resolveHere(List<PathStep> path, SqlParserPos pos) {
        String first = ((PathStep.Name) path.get(0)).name();
        if (grouped.containsKey(first)) {
            return Optional.of(new Relation.Found(grouped.get(first).clone(pos), 1));
        }
        Optional<Relation> named = relation(first);
        if (named.isPresent() && path.size() > 1 && path.get(1) instanceof PathStep.Name attribute) {
            Relation.Found below = named.get().column(attribute.name(), path.subList(2, path.size()), pos);
            return Optional.of(new Relation.Found(below.node(), below.stepsTaken() + 2));
        }
        if (isSchemaOfRelation(path)) {
            return resolveHere(path.subList(1, path.size()), pos)
                    .map(found -> new Relation.Found(found.node(), found.stepsTaken() + 1));
        }
        if (merged.containsKey(first)) {
            return Optional.of(new Relation.Found(merged.get(first).clone(pos), 1));
        }
        List<Relation> knowing =
                relations.stream().filter(relation -> relation.knows(first)).toList();
        if (knowing.size() > 1) {
            String aliases =
                    String.join(" and ", knowing.stream().map(Relation::alias).toList());
            throw Places.of(pos).in(new ItemException(ErrorCode.AMBIGUOUS_ATTRIBUTE, first, aliases));
        }
        if (!knowing.isEmpty()) {
            return Optional.of(attribute(knowing.get(0), path, pos));
        }
        return named.flatMap(relation -> relation.whole(pos)).map(whole -> new Relation.Found(whole, 1));
    }

    /** True for {@code main.users.name}, if users is a relation here and nothing is called main. */
    private boolean isSchemaOfRelation(List<PathStep> path) {
        String first = ((PathStep.Name) path.get(0)).name();
        return path.size() > 2
                && first.equalsIgnoreCase(StatementTables.SCHEMA)
                && !knows(first)
                && path.get(1) instanceof PathStep.Name alias
                && relation(alias.name()).isPresent();
    }

    private static Relation.Found attribute(Relation relation, List<PathStep> path, SqlParserPos pos) {
        String name = ((PathStep.Name) path.get(0)).name();
        Relation.Found below = relation.column(name, path.subList(1, path.size()), pos);
        return new Relation.Found(below.node(), below.stepsTaken() + 1);
    }

    /** An attribute that nobody knows belongs to the innermost query that has one table; with several, it is an error. */
    private Optional<Relation.Found> guess(List<PathStep> path, SqlParserPos pos) {
        List<Relation> open = relations.stream().filter(Relation::isOpen).toList();
        if (open.size() == 1) {
            if (isMeantAsAlias(path, open.get(0))) {
                return Optional.empty();
            }
            return Optional.of(attribute(open.get(0), path, pos));
        }
        if (!relations.isEmpty() || parent == null) {
            return Optional.empty();
        }
        return parent.guess(path, pos).map(found -> fromOutside(found, path, pos));
    }

    /**
     * True if the first name of a path can only be meant as an alias: the table has another alias, no attribute of the
     * first name, and either the first name is the table's own or the second one is an attribute. Any other path may lead
     * to an attribute that no item has yet.
     */
    private static boolean isMeantAsAlias(List<PathStep> path, Relation relation) {
        if (!(relation instanceof TableRelation named)) {
            return false;
        }
        String first = ((PathStep.Name) path.get(0)).name();
        String table = named.table().table().name();
        boolean qualified = path.size() > 1
                && path.get(1) instanceof PathStep.Name
                && !relation.alias().equals(table)
                && !named.table().isOpen();
        return qualified && (first.equals(table) || relation.knows(((PathStep.Name) path.get(1)).name()));
    }

    private ItemException unknown(List<PathStep> path, SqlParserPos pos) {
        String first = ((PathStep.Name) path.get(0)).name();
        List<String> aliases = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Scope scope = this; scope != null; scope = scope.parent) {
            for (Relation relation : scope.relations) {
                aliases.add(relation.alias());
                names.addAll(relation.names());
            }
        }
        boolean looksQualified = path.size() > 1 && path.get(1) instanceof PathStep.Name;
        ItemException unknown = looksQualified
                ? new ItemException(ErrorCode.UNKNOWN_RELATION_ALIAS, first)
                : new ItemException(
                        ErrorCode.UNKNOWN_ATTRIBUTE,
                        aliases.isEmpty() ? "a query without FROM" : String.join(" or ", aliases),
                        first,
                        NearestNames.offer(first, names));
        return Places.of(pos).in(unknown);
    }
}
