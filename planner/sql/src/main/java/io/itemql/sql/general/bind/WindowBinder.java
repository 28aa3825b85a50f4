package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.window.Frame;
import io.itemql.sql.ast.ItemOperators;
import io.itemql.sql.parse.Places;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Binds OVER clauses. Named windows are put in where they are used, and the frame goes with the function, because a
 * validator of typed columns would refuse frames over columns without a type. Used by one thread.
 */
final class WindowBinder {
    private final ExpressionBinder expressions;
    private final Map<String, SqlWindow> named = new LinkedHashMap<>();

    /**
     * @param declared the windows of the WINDOW clause
     */
    WindowBinder(ExpressionBinder expressions, Iterable<SqlNode> declared) {
        this.expressions = expressions;
        for (SqlNode node : declared) {
            SqlWindow window = (SqlWindow) node;
            if (named.put(window.getDeclName().getSimple(), window) != null) {
                throw Places.of(node)
                        .in(new ItemException(
                                ErrorCode.DUPLICATE_NAME, "Window " + window.getDeclName(), " in the WINDOW clause"));
            }
        }
    }

    /**
     * A function over a window.
     *
     * @param aggregate the bound call of an {@link ItemAggregate}
     */
    SqlNode over(SqlCall place, SqlNode aggregate, SqlNode windowOrName) {
        SqlWindow window = resolve(windowOrName, 0);
        SqlParserPos pos = place.getParserPosition();
        SqlNodeList partition = new SqlNodeList(expressions.bindAll(window.getPartitionList()), pos);
        SqlNodeList order = new SqlNodeList(
                window.getOrderList().stream()
                        .map(item -> OrderItems.bind(item, expressions::bind))
                        .toList(),
                pos);
        SqlBasicCall call = (SqlBasicCall) aggregate;
        ItemAggregate function = (ItemAggregate) call.getOperator();
        if (order.isEmpty() && Aggregates.needsOrder(function.function())) {
            throw Places.of(place)
                    .in(new ItemException(ErrorCode.WINDOW_ERROR, function.function() + " needs an ORDER BY"));
        }
        Optional<Frame> frame = frame(window);
        SqlNode framed = frame.isEmpty()
                ? call
                : function.within(frame.get())
                        .createCall(call.getFunctionQuantifier(), call.getParserPosition(), call.getOperandList());
        SqlWindow bare = SqlWindow.create(
                null, null, partition, order, SqlLiteral.createBoolean(false, pos), null, null, null, pos);
        return SqlStdOperatorTable.OVER.createCall(pos, framed, bare);
    }

    private SqlWindow resolve(SqlNode windowOrName, int depth) {
        if (windowOrName instanceof SqlIdentifier name) {
            SqlWindow window = named.get(name.getSimple());
            if (window == null || depth > named.size()) {
                throw Places.of(name)
                        .in(new ItemException(
                                ErrorCode.WINDOW_ERROR, "Window " + name.getSimple() + " is not defined"));
            }
            return resolve(window, depth + 1);
        }
        SqlWindow window = (SqlWindow) windowOrName;
        if (window.getRefName() == null) {
            return window;
        }
        SqlWindow base = resolve(window.getRefName(), depth + 1);
        boolean clash = !window.getPartitionList().isEmpty()
                || (!window.getOrderList().isEmpty() && !base.getOrderList().isEmpty());
        if (clash) {
            throw Places.of(window)
                    .in(new ItemException(
                            ErrorCode.WINDOW_ERROR,
                            "A window that extends " + window.getRefName()
                                    + " cannot have a PARTITION BY, nor a second ORDER BY"));
        }
        return SqlWindow.create(
                null,
                null,
                base.getPartitionList(),
                window.getOrderList().isEmpty() ? base.getOrderList() : window.getOrderList(),
                SqlLiteral.createBoolean(window.isRows(), window.getParserPosition()),
                window.getLowerBound(),
                window.getUpperBound(),
                null,
                window.getExclude(),
                window.getParserPosition());
    }

    private Optional<Frame> frame(SqlWindow window) {
        if (window.getLowerBound() == null && window.getUpperBound() == null && !window.isRows()) {
            return Optional.empty();
        }
        SqlNode from = window.getLowerBound();
        boolean groups = from instanceof SqlCall call && call.getOperator().equals(ItemOperators.GROUPS);
        if (groups) {
            from = ((SqlCall) from).operand(0);
        }
        Frame.Bound lower = from == null ? Frame.Bound.UNBOUNDED_PRECEDING : bound(from);
        Frame.Bound upper = window.getUpperBound() == null ? Frame.Bound.CURRENT_ROW : bound(window.getUpperBound());
        boolean backwards = lower.side().compareTo(upper.side()) > 0
                || lower.side() == Frame.Bound.Side.UNBOUNDED_FOLLOWING
                || upper.side() == Frame.Bound.Side.UNBOUNDED_PRECEDING;
        if (backwards) {
            throw Places.of(window)
                    .in(new ItemException(
                            ErrorCode.WINDOW_ERROR, "A frame cannot begin at " + lower + " and end at " + upper));
        }
        boolean distance = lower.offset().isPresent() || upper.offset().isPresent();
        if (!window.isRows() && !groups && distance && window.getOrderList().size() != 1) {
            throw Places.of(window)
                    .in(new ItemException(
                            ErrorCode.WINDOW_ERROR, "RANGE with a distance needs exactly one ORDER BY expression"));
        }
        Frame.Unit unit = groups ? Frame.Unit.GROUPS : window.isRows() ? Frame.Unit.ROWS : Frame.Unit.RANGE;
        return Optional.of(new Frame(unit, lower, upper, exclusion(window)));
    }

    private static Frame.Exclusion exclusion(SqlWindow window) {
        SqlLiteral exclude = window.getExclude();
        if (SqlWindow.isExcludeCurrentRow(exclude)) {
            return Frame.Exclusion.CURRENT_ROW;
        }
        if (SqlWindow.isExcludeGroup(exclude)) {
            return Frame.Exclusion.GROUP;
        }
        return SqlWindow.isExcludeTies(exclude) ? Frame.Exclusion.TIES : Frame.Exclusion.NO_OTHERS;
    }

    private Frame.Bound bound(SqlNode bound) {
        if (SqlWindow.isUnboundedPreceding(bound)) {
            return Frame.Bound.UNBOUNDED_PRECEDING;
        }
        if (SqlWindow.isUnboundedFollowing(bound)) {
            return Frame.Bound.UNBOUNDED_FOLLOWING;
        }
        if (SqlWindow.isCurrentRow(bound)) {
            return Frame.Bound.CURRENT_ROW;
        }
        SqlCall call = (SqlCall) bound;
        Expression distance = distance(call.operand(0));
        return call.getOperator().equals(SqlWindow.PRECEDING_OPERATOR)
                ? Frame.Bound.preceding(distance)
                : Frame.Bound.following(distance);
    }

    /** A distance reads no columns: it is the same for every row. */
    private Expression distance(SqlNode node) {
        SqlNode bound = expressions.bind(node);
        if (bound instanceof SqlBasicCall call
                && call.getOperator() instanceof ItemFunction function
                && call.operandCount() == 0) {
            return function.make(List.of());
        }
        throw Places.of(node)
                .in(new ItemException(
                        ErrorCode.WINDOW_ERROR, "The distance in a frame must be a literal or a parameter"));
    }
}
