package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.sql.table.NearestNames;
import io.itemql.sql.table.TableColumns;
import io.itemql.store.TableInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * A view through which items are changed: each of its rows is one item, and a column that is a plain attribute can be
 * written. Used by one thread, for one statement.
 */
public final class UpdatableView {
    private final String name;
    private final SqlNode condition;
    private final ViewRelation relation;
    private final TableBinder binder;

    private UpdatableView(String name, SqlNode condition, ViewRelation relation, TableBinder binder) {
        this.name = name;
        this.condition = condition;
        this.relation = relation;
        this.binder = binder;
    }

    /**
     * The view of a name.
     *
     * @param named where the statement names it
     * @return empty if the name is not that of a view
     * @throws ItemException with {@link ErrorCode#VIEW_NOT_UPDATABLE} if its rows are no items
     */
    public static Optional<UpdatableView> of(StatementBinding statement, SqlIdentifier named, String alias) {
        Optional<TableInfo> view = statement.tables().view(named.names);
        if (view.isEmpty()) {
            return Optional.empty();
        }
        ViewQuery query = ViewQuery.bind(statement, view.get(), named);
        MergedView merged = query.merged(alias, query.bound().labels())
                .orElseThrow(
                        () -> new ItemException(
                                ErrorCode.VIEW_NOT_UPDATABLE,
                                view.get().name(),
                                "a row of it is not one item of one table; a view that only selects columns and filters can be"));
        if (merged.relation().base().table().system().isPresent()) {
            throw new ItemException(
                    ErrorCode.VIEW_NOT_UPDATABLE, view.get().name(), "the schema system tells facts about the store");
        }
        Scope scope = Scope.outermost(null).inner();
        scope.add(merged.relation(), SqlParserPos.ZERO);
        TableBinder binder =
                new TableBinder(merged.relation().base(), ExpressionBinder.of(statement, scope, List.of()));
        return Optional.of(new UpdatableView(view.get().name(), merged.condition(), merged.relation(), binder));
    }

    public String name() {
        return name;
    }

    /** The table that holds the items. */
    public TableColumns table() {
        return relation.base().table();
    }

    /** Binds expressions over the columns of the view. */
    public TableBinder binder() {
        return binder;
    }

    /** The WHERE of the view. */
    public Optional<SqlNode> condition() {
        return Optional.ofNullable(condition);
    }

    /** Whether every attribute of an item can be written through the view, also one that no item has yet. */
    public boolean isOpen() {
        return relation.isOpen();
    }

    /** The names of the columns, in order. */
    public List<String> columns() {
        return relation.starColumns();
    }

    /**
     * Where a column of the view is stored.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_ATTRIBUTE}, or {@link ErrorCode#VIEW_NOT_UPDATABLE} if it is
     *     computed
     */
    public AttributePath path(String column) {
        if (!relation.columns().contains(column) && !relation.isOpen()) {
            throw new ItemException(
                    ErrorCode.UNKNOWN_ATTRIBUTE, name, column, NearestNames.offer(column, relation.columns()));
        }
        return relation.path(column)
                .orElseThrow(() ->
                        new ItemException(ErrorCode.VIEW_NOT_UPDATABLE, name, "its column " + column + " is computed"));
    }

    /** The attribute that a column of the view is, as a whole. */
    public String attribute(String column) {
        AttributePath path = path(column);
        if (!path.isTopLevel()) {
            throw new ItemException(
                    ErrorCode.VIEW_NOT_UPDATABLE,
                    name,
                    "its column " + column + " is " + path + ", which only an UPDATE can write");
        }
        return path.attribute();
    }

    /** The attributes that decide whether an item is a row of the view. */
    public Set<String> deciding() {
        Set<String> attributes = new HashSet<>();
        if (condition != null) {
            condition.accept(new SqlBasicVisitor<Void>() {
                @Override
                public Void visit(SqlIdentifier identifier) {
                    if (identifier.names.size() == 2
                            && identifier.names.get(0).equals(relation.base().alias())) {
                        attributes.add(
                                relation.base().path(identifier.names.get(1)).attribute());
                    }
                    return null;
                }
            });
        }
        return attributes;
    }
}
