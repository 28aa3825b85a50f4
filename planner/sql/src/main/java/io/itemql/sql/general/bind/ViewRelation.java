package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.NearestNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A view that was merged into the query around it: each column stands for its expression over the table below. Used by one
 * thread.
 */
final class ViewRelation implements Relation {
    private final String alias;
    private final List<String> columns;
    private final List<SqlNode> values;
    private final TableRelation base;
    private final boolean open;
    private final StatementBinding statement;

    /**
     * @param values what each column is, bound over the table
     * @param base the table
     * @param open whether other attributes of the table are columns as well
     * @param statement knows which view stands over the table
     */
    ViewRelation(
            String alias,
            List<String> columns,
            List<SqlNode> values,
            TableRelation base,
            boolean open,
            StatementBinding statement) {
        this.alias = alias;
        this.columns = List.copyOf(columns);
        this.values = List.copyOf(values);
        this.base = base;
        this.open = open;
        this.statement = statement;
    }

    @Override
    public String alias() {
        return alias;
    }

    /** The names of the columns. */
    List<String> columns() {
        return columns;
    }

    /** What each column is, bound over the table. */
    List<SqlNode> values() {
        return values;
    }

    /** The table of which each row is one item. */
    TableRelation base() {
        return base;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean knows(String name) {
        return columns.contains(name) || (open && base.knows(name));
    }

    /** What a column is in the items of the table; empty if it is computed, or if there is no such column. */
    Optional<AttributePath> path(String name) {
        int at = columns.indexOf(name);
        if (at >= 0) {
            return path(values.get(at));
        }
        return open ? Optional.of(AttributePath.of(name)) : Optional.empty();
    }

    private Optional<AttributePath> path(SqlNode value) {
        return value instanceof SqlIdentifier identifier
                        && identifier.names.size() == 2
                        && identifier.names.get(0).equals(base.alias())
                ? Optional.of(base.path(identifier.names.get(1)))
                : Optional.empty();
    }

    @Override
    public Found column(String name, List<PathStep> steps, SqlParserPos pos) {
        int at = columns.indexOf(name);
        if (at < 0 && open) {
            return base.column(name, steps, pos);
        }
        if (at < 0) {
            throw Places.of(pos)
                    .in(new ItemException(ErrorCode.UNKNOWN_ATTRIBUTE, alias, name, NearestNames.offer(name, columns)));
        }
        if (Collections.frequency(columns, name) > 1) {
            throw Places.of(pos)
                    .in(new ItemException(ErrorCode.AMBIGUOUS_ATTRIBUTE, name, "several columns of " + alias));
        }
        Optional<AttributePath> path = path(values.get(at));
        return path.isPresent()
                ? below(path.get(), steps, pos)
                : new Found(values.get(at).clone(pos), 0);
    }

    /** The steps of the statement behind those of the view, so that the whole path is one column of the table. */
    private Found below(AttributePath path, List<PathStep> steps, SqlParserPos pos) {
        List<PathStep> all = new ArrayList<>();
        for (AttributePath.Step step : path.steps()) {
            if (step instanceof AttributePath.Step.Name name) {
                all.add(new PathStep.Name(name.name()));
            } else if (step instanceof AttributePath.Step.Position position) {
                all.add(new PathStep.Position(position.index()));
            }
        }
        int own = all.size();
        all.addAll(steps);
        Found found = base.column(path.attribute(), all, pos);
        return new Found(found.node(), found.stepsTaken() - own);
    }

    @Override
    public Optional<SqlNode> whole(SqlParserPos pos) {
        return open ? base.whole(pos) : Optional.empty();
    }

    @Override
    public List<String> starColumns() {
        return columns;
    }

    @Override
    public String referredTo() {
        return base.alias();
    }

    @Override
    public Optional<ViewColumn> origin(SqlIdentifier reference) {
        Optional<NamedView> view = statement.viewOver(base);
        return view.flatMap(named -> named.columnOf(reference, path(reference)))
                .map(column -> new ViewColumn(view.get().name(), column));
    }

    /** By position, as two columns may have one name. */
    @Override
    public List<SqlNode> starReferences(SqlParserPos pos) {
        return values.stream().map(value -> value.clone(pos)).toList();
    }

    @Override
    public List<String> names() {
        return columns;
    }
}
