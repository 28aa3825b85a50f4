package io.itemql.sql.definition;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.general.bind.StatementBinding;
import io.itemql.sql.general.bind.ViewQuery;
import io.itemql.store.ItemStore;
import io.itemql.store.TableInfo;
import io.itemql.table.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The views that read a table or another view. One that no longer works counts as well, by what its text names: it may work again
 * when that is what it was.
 */
final class DependentViews {
    private DependentViews() {}

    /**
     * Makes way for the removal of tables or views.
     *
     * @param what what they are, before their names in a message
     * @param cascade whether the views that read it, also by way of other views, are dropped
     * @throws ItemException with {@link ErrorCode#VIEW_DEPENDS} if there are some and they stay
     */
    static void remove(StatementBinding binding, String what, Set<String> names, boolean cascade) {
        Set<String> all = new LinkedHashSet<>();
        for (String name : names) {
            boolean isThere = binding.tables().store().catalogue().table(name).isPresent();
            Set<String> views = isThere ? of(binding, name) : new LinkedHashSet<>();
            views.removeAll(names);
            if (!views.isEmpty() && !cascade) {
                throw new ItemException(ErrorCode.VIEW_DEPENDS, what + name, String.join(", ", views));
            }
            all.addAll(views);
        }
        for (String view : all) {
            dropIfThere(binding.tables().store(), view);
        }
    }

    static void dropIfThere(ItemStore store, String view) {
        try {
            store.dropTable(view);
        } catch (ItemException e) {
            // Somebody else was faster, and it is gone as it should be.
            if (e.code() != ErrorCode.UNKNOWN_TABLE) {
                throw e;
            }
        }
    }

    /**
     * Sees to it that the views which read a view work with another definition of it, if they do so far.
     *
     * @throws ItemException with {@link ErrorCode#VIEW_NEEDED}
     */
    static void checkReplaced(StatementBinding binding, TableDefinition definition) {
        ItemStore store = binding.tables().store();
        Optional<TableInfo> before = store.catalogue().table(definition.name());
        if (before.isEmpty()) {
            return;
        }
        TableInfo after = new TableInfo(definition, before.get().version());
        Set<String> broken = new LinkedHashSet<>();
        ItemException reason = null;
        for (String name : of(binding, definition.name())) {
            Optional<TableInfo> view = store.catalogue().table(name);
            if (view.isEmpty() || failure(binding.anew(), view.get()).isPresent()) {
                continue;
            }
            Optional<ItemException> failure = failure(binding.anew(after), view.get());
            if (failure.isPresent()) {
                broken.add(name);
                reason = reason == null ? failure.get() : reason;
            }
        }
        if (reason != null) {
            Throwable cause = reason.getCause() instanceof ItemException inner ? inner : reason;
            throw ItemException.causedBy(
                    reason,
                    ErrorCode.VIEW_NEEDED,
                    definition.name(),
                    String.join(", ", broken),
                    ((ItemException) cause).messageWithoutPlace());
        }
    }

    private static Set<String> of(StatementBinding binding, String name) {
        Set<String> views = new LinkedHashSet<>();
        List<TableInfo> broken = new ArrayList<>();
        for (TableInfo view : binding.tables().store().catalogue().tables()) {
            if (view.definition().view().isEmpty() || view.name().equals(name)) {
                continue;
            }
            StatementBinding fresh = binding.anew();
            if (failure(fresh, view).isPresent()) {
                broken.add(view);
            } else if (fresh.tables().used().stream()
                    .anyMatch(table -> table.name().equals(name))) {
                views.add(view.name());
            }
        }
        addBroken(views, broken, name);
        return views;
    }

    /** Adds the views that name what is looked for, or a view that was added. */
    private static void addBroken(Set<String> views, List<TableInfo> broken, String name) {
        boolean more = true;
        while (more) {
            more = false;
            for (TableInfo view : broken) {
                Set<String> named =
                        NamedTables.of(ViewQuery.parse(view, SqlParserPos.ZERO).query());
                if (named.contains(name) || named.stream().anyMatch(views::contains)) {
                    more |= views.add(view.name());
                }
            }
        }
    }

    /** Why a view does not work; empty if it does. The binding then knows what it reads. */
    private static Optional<ItemException> failure(StatementBinding fresh, TableInfo view) {
        try {
            ViewQuery unused = ViewQuery.bind(fresh, view, new SqlIdentifier(view.name(), SqlParserPos.ZERO));
            return Optional.empty();
        } catch (ItemException e) {
            return Optional.of(e);
        }
    }
}
