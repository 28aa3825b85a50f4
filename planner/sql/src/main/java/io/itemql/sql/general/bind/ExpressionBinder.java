package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.expression.CurrentMoment;
import io.itemql.sql.parse.Places;
import io.itemql.table.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.NlsString;

/**
 * Binds the expressions of one scope: names become columns, everything else a call of an {@link ItemFunction}. Used by
 * one thread.
 */
final class ExpressionBinder {
    private static final Map<String, CurrentMoment.Part> MOMENTS = Map.of(
            "CURRENT_DATE", CurrentMoment.Part.DATE,
            "CURRENT_TIME", CurrentMoment.Part.TIME,
            "LOCALTIME", CurrentMoment.Part.TIME,
            "CURRENT_TIMESTAMP", CurrentMoment.Part.TIMESTAMP,
            "LOCALTIMESTAMP", CurrentMoment.Part.TIMESTAMP);

    private final StatementBinding statement;
    private final Scope scope;
    private final Map<String, SqlNode> labels;
    private final Iterable<SqlNode> declaredWindows;
    private final OperatorBinder operators;
    private final FunctionBinder functions;
    private final SubQueryBinder subQueries;

    private ExpressionBinder(
            StatementBinding statement, Scope scope, Map<String, SqlNode> labels, Iterable<SqlNode> declaredWindows) {
        this.statement = statement;
        this.scope = scope;
        this.labels = labels;
        this.declaredWindows = declaredWindows;
        this.operators = new OperatorBinder(this);
        this.functions = new FunctionBinder(this);
        this.subQueries = new SubQueryBinder(statement, this);
    }

    /**
     * A binder for the expressions of a query.
     *
     * @param declaredWindows the windows of its WINDOW clause
     */
    static ExpressionBinder of(StatementBinding statement, Scope scope, Iterable<SqlNode> declaredWindows) {
        return new ExpressionBinder(statement, scope, Map.of(), declaredWindows);
    }

    /**
     * A binder for clauses that may also use the labels of the select list, where no relation knows the name.
     *
     * @param selected the bound expressions of the select list, by label
     */
    ExpressionBinder withLabels(Map<String, SqlNode> selected) {
        return new ExpressionBinder(statement, scope, selected, declaredWindows);
    }

    Scope scope() {
        return scope;
    }

    /** The value that an expression stands for. */
    SqlNode bind(SqlNode node) {
        if (node instanceof SqlIdentifier || isStep(node)) {
            return path(node);
        }
        if (node instanceof SqlDynamicParam parameter) {
            return Calls.parameter(parameter.getIndex(), node.getParserPosition());
        }
        if (node instanceof SqlLiteral literal) {
            return Literals.bind(literal);
        }
        if (node.isA(SqlKind.QUERY)) {
            return subQueries.scalar(node);
        }
        if (node instanceof SqlCall call) {
            return call(call);
        }
        throw unsupported(node, node.getKind().toString());
    }

    /** The condition that an expression stands for. */
    SqlNode condition(SqlNode node) {
        return Calls.condition(bind(node));
    }

    List<SqlNode> bindAll(List<? extends SqlNode> nodes) {
        List<SqlNode> bound = new ArrayList<>();
        for (SqlNode node : nodes) {
            bound.add(bind(node));
        }
        return bound;
    }

    /** The values in the form in which they are stored; see {@link DeclaredColumns}. */
    List<SqlNode> bindAllStored(List<? extends SqlNode> nodes) {
        return DeclaredColumns.stored(bindAll(nodes));
    }

    /** Notes for every parameter among operands that it is used as a value of the type that the others have. */
    void useAlike(List<SqlNode> nodes, List<SqlNode> bound) {
        if (nodes.stream().noneMatch(SqlDynamicParam.class::isInstance)) {
            return;
        }
        Optional<ColumnType> type = Typings.common(
                bound.stream().map(operand -> columnType(operand)).toList());
        type.ifPresent(common -> nodes.forEach(node -> statement.use(node, common)));
    }

    /** Notes for a parameter that it is used as a value of a type. */
    void use(SqlNode node, ColumnType type) {
        statement.use(node, type);
    }

    /** The type that tools are told for a bound expression, as far as it follows from tables and literals. */
    private Optional<ColumnType> columnType(SqlNode bound) {
        if (bound instanceof SqlIdentifier column && column.names.size() == 2) {
            return scope.relation(column.names.get(0))
                    .filter(TableRelation.class::isInstance)
                    .map(TableRelation.class::cast)
                    .map(table -> table.typeOf(table.path(column.names.get(1))));
        }
        if (bound instanceof SqlCall call && call.getOperator() instanceof ItemFunction function) {
            return function.columnType(
                    call.getOperandList().stream().map(this::columnType).toList());
        }
        return Optional.empty();
    }

    SubQueryBinder subQueries() {
        return subQueries;
    }

    WindowBinder windows() {
        return new WindowBinder(this, declaredWindows);
    }

