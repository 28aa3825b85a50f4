package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.NumberValue;
import io.itemql.plan.expression.Arithmetic;
import io.itemql.plan.expression.Arity;
import io.itemql.plan.expression.Call;
import io.itemql.plan.expression.Cast;
import io.itemql.plan.expression.Coalesce;
import io.itemql.plan.expression.CurrentMoment;
import io.itemql.plan.expression.Extract;
import io.itemql.plan.expression.Function;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.NullIf;
import io.itemql.plan.function.Functions;
import io.itemql.plan.value.CastType;
import io.itemql.plan.value.IntervalValue;
import io.itemql.plan.window.WindowCall;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.NearestNames;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlJdbcDataTypeName;
import org.apache.calcite.sql.SqlJdbcFunctionCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Binds calls of functions: scalar ones, aggregates, and what SQL writes like a function. Used by one thread. */
final class FunctionBinder {
    /** What CURRENT_TIMESTAMP and the like are called where they can only be written as calls. */
    /** Functions that give one of their operands, or compare them with each other. */
    private static final Set<String> CHOICES = Set.of("COALESCE", "IFNULL", "NVL", "NULLIF", "GREATEST", "LEAST");

    private static final Map<String, CurrentMoment.Part> MOMENTS = Map.of(
            "NOW", CurrentMoment.Part.TIMESTAMP,
            "CURDATE", CurrentMoment.Part.DATE,
            "CURTIME", CurrentMoment.Part.TIME);

    /** What JDBC writes before units of time. */
    private static final String JDBC_TYPE = "SQL_";

    private static final String JDBC_UNIT = "SQL_TSI_";

    private final ExpressionBinder expressions;
    private final JsonBinder json;

    FunctionBinder(ExpressionBinder expressions) {
        this.expressions = expressions;
        this.json = new JsonBinder(expressions, this);
    }

    SqlNode bind(SqlCall call) {
        return switch (call.getKind()) {
            case CAST, SAFE_CAST -> cast(call);
            case EXTRACT -> extract(call);
            case TRIM -> trim(call);
            case FLOOR, CEIL -> rounded(call);
            case TIMESTAMP_ADD -> moved(call);
            case TIMESTAMP_DIFF -> distance(call);
            case FILTER -> filter(call);
            case WITHIN_GROUP -> withinGroup(call);
            case OVER -> over(call);
            case GROUPING -> grouping(call);
            case RESPECT_NULLS -> bind(call.operand(0));
            case IGNORE_NULLS -> passingOverNulls(call);
            case JDBC_FN -> jdbc(call);
            default -> byName(call);
        };
    }

    /** LAG, LAST_VALUE and their like; aggregates pass over NULL anyway. */
    private SqlNode passingOverNulls(SqlCall call) {
        SqlNode bound = bind(call.operand(0));
        boolean possible = bound instanceof SqlBasicCall function
                && function.getOperator() instanceof ItemAggregate aggregate
                && WindowCall.Function.find(aggregate.function())
                        .filter(WindowCall.Function::takesValues)
                        .isPresent();
        if (!possible) {
            throw Places.of(call)
                    .in(new ItemException(
                            ErrorCode.WINDOW_ERROR,
                            "IGNORE NULLS goes with LAG, LEAD, FIRST_VALUE, LAST_VALUE and NTH_VALUE"));
        }
        SqlBasicCall function = (SqlBasicCall) bound;
        return ((ItemAggregate) function.getOperator())
                .passingOverNulls()
                .createCall(function.getFunctionQuantifier(), function.getParserPosition(), function.getOperandList());
    }

    private SqlNode jdbc(SqlCall call) {
        String name = jdbcName(call);
        boolean convert = name.equalsIgnoreCase("CONVERT")
                && call.operandCount() == 2
                && call.operand(1) instanceof SqlLiteral type
                && type.getValue() instanceof SqlJdbcDataTypeName;
        if (!convert) {
            return named(call, name, call.getOperandList());
        }
        SqlLiteral type = call.operand(1);
        String typeName = type.getValueAs(SqlJdbcDataTypeName.class).name();
        return cast(call, CastTypes.ofJdbc(typeName.substring(JDBC_TYPE.length()), type), false);
    }

    private static String jdbcName(SqlCall call) {
        return ((SqlJdbcFunctionCall) call.getOperator())
                .getName()
                .replaceAll("[{}]|^\\{fn +", "")
                .replaceFirst("^fn ", "");
    }

