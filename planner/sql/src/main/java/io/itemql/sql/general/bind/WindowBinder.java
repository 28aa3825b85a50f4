package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.expression.Expression;
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
                throw ExpressionBinder.at(
                        node,
                        new ItemException(
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
            throw ExpressionBinder.at(
                    place, new ItemException(ErrorCode.WINDOW_ERROR, function.function() + " needs an ORDER BY"));
        }
        Optional<WindowFrame> frame = frame(window);
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
                throw ExpressionBinder.at(
                        name,
                        new ItemException(ErrorCode.WINDOW_ERROR, "Window " + name.getSimple() + " is not defined"));
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
            throw ExpressionBinder.at(
                    window,
                    new ItemException(
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
                window.getParserPosition());
    }

    private Optional<WindowFrame> frame(SqlWindow window) {
        if (window.getLowerBound() == null && window.getUpperBound() == null && !window.isRows()) {
            return Optional.empty();
        }
        WindowFrame.Bound lower = window.getLowerBound() == null
                ? new WindowFrame.Bound(WindowFrame.Bound.Kind.UNBOUNDED_PRECEDING, Optional.empty())
                : bound(window.getLowerBound());
        WindowFrame.Bound upper = window.getUpperBound() == null
                ? new WindowFrame.Bound(WindowFrame.Bound.Kind.CURRENT_ROW, Optional.empty())
                : bound(window.getUpperBound());
        if (lower.kind().compareTo(upper.kind()) > 0
                || lower.kind() == WindowFrame.Bound.Kind.UNBOUNDED_FOLLOWING
                || upper.kind() == WindowFrame.Bound.Kind.UNBOUNDED_PRECEDING) {
            throw ExpressionBinder.at(
                    window,
                    new ItemException(
                            ErrorCode.WINDOW_ERROR, "A frame cannot begin at " + lower + " and end at " + upper));
        }
        boolean distance = lower.distance().isPresent() || upper.distance().isPresent();
        if (!window.isRows() && distance && window.getOrderList().size() != 1) {
            throw ExpressionBinder.at(
                    window,
                    new ItemException(
                            ErrorCode.WINDOW_ERROR, "RANGE with a distance needs exactly one ORDER BY expression"));
        }
        return Optional.of(new WindowFrame(window.isRows(), lower, upper, excluded(window)));
    }

    private static WindowFrame.Excluded excluded(SqlWindow window) {
        String text = window.getExclude() == null ? "" : String.valueOf(window.getExclude());
        if (text.contains("CURRENT")) {
            return WindowFrame.Excluded.CURRENT_ROW;
        }
        if (text.contains("GROUP")) {
            return WindowFrame.Excluded.GROUP;
        }
        return text.contains("TIES") ? WindowFrame.Excluded.TIES : WindowFrame.Excluded.NO_OTHERS;
    }

    private WindowFrame.Bound bound(SqlNode bound) {
        if (SqlWindow.isUnboundedPreceding(bound)) {
            return new WindowFrame.Bound(WindowFrame.Bound.Kind.UNBOUNDED_PRECEDING, Optional.empty());
        }
        if (SqlWindow.isUnboundedFollowing(bound)) {
            return new WindowFrame.Bound(WindowFrame.Bound.Kind.UNBOUNDED_FOLLOWING, Optional.empty());
        }
        if (SqlWindow.isCurrentRow(bound)) {
            return new WindowFrame.Bound(WindowFrame.Bound.Kind.CURRENT_ROW, Optional.empty());
        }
        SqlCall call = (SqlCall) bound;
        boolean preceding = call.getOperator() == SqlWindow.PRECEDING_OPERATOR;
        return new WindowFrame.Bound(
                preceding ? WindowFrame.Bound.Kind.PRECEDING : WindowFrame.Bound.Kind.FOLLOWING,
                Optional.of(distance(call.operand(0))));
    }

    /** A distance reads no columns: it is the same for every row. */
    private Expression distance(SqlNode node) {
        SqlNode bound = expressions.bind(node);
        if (bound instanceof SqlBasicCall call
                && call.getOperator() instanceof ItemFunction function
                && call.operandCount() == 0) {
            return function.make(List.of());
        }
        throw ExpressionBinder.at(
                node,
                new ItemException(
                        ErrorCode.WINDOW_ERROR, "The distance in a frame must be a literal or a parameter"));
    }
}