    FunctionBinder functions() {
        return functions;
    }

    private SqlNode call(SqlCall call) {
        Optional<SqlNode> special = operators.bind(call);
        return special.isPresent() ? special.get() : functions.bind(call);
    }

    private static boolean isStep(SqlNode node) {
        return (node.getKind() == SqlKind.ITEM || node.getKind() == SqlKind.DOT)
                && node instanceof SqlCall call
                && call.operandCount() == 2;
    }

    private SqlNode path(SqlNode node) {
        Deque<PathStep> steps = new ArrayDeque<>();
        SqlNode rest = node;
        while (isStep(rest)) {
            steps.addFirst(step((SqlCall) rest));
            rest = ((SqlCall) rest).operand(0);
        }
        SqlParserPos pos = node.getParserPosition();
        if (!(rest instanceof SqlIdentifier identifier)) {
            return walk(bind(rest), List.copyOf(steps), pos);
        }
        if (identifier.isStar()) {
            throw misplacedStar(identifier);
        }
        List<PathStep> path = new ArrayList<>();
        identifier.names.forEach(name -> path.add(new PathStep.Name(name)));
        path.addAll(steps);
        Optional<SqlNode> moment = moment(identifier);
        if (moment.isPresent()) {
            return moment.get();
        }
        String first = identifier.names.get(0);
        SqlNode label = labels.get(first);
        if (label != null && !scope.knows(first) && scope.relation(first).isEmpty()) {
            return walk(label.clone(identifier.getParserPosition()), path.subList(1, path.size()), pos);
        }
        Relation.Found found = scope.resolve(path, pos);
        return walk(found.node(), path.subList(found.stepsTaken(), path.size()), pos);
    }

    private static ItemException misplacedStar(SqlIdentifier star) {
        return Places.of(star)
                .in(new ItemException(
                        ErrorCode.SYNTAX_ERROR, "* stands for columns only in a select list and in COUNT(*)"));
    }

    /** CURRENT_TIMESTAMP and the like, which the grammar takes for names. */
    private Optional<SqlNode> moment(SqlIdentifier identifier) {
        if (!identifier.isSimple() || identifier.isComponentQuoted(0)) {
            return Optional.empty();
        }
        if (scope.knows(identifier.getSimple())) {
            return Optional.empty();
        }
        SqlParserPos pos = identifier.getParserPosition();
        return momentNamed(identifier.getSimple())
                .map(named -> Literals.moment(named, pos))
                .or(() -> SessionFacts.bare(identifier.getSimple(), pos));
    }

    /** The moment of a name that SQL writes without brackets, in any case. */
    static Optional<CurrentMoment.Part> momentNamed(String name) {
        return Optional.ofNullable(MOMENTS.get(name.toUpperCase(Locale.ROOT)));
    }

    private static PathStep step(SqlCall call) {
        SqlNode key = call.operand(1);
        // A name in brackets is an attribute whose value is the key.
        if (call.getKind() == SqlKind.DOT && key instanceof SqlIdentifier name && name.isSimple()) {
            return new PathStep.Name(name.getSimple());
        }
        if (key instanceof SqlCharStringLiteral text) {
            return new PathStep.Name(text.getValueAs(NlsString.class).getValue());
        }
        if (key instanceof SqlNumericLiteral number && isPosition(number.bigDecimalValue())) {
            return new PathStep.Position(number.bigDecimalValue().intValueExact());
        }
        return new PathStep.Computed(key);
    }

    private static boolean isPosition(BigDecimal number) {
        return number.signum() >= 0
                && number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
                && number.stripTrailingZeros().scale() <= 0;
    }

    private SqlNode walk(SqlNode from, List<PathStep> steps, SqlParserPos pos) {
        SqlNode at = from;
        for (PathStep step : steps) {
            if (step instanceof PathStep.Name name) {
                at = Calls.step(name.name()).at(pos, List.of(at));
            } else if (step instanceof PathStep.Position position) {
                at = Calls.step(position.position()).at(pos, List.of(at));
            } else if (step instanceof PathStep.Computed computed) {
                at = Calls.computedStep().at(pos, List.of(at, bind(computed.key())));
            }
        }
        return at;
    }

    static ItemException unsupported(SqlNode node, String what) {
        return Places.of(node).in(new ItemException(ErrorCode.UNSUPPORTED, what, ""));
    }

    /** A call that makes one expression from its operands. */
    static SqlNode value(
            SqlNode place,
            String name,
            ItemFunction.Typing typing,
            ItemFunction.Maker maker,
            List<? extends SqlNode> operands) {
        return ItemFunction.value(name, typing, maker).at(place.getParserPosition(), operands);
    }

    /** A predicate that makes one expression from its operands. */
    static SqlNode predicate(SqlNode place, String name, ItemFunction.Maker maker, List<? extends SqlNode> operands) {
        return ItemFunction.predicate(name, maker).at(place.getParserPosition(), operands);
    }
}
