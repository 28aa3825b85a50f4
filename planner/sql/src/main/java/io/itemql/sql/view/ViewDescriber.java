package io.itemql.sql.view;

import io.itemql.error.ItemException;
import io.itemql.plan.ResultColumn;
import io.itemql.sql.general.bind.BoundQuery;
import io.itemql.sql.general.bind.StatementBinding;
import io.itemql.sql.general.bind.UpdatableView;
import io.itemql.sql.general.bind.ViewQuery;
import io.itemql.sql.keyaccess.BoundExpressions;
import io.itemql.sql.keyaccess.FixedAttributes;
import io.itemql.store.Catalogue;
import io.itemql.store.ItemStore;
import io.itemql.store.TableInfo;
import io.itemql.table.KeyAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Finds out what a view is, and remembers it as long as the view and what it reads stay as they are: tools ask for all views
 * again and again. Safe for use by several threads.
 */
public final class ViewDescriber {
    /** How many views are remembered at most. */
    private static final int KNOWN_MAX = 10_000;

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private final ItemStore store;
    private final Supplier<StatementBinding> bindings;
    private final BiFunction<BoundQuery, StatementBinding, List<ResultColumn>> columns;

    /**
     * @param bindings a binding for each view
     * @param columns the columns of a query that such a binding has bound
     */
    public ViewDescriber(
            ItemStore store,
            Supplier<StatementBinding> bindings,
            BiFunction<BoundQuery, StatementBinding, List<ResultColumn>> columns) {
        this.store = Objects.requireNonNull(store, "store");
        this.bindings = Objects.requireNonNull(bindings, "bindings");
        this.columns = Objects.requireNonNull(columns, "columns");
    }

    /**
     * @param tables the view and what it reads, at the versions for which the rest holds
     * @param description empty until somebody asks for columns, unless the form needs them
     */
    private record Known(List<TableInfo> tables, ViewForm form, Optional<ViewDescription> description) {
        boolean holds(Catalogue catalogue) {
            for (TableInfo table : tables) {
                Optional<TableInfo> now = catalogue.table(table.name());
                if (now.isEmpty() || now.get().version() != table.version()) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The form of a view; empty if it no longer works, for example because its table is gone. */
    public Optional<ViewForm> form(TableInfo view) {
        return find(view, known -> true).map(Known::form);
    }

    /** The description of a view; empty if it no longer works. */
    public Optional<ViewDescription> describe(TableInfo view) {
        return find(view, known -> known.description().isPresent()).flatMap(Known::description);
    }

    /** What is known of a view, found out anew if that no longer holds or does not suffice. */
    private Optional<Known> find(TableInfo view, Predicate<Known> suffices) {
        Known before = known.get(view.name());
        if (before != null && before.holds(store.catalogue()) && suffices.test(before)) {
            return Optional.of(before);
        }
        try {
            Known found = findOut(view, suffices);
            if (known.size() >= KNOWN_MAX) {
                known.clear();
            }
            known.put(view.name(), found);
            return Optional.of(found);
        } catch (ItemException e) {
            // Whoever uses the view is told why; a list of views shows the others all the same.
            return Optional.empty();
        }
    }

    private Known findOut(TableInfo view, Predicate<Known> suffices) {
        SqlIdentifier name = new SqlIdentifier(view.name(), SqlParserPos.ZERO);
        StatementBinding binding = bindings.get();
        ViewQuery query = ViewQuery.bind(binding, view, name);
        Optional<TableInfo> table = query.table();
        Known found = table.isPresent()
                ? ofItems(query, binding, table.get(), name)
                : new Known(List.of(), ofOtherRows(view), Optional.empty());
        if (!suffices.test(found)) {
            found = described(found.form(), columns.apply(query.bound(), binding));
        }
        List<TableInfo> tables = new ArrayList<>(binding.tables().used());
        tables.add(view);
        return new Known(List.copyOf(tables), found.form(), found.description());
    }

    private static Known described(ViewForm form, List<ResultColumn> columns) {
        return new Known(List.of(), form, Optional.of(new ViewDescription(form, columns)));
    }

    /** Its key is known by its columns, and these are had without Calcite's planner. */
    private Known ofItems(ViewQuery query, StatementBinding binding, TableInfo table, SqlIdentifier name) {
        List<ResultColumn> shown = columns.apply(query.bound(), binding);
        ViewForm form =
                new ViewForm(name.getSimple(), Optional.of(table.name()), key(table, shown, name), Optional.empty());
        return described(form, shown);
    }

    private ViewForm ofOtherRows(TableInfo view) {
        Optional<ChildOf> child = ChildOf.of(ViewQuery.parse(view, SqlParserPos.ZERO));
        Optional<ViewForm.Parent> parent = child.flatMap(this::parent);
        List<String> key = new ArrayList<>();
        if (parent.isPresent() && child.get().ordinal().isPresent()) {
            key.addAll(parent.get().columns());
            key.add(child.get().ordinal().get());
        }
        return new ViewForm(view.name(), Optional.empty(), key, parent);
    }

    /** The attributes that have one value in all rows, so that they tell none apart. */
    private Set<String> fixed(SqlIdentifier name) {
        UpdatableView view =
                UpdatableView.of(bindings.get(), name, name.getSimple()).orElseThrow();
        BoundExpressions expressions =
                new BoundExpressions(Optional.of(view.binder().relation()));
        return view.condition()
                .flatMap(expressions::expression)
                .map(condition -> FixedAttributes.of(condition.expression(), expressions.slots())
                        .keySet())
                .orElse(Set.of());
    }

    private List<String> key(TableInfo table, List<ResultColumn> shown, SqlIdentifier view) {
        // A generated key counts as well: whoever makes a view of it wants to see it.
        List<String> key = new ArrayList<>();
        for (KeyAttribute attribute : table.definition().keys().attributes()) {
            Optional<String> column = shown.stream()
                    .filter(each -> each.table().equals(Optional.of(table.name()))
                            && each.attribute().equals(Optional.of(attribute.name())))
                    .map(ResultColumn::label)
                    .findFirst();
            if (column.isPresent()) {
                key.add(column.get());
            } else if (!fixed(view).contains(attribute.name())) {
                return List.of();
            }
        }
        return key;
    }

    private Optional<ViewForm.Parent> parent(ChildOf child) {
        Optional<TableInfo> found = store.catalogue().table(child.parent());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<String> key = found.get().definition().view().isPresent()
                ? form(found.get()).map(ViewForm::key).orElse(List.of())
                : tableKey(found.get());
        List<String> shown = new ArrayList<>();
        for (String column : key) {
            child.labelOf(column).ifPresent(shown::add);
        }
        return key.isEmpty() || shown.size() < key.size()
                ? Optional.empty()
                : Optional.of(new ViewForm.Parent(child.parent(), key, shown));
    }

    private static List<String> tableKey(TableInfo table) {
        return table.definition().generatedKey()
                ? List.of()
                : table.definition().keys().attributes().stream()
                        .map(KeyAttribute::name)
                        .toList();
    }
}