    private SqlNode byName(SqlCall call) {
        String name = call.getOperator().getName();
        if (name.equals("TRY_CAST")) {
            return cast(call);
        }
        Optional<Aggregates.Entry> aggregate = Aggregates.find(name);
        if (aggregate.isPresent()) {
            return aggregate(call, aggregate.get());
        }
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "GROUPING", "GROUPING_ID" -> grouping(call);
            case "IF", "IIF" -> choice(call, name);
            case "MAKE_INTERVAL" -> named(call, name, Moments.partsOfInterval(call));
            case "IS JSON VALUE" -> named(call, "IS_JSON", call.getOperandList());
            case "IS NOT JSON VALUE" -> OperatorBinder.not(call, named(call, "IS_JSON", call.getOperandList()));
            default -> json.bind(call).orElseGet(() -> named(call, name, call.getOperandList()));
        };
    }

    /** {@code IF(condition, then, else)}, which computes only what it gives. */
    private SqlNode choice(SqlCall call, String name) {
        checkCount(call, name, new Arity(3, 3), call.getOperandList());
        List<SqlNode> operands = List.of(
                expressions.condition(call.operand(0)),
                expressions.bind(call.operand(1)),
                expressions.bind(call.operand(2)));
        expressions.useAlike(call.getOperandList().subList(1, 3), operands.subList(1, 3));
        return ItemFunction.value("CASE", Typings.CASE, Cases::of).at(call.getParserPosition(), operands);
    }

    /** A call of the scalar function of a name. */
    SqlNode named(SqlCall place, String name, List<SqlNode> operands) {
        for (SqlNode operand : operands) {
            if (operand != null && operand.getKind() == SqlKind.ARGUMENT_ASSIGNMENT) {
                throw ExpressionBinder.unsupported(operand, "A name for an argument of " + name);
            }
        }
        Optional<CurrentMoment.Part> moment = Optional.ofNullable(MOMENTS.get(name.toUpperCase(Locale.ROOT)))
                .or(() -> ExpressionBinder.momentNamed(name));
        if (moment.isPresent() && operands.isEmpty()) {
            return Literals.moment(moment.get(), place.getParserPosition());
        }
        Optional<SqlNode> fact =
                operands.isEmpty() ? SessionFacts.named(name, place.getParserPosition()) : Optional.empty();
        if (fact.isPresent()) {
            return fact.get();
        }
        List<SqlNode> bound = expressions.bindAll(operands);
        if (CHOICES.contains(name.toUpperCase(Locale.ROOT))) {
            expressions.useAlike(operands, bound);
        }
        return ofBound(place, name, bound);
    }

    /** A call of the scalar function of a name, with bound operands. */
    SqlNode ofBound(SqlCall place, String name, List<SqlNode> operands) {
        SqlParserPos pos = place.getParserPosition();
        switch (name.toUpperCase(Locale.ROOT)) {
            case "COALESCE", "IFNULL", "NVL" -> {
                int max = name.equalsIgnoreCase("COALESCE") ? Arity.ANY_NUMBER : 2;
                checkCount(place, name, new Arity(1, max), operands);
                return ItemFunction.value("COALESCE", Typings.COMMON, Coalesce::new)
                        .at(pos, operands);
            }
            case "NULLIF" -> {
                checkCount(place, name, new Arity(2, 2), operands);
                return ItemFunction.value("NULLIF", Typings.first(), e -> new NullIf(e.get(0), e.get(1)))
                        .at(pos, DeclaredColumns.together(operands));
            }
            default -> {}
        }
        Function function = Functions.find(name).orElseThrow(() -> unknown(place, name));
        checkCount(place, function.name(), function.arity(), operands);
        boolean comparing = function.isOfMoments() && function.result().isEmpty();
        List<SqlNode> arguments = comparing
                ? DeclaredColumns.together(operands)
                : function.isOfMoments() ? operands : DeclaredColumns.stored(operands);
        boolean predicate = function.result().equals(Optional.of(ColumnType.BOOLEAN));
        if (predicate) {
            return ItemFunction.predicate(function.name(), e -> new Call(function, e))
                    .at(pos, arguments);
        }
        ItemFunction.Typing typing = function.result().map(Typings::always).orElse(Typings.COMMON);
        return ItemFunction.value(function.name(), typing, e -> new Call(function, e))
                .at(pos, arguments);
    }

    private static ItemException unknown(SqlCall place, String name) {
        List<String> known = new ArrayList<>(Functions.names());
        known.addAll(Aggregates.names());
        return Places.of(place)
                .in(new ItemException(ErrorCode.UNKNOWN_FUNCTION, name, NearestNames.offer(name, known)));
    }

    private static void checkCount(SqlCall place, String name, Arity arity, List<SqlNode> operands) {
        try {
            arity.check(name, operands.size());
        } catch (ItemException e) {
            throw Places.of(place).in(e);
        }
    }

    /** {@code x IN ?} and {@code x IN path}: whether a list or set contains a value. */
    SqlNode inCollection(SqlCall place, SqlNode operand, SqlNode collection) {
        return Calls.condition(named(place, "contains", List.of(collection, operand)));
    }

    private SqlNode cast(SqlCall call) {
        if (!(call.operand(1) instanceof SqlDataTypeSpec target)) {
            // The only other one is an interval.
            throw ExpressionBinder.unsupported(call, "CAST to INTERVAL");
        }
        boolean lenient = call.getKind() == SqlKind.SAFE_CAST
                || call.getOperator().getName().equals("TRY_CAST");
        Optional<String> converter = CastTypes.converter(target);
        if (converter.isPresent()) {
            if (lenient) {
                throw ExpressionBinder.unsupported(call, "TRY_CAST to this type");
            }
            return CastTypes.isInterval(target)
                    ? interval(call)
                    : named(call, converter.get(), List.of(call.operand(0)));
        }
        return cast(call, CastTypes.of(target), lenient);
    }

    private SqlNode interval(SqlCall call) {
        Function function = Functions.get("TO_INTERVAL");
        return ItemFunction.value("CAST INTERVAL", Typings.INTERVAL, e -> new Call(function, e))
                .at(call.getParserPosition(), List.of(expressions.bind(call.operand(0))));
    }

    private SqlNode cast(SqlCall call, CastType type, boolean lenient) {
        SqlNode bound = expressions.bind(call.operand(0));
        SqlNode operand = type.kind().isMoment() ? bound : DeclaredColumns.stored(bound);
        expressions.use(call.operand(0), type.kind().columnType());
        String name = (lenient ? "TRY_CAST " : "CAST ") + type;
        ItemFunction cast = type.kind() == CastType.Kind.BOOLEAN
                ? ItemFunction.predicate(name, e -> new Cast(e.get(0), type, lenient))
                : ItemFunction.value(
                        name, Typings.always(type.kind().columnType()), e -> new Cast(e.get(0), type, lenient));
        return cast.at(call.getParserPosition(), List.of(operand));
    }

    private SqlNode extract(SqlCall call) {
        String unit = unit(call.operand(0));
        Extract.Part part = Arrays.stream(Extract.Part.values())
                .filter(known -> known.name().equals(unit))
                .findFirst()
                .orElseThrow(() -> Places.of(call.operand(0))
                        .in(new ItemException(ErrorCode.INVALID_ARGUMENT, unit + " cannot be extracted from a date")));
        ColumnType type = part.mayHaveFraction() ? ColumnType.DECIMAL : ColumnType.BIGINT;
        return ItemFunction.value("EXTRACT " + unit, Typings.always(type), e -> new Extract(part, e.get(0)))
                .at(call.getParserPosition(), List.of(expressions.bind(call.operand(1))));
    }

    private static String unit(SqlNode unit) {
        String name = unit instanceof SqlIntervalQualifier qualifier
                ? (qualifier.timeFrameName == null ? qualifier.timeUnitRange.startUnit.name() : qualifier.timeFrameName)
                : unit.toString();
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.startsWith(JDBC_UNIT) ? upper.substring(JDBC_UNIT.length()) : upper;
    }

    private SqlNode trim(SqlCall call) {
        SqlTrimFunction.Flag flag = ((SqlLiteral) call.operand(0)).getValueAs(SqlTrimFunction.Flag.class);
        String name =
                switch (flag) {
                    case BOTH -> "TRIM";
                    case LEADING -> "LTRIM";
                    case TRAILING -> "RTRIM";
                };
        List<SqlNode> operands = new ArrayList<>(List.of(call.<SqlNode>operand(2)));
        if (call.operand(1) != null) {
            operands.add(call.operand(1));
        }
        return named(call, name, operands);
    }

    private SqlNode rounded(SqlCall call) {
        boolean toUnit = call.operandCount() == 2 && call.operand(1) instanceof SqlIntervalQualifier;
        if (!toUnit) {
            return named(call, call.getKind() == SqlKind.FLOOR ? "FLOOR" : "CEIL", call.getOperandList());
        }
        if (call.getKind() == SqlKind.CEIL) {
            throw ExpressionBinder.unsupported(call, "CEIL of a date-time");
        }
        return withUnit(call, "DATE_TRUNC", call.operand(1), List.of(call.operand(0)));
    }

    /** {@code TIMESTAMPADD(unit, number, moment)}. */
    private SqlNode moved(SqlCall call) {
        String unit = unit(call.operand(0));
        IntervalValue one = Moments.interval(unit).orElseThrow(() -> unknownUnit(call, unit));
        return ItemFunction.value(
                        "TIMESTAMPADD " + unit,
                        Typings.always(ColumnType.TIMESTAMP),
                        e -> new Arithmetic(
                                Arithmetic.Operator.ADD,
                                e.get(1),
                                new Arithmetic(Arithmetic.Operator.MULTIPLY, e.get(0), new Literal(one))))
                .at(call.getParserPosition(), List.of(expressions.bind(call.operand(1)), moment(call.operand(2))));
    }

    /** {@code TIMESTAMPDIFF(unit, from, to)}. */
    private SqlNode distance(SqlCall call) {
        String unit = unit(call.operand(0));
        Function difference = Moments.difference(unit).orElseThrow(() -> unknownUnit(call, unit));
        return ItemFunction.value(difference.name(), Typings.always(ColumnType.BIGINT), e -> new Call(difference, e))
                .at(call.getParserPosition(), List.of(moment(call.operand(1)), moment(call.operand(2))));
    }

    /** A text that is ISO-8601 counts as a moment; anything else becomes NULL. */
    private SqlNode moment(SqlNode operand) {
        CastType type = CastType.of(CastType.Kind.TIMESTAMP);
        return ItemFunction.value("MOMENT", Typings.always(ColumnType.TIMESTAMP), e -> new Cast(e.get(0), type, true))
                .at(operand.getParserPosition(), List.of(expressions.bind(operand)));
    }

    private static ItemException unknownUnit(SqlCall call, String unit) {
        return Places.of(call).in(new ItemException(ErrorCode.INVALID_ARGUMENT, unit + " is not a unit of time here"));
    }

    private SqlNode withUnit(SqlCall call, String name, SqlNode unit, List<SqlNode> operands) {
        List<SqlNode> all = new ArrayList<>();
        all.add(SqlLiteral.createCharString(unit(unit), unit.getParserPosition()));
        all.addAll(operands);
        return named(call, name, all);
    }

    private SqlNode aggregate(SqlCall call, Aggregates.Entry entry) {
        List<SqlNode> operands = call.getOperandList();
        String name = entry.aggregate().function();
        if (!operands.isEmpty() && operands.get(operands.size() - 1) instanceof SqlNodeList order) {
            return ordered(call, entry, operands.subList(0, operands.size() - 1), order);
        }
        boolean star = operands.size() == 1 && operands.get(0) instanceof SqlIdentifier id && id.isStar();
        if (star && name.equals("COUNT")) {
            return Aggregates.COUNT_ALL.createCall(call.getParserPosition(), List.of());
        }
        boolean several = name.equals("COUNT") && call.getFunctionQuantifier() == null;
        checkCount(call, name, several ? new Arity(1, 1) : entry.arity(), operands);
        boolean truth = name.equals("BOOL_AND") || name.equals("BOOL_OR") || name.equals("COUNT_IF");
        List<SqlNode> bound =
                truth ? operands.stream().map(expressions::condition).toList() : expressions.bindAll(operands);
        return entry.aggregate()
                .createCall(call.getFunctionQuantifier(), call.getParserPosition(), bound.toArray(new SqlNode[0]));
    }

    /** {@code ARRAY_AGG(x ORDER BY y)}, which says what WITHIN GROUP does. */
    private SqlNode ordered(SqlCall call, Aggregates.Entry entry, List<SqlNode> operands, SqlNodeList order) {
        SqlCall bare = call.getOperator()
                .createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands.toArray(new SqlNode[0]));
        return withinGroup(call, aggregate(bare, entry), order);
    }

    private SqlNode filter(SqlCall call) {
        SqlNode aggregate = expressions.bind(call.operand(0));
        checkAggregate(call, aggregate, "FILTER");
        SqlNode condition = expressions.condition(call.operand(1));
        AggregateRules.refuse(condition, "FILTER");
        return SqlStdOperatorTable.FILTER.createCall(call.getParserPosition(), aggregate, condition);
    }

    private SqlNode withinGroup(SqlCall call) {
        return withinGroup(call, expressions.bind(call.operand(0)), call.operand(1));
    }

    private SqlNode withinGroup(SqlCall call, SqlNode bound, SqlNodeList order) {
        checkAggregate(call, bound, "WITHIN GROUP");
        SqlNode aggregate = ofOrdered(call, bound, order);
        List<SqlNode> items = order.stream()
                .map(item -> OrderItems.bind(item, expressions::bind))
                .toList();
        return SqlStdOperatorTable.WITHIN_GROUP.createCall(
                call.getParserPosition(), aggregate, new SqlNodeList(items, order.getParserPosition()));
    }

    /** PERCENTILE_CONT and its kin are of the values that they are ordered by, so these become their last argument. */
    private SqlNode ofOrdered(SqlCall place, SqlNode bound, SqlNodeList order) {
        SqlBasicCall call = (SqlBasicCall) bound;
        if (!(call.getOperator() instanceof ItemAggregate function) || !Aggregates.isOfOrdered(function.function())) {
            return bound;
        }
        int direct = function.function().equals("MODE") ? 0 : 1;
        checkCount(place, function.function() + " with WITHIN GROUP", new Arity(direct, direct), call.getOperandList());
        if (order.size() != 1) {
            throw Places.of(place)
                    .in(new ItemException(
                            ErrorCode.AGGREGATE_MISUSE, function.function() + " is ordered by exactly one expression"));
        }
        SqlNode item = order.get(0);
        while (item.getKind() == SqlKind.DESCENDING
                || item.getKind() == SqlKind.NULLS_FIRST
                || item.getKind() == SqlKind.NULLS_LAST) {
            item = ((SqlCall) item).operand(0);
        }
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        operands.add(expressions.bind(item));
        return function.createCall(
                call.getFunctionQuantifier(), call.getParserPosition(), operands.toArray(new SqlNode[0]));
    }

    private static void checkAggregate(SqlNode place, SqlNode bound, String clause) {
        SqlNode innermost = bound;
        while (innermost.getKind() == SqlKind.FILTER || innermost.getKind() == SqlKind.WITHIN_GROUP) {
            innermost = ((SqlCall) innermost).operand(0);
        }
        boolean aggregate = innermost instanceof SqlBasicCall call && call.getOperator() instanceof ItemAggregate;
        if (!aggregate) {
            throw Places.of(place)
                    .in(new ItemException(ErrorCode.AGGREGATE_MISUSE, clause + " needs an aggregate function"));
        }
    }

    private SqlNode over(SqlCall call) {
        SqlNode aggregate = expressions.bind(call.operand(0));
        if (aggregate.getKind() == SqlKind.FILTER) {
            aggregate = filtered(call, (SqlCall) aggregate);
        }
        if (aggregate.getKind() == SqlKind.WITHIN_GROUP) {
            throw ExpressionBinder.unsupported(call, "WITHIN GROUP with OVER");
        }
        if (!(aggregate instanceof SqlBasicCall bound) || !(bound.getOperator() instanceof ItemAggregate)) {
            throw Places.of(call)
                    .in(new ItemException(ErrorCode.WINDOW_ERROR, "OVER needs an aggregate or a window function"));
        }
        return expressions.windows().over(call, bound, call.operand(1));
    }

    /** With a FILTER, an aggregate over a window sees NULL in place of what is filtered out, which it leaves out. */
    private static SqlNode filtered(SqlCall place, SqlCall filter) {
        boolean plain = filter.operand(0) instanceof SqlBasicCall call
                && call.getOperator() instanceof ItemAggregate function
                && !function.requiresOver()
                && Aggregates.leavesOutNulls(function.function());
        if (!plain) {
            throw ExpressionBinder.unsupported(place, "FILTER with OVER for this function");
        }
        SqlBasicCall call = filter.operand(0);
        SqlParserPos pos = call.getParserPosition();
        List<SqlNode> operands = new ArrayList<>(call.getOperandList());
        ItemAggregate function = (ItemAggregate) call.getOperator();
        if (operands.isEmpty()) {
            operands.add(Calls.literal(NumberValue.ONE, Optional.of(ColumnType.BIGINT), pos));
            function = Aggregates.find("COUNT").orElseThrow().aggregate();
        }
        SqlNode none = Calls.literal(Literal.NULL, Optional.empty(), pos);
        operands.set(
                0,
                ItemFunction.value("CASE", Typings.CASE, Cases::of)
                        .at(pos, List.of(filter.operand(1), operands.get(0), none)));
        return function.createCall(call.getFunctionQuantifier(), pos, operands.toArray(new SqlNode[0]));
    }

    private SqlNode grouping(SqlCall call) {
        checkCount(call, call.getOperator().getName(), new Arity(1, Arity.ANY_NUMBER), call.getOperandList());
        return SqlStdOperatorTable.GROUPING.createCall(
                call.getParserPosition(), expressions.bindAll(call.getOperandList()));
    }
}
