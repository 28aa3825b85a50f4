package io.itemql.tck.oracle;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.ListValue;
import io.itemql.item.MapValue;
import io.itemql.item.NumberValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs FROM: one nested loop for every source. */
final class SourceEvaluator {
    private final Map<String, NaiveTable> tables;
    private final QueryEvaluator queries;
    private final TermEvaluator terms;

    SourceEvaluator(Map<String, NaiveTable> tables, QueryEvaluator queries, TermEvaluator terms) {
        this.tables = tables;
        this.queries = queries;
        this.terms = terms;
    }

    /** The given row, extended by the range variables of a source in all ways there are. */
    List<Scope> rows(Query.Source source, Scope row) {
        if (source instanceof Query.Table table) {
            return isVariable(table, row)
                    ? elementRows(elements(table), row)
                    : tableRows(table.name(), table.alias(), row);
        }
        if (source instanceof Query.Derived derived) {
            return relationRows(derived(derived, row), derived.alias(), row);
        }
        if (source instanceof Query.Elements elements) {
            Optional<Query.Table> index = indexOf(elements, row);
            return index.isPresent() ? rows(index.get(), row) : elementRows(elements, row);
        }
        Query.Join join = (Query.Join) source;
        List<Scope> joined = new ArrayList<>();
        for (Scope outer : rows(join.outer(), row)) {
            List<Scope> partners = new ArrayList<>();
            for (Scope candidate : rows(join.inner(), outer)) {
                if (join.condition().isEmpty()
                        || terms.isTrue(join.condition().get(), TermEvaluator.Frame.of(candidate))) {
                    partners.add(candidate);
                }
            }
            if (partners.isEmpty() && join.left()) {
                partners.add(outer.with(template(join.inner(), outer)));
            }
            joined.addAll(partners);
        }
        return joined;
    }

    /** The range variables of a source without values: what an outer join shows where there is no partner. */
    List<Scope.Binding> template(Query.Source source, Scope row) {
        if (source instanceof Query.Join join) {
            List<Scope.Binding> both = new ArrayList<>(template(join.outer(), row));
            both.addAll(template(join.inner(), row.with(both)));
            return both;
        }
        if (source instanceof Query.Derived derived) {
            return List.of(binding(derived(derived, row).labels(), derived.alias(), null));
        }
        if (source instanceof Query.Elements elements) {
            Optional<Query.Table> index = indexOf(elements, row);
            if (index.isPresent()) {
                return template(index.get(), row);
            }
            List<Scope.Binding> bindings = new ArrayList<>();
            bindings.add(new Scope.Binding(elements.alias(), null, Optional.empty(), Set.of()));
            elements.position()
                    .ifPresent(name -> bindings.add(new Scope.Binding(name, null, Optional.empty(), Set.of())));
            return bindings;
        }
        Query.Table table = (Query.Table) source;
        if (isVariable(table, row)) {
            return template(elements(table), row);
        }
        Relation named = row.named().get(table.name());
        return List.of(
                named == null
                        ? tableBinding(table(table.name()), table.alias())
                        : binding(named.labels(), table.alias(), null));
    }

    /** True for a name that GROUP AS has given, which hides a table of that name and queries of WITH further outside. */
    // A query of WITH that a scope has from the one outside is the same object there; an equal one is another query.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isVariable(Query.Table table, Scope row) {
        Optional<Scope> scope = Optional.of(row);
        while (scope.isPresent()) {
            Scope here = scope.get();
            boolean variable = here.bindings().stream()
                    .anyMatch(binding -> binding.alias().equals(table.name()) && binding.value() instanceof ListValue);
            Relation named = here.named().get(table.name());
            scope = here.outer();
            boolean namedHere = named != null
                    && scope.map(outer -> outer.named().get(table.name()) != named)
                            .orElse(true);
            if (variable || namedHere) {
                return variable;
            }
        }
        return false;
    }

    private static Query.Elements elements(Query.Table variable) {
        return new Query.Elements(new Term.Name(variable.name()), variable.alias(), Optional.empty());
    }

    private List<Scope> tableRows(String name, String alias, Scope row) {
        Relation named = row.named().get(name);
        if (named != null) {
            return relationRows(named, alias, row);
        }
        NaiveTable table = table(name);
        Scope.Binding binding = tableBinding(table, alias);
        List<Scope> rows = new ArrayList<>();
        for (Item item : table.items()) {
            rows.add(row.with(binding.withValue(new MapValue(item.attributes()))));
        }
        return rows;
    }

    private NaiveTable table(String name) {
        NaiveTable table = tables.get(name);
        if (table == null && name.startsWith("main.")) {
            table = tables.get(name.substring("main.".length()));
        }
        if (table == null) {
            throw new ItemException(ErrorCode.UNKNOWN_TABLE, name, "");
        }
        return table;
    }

    private static Scope.Binding tableBinding(NaiveTable table, String alias) {
        Set<String> names = new HashSet<>(table.columns());
        table.items().forEach(item -> names.addAll(item.attributes().keySet()));
        return new Scope.Binding(alias, null, Optional.of(table.columns()), names);
    }

    private Relation derived(Query.Derived derived, Scope row) {
        Relation relation = queries.relation(derived.query(), row.inner());
        return derived.columns().isEmpty() ? relation : new Relation(derived.columns(), relation.rows());
    }

    private static Scope.Binding binding(List<String> labels, String alias, AttributeValue value) {
        return new Scope.Binding(alias, value, Optional.of(labels), Set.copyOf(labels));
    }

    private static List<Scope> relationRows(Relation relation, String alias, Scope row) {
        List<Scope> rows = new ArrayList<>();
        for (List<AttributeValue> values : relation.rows()) {
            Map<String, AttributeValue> entries = new HashMap<>();
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) != null) {
                    entries.put(relation.labels().get(i), values.get(i));
                }
            }
            rows.add(row.with(binding(relation.labels(), alias, new MapValue(entries))));
        }
        return rows;
    }

    /** {@code users.by_city c} looks like a path; it is one only if {@code users} is a range variable. */
    private static Optional<Query.Table> indexOf(Query.Elements elements, Scope row) {
        if (elements.collection() instanceof Term.Field field
                && field.base() instanceof Term.Name name
                && row.binding(name.name()).isEmpty()) {
            return Optional.of(new Query.Table(name.name() + "." + field.name(), elements.alias()));
        }
        return Optional.empty();
    }

    /** A value that is no collection counts as a collection of itself. */
    private List<Scope> elementRows(Query.Elements elements, Scope row) {
        AttributeValue collection = terms.evaluate(elements.collection(), TermEvaluator.Frame.of(row));
        List<Scope> rows = new ArrayList<>();
        int position = 0;
        List<AttributeValue> members = Values.members(collection);
        boolean single = members.isEmpty() && !(collection instanceof ListValue) && !Values.absent(collection);
        for (AttributeValue member : single ? List.of(collection) : members) {
            Scope extended = row.with(new Scope.Binding(elements.alias(), member, Optional.empty(), Set.of()));
            if (elements.position().isPresent()) {
                extended = extended.with(new Scope.Binding(
                        elements.position().get(), NumberValue.of(position), Optional.empty(), Set.of()));
            }
            rows.add(extended);
            position++;
        }
        return rows;
    }
}
