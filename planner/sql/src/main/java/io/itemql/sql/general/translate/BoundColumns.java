package io.itemql.sql.general.translate;

import io.itemql.plan.ResultColumn;
import io.itemql.sql.general.bind.BoundQuery;
import io.itemql.sql.general.bind.DeclaredColumns;
import io.itemql.sql.general.bind.ItemAggregate;
import io.itemql.sql.general.bind.ItemFunction;
import io.itemql.sql.general.bind.StatementBinding;
import io.itemql.sql.general.bind.TableRelation;
import io.itemql.sql.general.bind.Typings;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;

/**
 * What {@link ColumnInfos} tells of a query, from its bound syntax tree, for the shapes that most views have. Lists of views
 * are asked for by tools that have just started, when Calcite's validator would have to be loaded first, and runs slowly.
 */
public final class BoundColumns {
    private final StatementBinding statement;

    private BoundColumns(StatementBinding statement) {
        this.statement = statement;
    }

    /** The columns as what they are in the tables below; empty if the query has another shape. */
    public static Optional<List<ResultColumn>> of(BoundQuery query, StatementBinding statement) {
        try {
            List<ColumnInfo> infos = new BoundColumns(statement).ofQuery(query.node());
            List<ResultColumn> columns = new ArrayList<>();
            for (int i = 0; i < infos.size(); i++) {
                columns.add(infos.get(i).toResultColumn(query.labels().get(i)));
            }
            return Optional.of(columns);
        } catch (OtherShapeException e) {
            // The algebra tells.
            return Optional.empty();
        }
    }

    /** Ends the walk over a query that has something in it that is not understood here. */
    private static final class OtherShapeException extends RuntimeException {
        private static final long serialVersionUID = 1;

        OtherShapeException() {
            super(null, null, false, false);
        }
    }

    /** The columns of everything in a FROM clause, by alias and by name. */
    private static final class Columns {
        private final Map<String, Map<String, ColumnInfo>> relations = new HashMap<>();

        void add(String alias, List<String> names, List<ColumnInfo> infos) {
            if (names.size() != infos.size()) {
                throw new OtherShapeException();
            }
            Map<String, ColumnInfo> columns = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                columns.put(names.get(i), infos.get(i));
            }
            relations.put(alias, columns);
        }

        ColumnInfo get(SqlIdentifier reference) {
            ColumnInfo found = reference.names.size() == 2
                    ? relations.getOrDefault(reference.names.get(0), Map.of()).get(reference.names.get(1))
                    : null;
            if (found == null) {
                throw new OtherShapeException();
            }
            return found;
        }

        Columns asNullable() {
            relations.values().forEach(columns -> columns.replaceAll((name, column) -> column.asNullable()));
            return this;
        }

        void addAll(Columns others) {
            relations.putAll(others.relations);
        }
    }

    private List<ColumnInfo> ofQuery(SqlNode query) {
        if (query instanceof SqlSelect select) {
            return ofSelect(select);
        }
        return switch (query.getKind()) {
            case UNION, INTERSECT, EXCEPT -> {
                List<List<ColumnInfo>> sides = new ArrayList<>();
                for (SqlNode side : ((SqlCall) query).getOperandList()) {
                    sides.add(ofQuery(side));
                }
                yield common(sides);
            }
            default -> throw new OtherShapeException();
        };
    }

    /** What the rows of several inputs have in common. */
    static List<ColumnInfo> common(List<List<ColumnInfo>> inputs) {
        List<ColumnInfo> columns = new ArrayList<>();
        for (int i = 0; i < inputs.get(0).size(); i++) {
            List<Optional<ColumnType>> types = new ArrayList<>();
            for (List<ColumnInfo> input : inputs) {
                types.add(input.get(i).type());
            }
            columns.add(ColumnInfo.computed(Typings.common(types)));
        }
        return columns;
    }

    private List<ColumnInfo> ofSelect(SqlSelect select) {
        if (select.getGroup() != null) {
            for (SqlNode key : select.getGroup()) {
                switch (key.getKind()) {
                    case ROLLUP, CUBE, GROUPING_SETS -> throw new OtherShapeException();
                    default -> {
                        // one group for each value
                    }
                }
            }
        }
        Columns from = select.getFrom() == null ? new Columns() : from(select.getFrom());
        List<ColumnInfo> infos = new ArrayList<>();
        for (SqlNode item : select.getSelectList()) {
            infos.add(of(((SqlCall) item).operand(0), from));
        }
        return infos;
    }

    private static List<String> names(SqlNode query) {
        if (query instanceof SqlSelect select) {
            List<String> names = new ArrayList<>();
            for (SqlNode item : select.getSelectList()) {
                names.add(((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple());
            }
            return names;
        }
        return names(((SqlCall) query).operand(0));
    }

    private Columns from(SqlNode node) {
        if (node instanceof SqlJoin join) {
            Columns left = from(join.getLeft());
            Columns right = from(join.getRight());
            JoinType type = join.getJoinType();
            left = type.generatesNullsOnLeft() ? left.asNullable() : left;
            left.addAll(type.generatesNullsOnRight() ? right.asNullable() : right);
            return left;
        }
        if (node.getKind() != SqlKind.AS) {
            throw new OtherShapeException();
        }
        SqlCall as = (SqlCall) node;
        SqlNode source = as.operand(0);
        String alias = ((SqlIdentifier) as.operand(1)).getSimple();
        Columns columns = new Columns();
        if (source instanceof SqlIdentifier id) {
            TableRelation relation = statement.relations().get(id.getSimple());
            if (relation == null || as.operandCount() > 2) {
                throw new OtherShapeException();
            }
            columns.add(alias, relation.columnNames(), ColumnInfo.ofTable(relation));
        } else {
            columns.add(alias, as.operandCount() > 2 ? listed(as) : names(source), ofQuery(source));
        }
        return columns;
    }

    private static List<String> listed(SqlCall as) {
        return as.getOperandList().subList(2, as.operandCount()).stream()
                .map(name -> ((SqlIdentifier) name).getSimple())
                .toList();
    }

    private ColumnInfo of(SqlNode value, Columns from) {
        if (value instanceof SqlIdentifier column) {
            return from.get(column);
        }
        if (!(value instanceof SqlCall call)) {
            throw new OtherShapeException();
        }
        if (DeclaredColumns.isRead(call.getOperator()) && call.operand(0) instanceof SqlIdentifier column) {
            return from.get(column);
        }
        if (call.getOperator() instanceof ItemFunction function) {
            return ColumnInfo.computed(function.columnType(types(call, from)));
        }
        if (call.getOperator() instanceof ItemAggregate function) {
            return ColumnInfo.computed(function.columnType(types(call, from)));
        }
        return switch (call.getKind()) {
            case AND -> ColumnInfo.computed(Optional.of(ColumnType.BOOLEAN));
            case FILTER, OVER -> of(call.operand(0), from);
            default -> throw new OtherShapeException();
        };
    }

    private List<Optional<ColumnType>> types(SqlCall call, Columns from) {
        List<Optional<ColumnType>> types = new ArrayList<>();
        for (SqlNode operand : call.getOperandList()) {
            types.add(of(operand, from).type());
        }
        return types;
    }
}
