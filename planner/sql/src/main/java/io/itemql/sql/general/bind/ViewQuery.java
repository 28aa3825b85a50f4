package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.ast.CreateView;
import io.itemql.sql.parse.Places;
import io.itemql.sql.parse.StatementParser;
import io.itemql.sql.table.StatementTables;
import io.itemql.sql.table.TableColumns;
import io.itemql.store.TableInfo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * The query of a view, bound where a statement names the view. It is bound anew for each statement, so that {@code SELECT *}
 * in a view gives the attributes that the items have now. All of it stands at the place of the view's name.
 *
 * @param bound with the names that the view gives to its columns as labels
 * @param open whether the view shows whole items of one table, so that it has attributes which no item has yet
 */
public record ViewQuery(StatementBinding statement, BoundQuery bound, boolean open) {
    public ViewQuery {
        Objects.requireNonNull(statement, "statement");
        Objects.requireNonNull(bound, "bound");
    }

    /**
     * Binds the query of a view.
     *
     * @param name where the statement names the view
     * @throws ItemException with {@link ErrorCode#VIEW_RECURSION} or {@link ErrorCode#VIEW_BROKEN}
     */
    public static ViewQuery bind(StatementBinding statement, TableInfo view, SqlIdentifier name) {
        SqlParserPos pos = name.getParserPosition();
        List<String> expanding = statement.expanding();
        if (expanding.contains(view.name())) {
            String way = expanding.size() == 1 ? "" : ", by way of " + String.join(", ", expanding);
            throw Places.of(pos).in(new ItemException(ErrorCode.VIEW_RECURSION, view.name(), way));
        }
        expanding.add(view.name());
        statement.tables().enterView();
        try {
            CreateView definition = parse(view, pos);
            BoundQuery bound = QueryBinder.outermost(statement).bind(definition.query());
            boolean open = definition.columns() == null && isOpen(definition.query(), statement.tables());
            return new ViewQuery(statement, named(bound, definition), open);
        } catch (ItemException e) {
            if (e.code() == ErrorCode.VIEW_RECURSION) {
                throw e;
            }
            throw Places.of(pos)
                    .in(ItemException.causedBy(e, ErrorCode.VIEW_BROKEN, view.name(), e.messageWithoutPlace()));
        } finally {
            statement.tables().leaveView();
            expanding.remove(expanding.size() - 1);
        }
    }

    /** The statement that made a view. */
    public static CreateView parse(TableInfo view, SqlParserPos pos) {
        String rest = view.definition().view().orElseThrow();
        return (CreateView) StatementParser.parseAt("CREATE VIEW v " + rest, pos);
    }

    private static BoundQuery named(BoundQuery bound, CreateView definition) {
        if (definition.columns() == null) {
            return bound;
        }
        List<String> names = definition.columns().stream()
                .map(column -> ((SqlIdentifier) column).getSimple())
                .toList();
        if (names.size() != bound.labels().size()) {
            throw new ItemException(
                    ErrorCode.COLUMN_COUNT_MISMATCH, bound.labels().size(), names.size());
        }
        return bound.labelled(names);
    }

    private static boolean isOpen(SqlNode query, StatementTables tables) {
        if (!(query instanceof SqlSelect select) || select.getFrom() == null) {
            return false;
        }
        boolean star = select.getSelectList().stream()
                .anyMatch(item -> item instanceof SqlIdentifier identifier && identifier.isStar());
        SqlNode from =
                select.getFrom().getKind() == SqlKind.AS ? ((SqlCall) select.getFrom()).operand(0) : select.getFrom();
        SqlNode source = from.getKind() == SqlKind.TABLE_REF ? ((SqlCall) from).operand(0) : from;
        if (!star || !(source instanceof SqlIdentifier name)) {
            return false;
        }
        Optional<TableInfo> below = tables.view(name.names);
        if (below.isEmpty()) {
            return true;
        }
        CreateView definition = parse(below.get(), name.getParserPosition());
        return definition.columns() == null && isOpen(definition.query(), tables);
    }

    /**
     * The query as a part of the one around it: a view of the items of one table whose columns are computed from one item
     * needs no rows of its own, only its condition beside that of the statement. So the keys in both meet.
     *
     * @param columns what the statement calls the columns
     * @return empty if the view groups, joins, sorts or limits
     */
    Optional<MergedView> merged(String alias, List<String> columns) {
        if (!(bound.node() instanceof SqlSelect select)
                || columns.size() != bound.labels().size()) {
            return Optional.empty();
        }
        Optional<TableRelation> base = MergedView.isPlain(select) ? base(select) : Optional.empty();
        if (base.isEmpty()) {
            return Optional.empty();
        }
        List<SqlNode> values = select.getSelectList().stream()
                .<SqlNode>map(item -> ((SqlCall) item).operand(0))
                .toList();
        if (!values.stream().allMatch(MergedView::isOfOneItem)) {
            return Optional.empty();
        }
        ViewRelation relation = new ViewRelation(alias, columns, values, base.get(), open, statement);
        return Optional.of(new MergedView(select.getFrom(), select.getWhere(), relation));
    }

    /** The table of which each row is one item; empty if the view groups, joins, sorts or limits. */
    public Optional<TableInfo> table() {
        return merged("", bound.labels())
                .map(view -> view.relation().base().table())
                .filter(table -> table.system().isEmpty())
                .map(TableColumns::table);
    }

    private Optional<TableRelation> base(SqlSelect select) {
        SqlNode from = select.getFrom();
        return from != null
                        && from.getKind() == SqlKind.AS
                        && ((SqlCall) from).operand(0) instanceof SqlIdentifier id
                        && id.isSimple()
                ? Optional.ofNullable(statement.relations().get(id.getSimple()))
                : Optional.empty();
    }
}
