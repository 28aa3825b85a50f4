package io.itemql.sql.definition;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.general.bind.StatementBinding;
import io.itemql.sql.general.bind.ViewQuery;
import io.itemql.store.ItemStore;
import io.itemql.store.TableInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The views that would no longer work without a table or another view. */
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
            List<String> views = of(binding, name);
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

    private static List<String> of(StatementBinding binding, String name) {
        List<String> views = new ArrayList<>();
        for (TableInfo view : binding.tables().store().catalogue().tables()) {
            if (view.definition().view().isPresent()
                    && !view.name().equals(name)
                    && reads(binding.anew(), view, name)) {
                views.add(view.name());
            }
        }
        return views;
    }

    private static boolean reads(StatementBinding fresh, TableInfo view, String name) {
        try {
            ViewQuery unused = ViewQuery.bind(fresh, view, new SqlIdentifier(view.name(), SqlParserPos.ZERO));
        } catch (ItemException e) {
            // A view that does not work without it cannot stop working without it.
            return false;
        }
        return fresh.tables().used().stream().anyMatch(table -> table.name().equals(name));
    }
}
