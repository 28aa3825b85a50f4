package io.itemql.sql.general.bind;

import io.itemql.condition.ComparisonOperator;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.StringValue;
import io.itemql.plan.expression.Arithmetic;
import io.itemql.plan.expression.BagConstructor;
import io.itemql.plan.expression.Between;
import io.itemql.plan.expression.Concat;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.In;
import io.itemql.plan.expression.IsMissing;
import io.itemql.plan.expression.IsNull;
import io.itemql.plan.expression.IsTruth;
import io.itemql.plan.expression.IsType;
import io.itemql.plan.expression.Like;
import io.itemql.plan.expression.ListConstructor;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.Negate;
import io.itemql.plan.expression.Not;
import io.itemql.plan.expression.NotDistinct;
import io.itemql.plan.expression.Or;
import io.itemql.plan.expression.Quantified;
import io.itemql.plan.expression.SimilarTo;
import io.itemql.sql.ast.ItemOperators;
import io.itemql.sql.ast.TypeTestOperator;
import io.itemql.sql.parse.Places;
import io.itemql.table.ColumnType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Binds what SQL and PartiQL write with operators and keywords; functions are not here. Used by one thread. */
final class OperatorBinder {
    private final ExpressionBinder expressions;
    private final ComparisonBinder comparisons;

    OperatorBinder(ExpressionBinder expressions) {
        this.expressions = expressions;
        this.comparisons = new ComparisonBinder(expressions);
    }

    /** The bound call; empty if it is a call of a function. */
    Optional<SqlNode> bind(SqlCall call) {
        SqlNode bound =
                switch (call.getKind()) {
                    case AND -> Calls.and(call.getParserPosition(), flattened(call));
                    case OR -> or(call);
                    case NOT -> logical(call, "NOT", operands -> new Not(operands.get(0)));
                    case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
                        comparisons.comparison(call, comparisonOf(call.getKind()), call.operand(0), call.operand(1));
                    case IS_DISTINCT_FROM -> not(call, distinct(call));
                    case IS_NOT_DISTINCT_FROM -> distinct(call);
                    case BETWEEN -> between(call);
                    case IN, NOT_IN -> in(call);
                    case SOME, ALL -> quantified(call);
                    case EXISTS -> expressions.subQueries().exists(call, call.operand(0));
                    case LIKE, SIMILAR, RLIKE -> like(call);
                    case IS_NULL -> predicate(call, "IS NULL", operands -> new IsNull(operands.get(0)));
                    case IS_NOT_NULL ->
                        predicate(call, "IS NOT NULL", operands -> new Not(new IsNull(operands.get(0))));
                    case IS_TRUE -> truth(call, true, false);
                    case IS_NOT_TRUE -> truth(call, true, true);
                    case IS_FALSE -> truth(call, false, false);
                    case IS_NOT_FALSE -> truth(call, false, true);
                    case IS_UNKNOWN -> logical(call, "IS UNKNOWN", operands -> new IsNull(operands.get(0)));
                    case PLUS -> arithmetic(call, Arithmetic.Operator.ADD);
                    case MINUS -> arithmetic(call, Arithmetic.Operator.SUBTRACT);
                    case TIMES -> arithmetic(call, Arithmetic.Operator.MULTIPLY);
                    case DIVIDE -> arithmetic(call, Arithmetic.Operator.DIVIDE);
                    case MOD -> arithmetic(call, Arithmetic.Operator.REMAINDER);
                    case PLUS_PREFIX -> expressions.bind(call.operand(0));
                    case MINUS_PREFIX -> minus(call);
                    case CASE -> caseOf((SqlCase) call);
                    case ARRAY_VALUE_CONSTRUCTOR, MULTISET_VALUE_CONSTRUCTOR ->
                        value(call, "LIST", ColumnType.VARCHAR, ListConstructor::new, call.getOperandList());
                    case ROW -> throw row(call);
                    case LITERAL_CHAIN -> Literals.bind(joined(call));
                    case NEXT_VALUE, CURRENT_VALUE -> throw ExpressionBinder.unsupported(call, "A sequence");
                    default -> byOperator(call);
                };
        return Optional.ofNullable(bound);
    }

    /** {@code 'a' 'b'} is one text. */
    private static SqlLiteral joined(SqlCall chain) {
        StringBuilder text = new StringBuilder();
        for (SqlNode part : chain.getOperandList()) {
            text.append(((SqlLiteral) part).getValueAs(String.class));
        }
        return SqlLiteral.createCharString(text.toString(), chain.getParserPosition());
    }

    private SqlNode byOperator(SqlCall call) {
        SqlOperator operator = call.getOperator();
        if (operator.equals(ItemOperators.MISSING)) {
            return Calls.literal(Literal.MISSING, Optional.empty(), call.getParserPosition());
        }
        if (operator.equals(ItemOperators.LIST)) {
            return value(call, "LIST", ColumnType.VARCHAR, ListConstructor::new, call.getOperandList());
        }
        if (operator.equals(ItemOperators.BAG)) {
            return value(call, "BAG", ColumnType.VARCHAR, BagConstructor::new, call.getOperandList());
        }
        if (operator.equals(ItemOperators.TUPLE)) {
            return tuple(call);
        }
        if (operator instanceof TypeTestOperator test) {
            return typeTest(call, test);
        }
        if (operator.getName().equals("IS NOT UNKNOWN")) {
            return logical(call, "IS NOT UNKNOWN", operands -> new Not(new IsNull(operands.get(0))));
        }
        if (operator.getName().equals("||")) {
            return value(
                    call,
                    "||",
                    ColumnType.VARCHAR,
                    operands -> new Concat(operands.get(0), operands.get(1)),
                    call.getOperandList());
        }
        if (operator.equals(ItemOperators.AT_TIME_ZONE)) {
            return atTimeZone(call);
        }
        return switch (operator.getName()) {
            case "%" -> arithmetic(call, Arithmetic.Operator.REMAINDER);
            case "->", "->>", "#>", "#>>" ->
                expressions.functions().named(call, operator.getName(), call.getOperandList());
            case "~", "~*", "!~", "!~*" -> matches(call, operator.getName());
            default -> null;
        };
    }

    /** PostgreSQL's operators of regular expressions. */
    private SqlNode matches(SqlCall call, String operator) {
        List<SqlNode> operands = new ArrayList<>(expressions.bindAll(call.getOperandList()));
        if (operator.endsWith("*")) {
            operands.add(
                    Calls.literal(new StringValue("i"), Optional.of(ColumnType.VARCHAR), call.getParserPosition()));
        }
        SqlNode found = expressions.functions().ofBound(call, "REGEXP_LIKE", operands);
        return operator.startsWith("!") ? not(call, found) : found;
    }

    /** The function with its arguments the other way round. */
    private SqlNode atTimeZone(SqlCall call) {
        List<SqlNode> arguments = List.of(expressions.bind(call.operand(1)), expressions.bind(call.operand(0)));
        return expressions.functions().ofBound(call, "TIMEZONE", arguments);
    }

    private static ComparisonOperator comparisonOf(SqlKind kind) {
        return switch (kind) {
            case EQUALS -> ComparisonOperator.EQUAL;
            case NOT_EQUALS -> ComparisonOperator.NOT_EQUAL;
            case LESS_THAN -> ComparisonOperator.LESS;
            case LESS_THAN_OR_EQUAL -> ComparisonOperator.LESS_OR_EQUAL;
            case GREATER_THAN -> ComparisonOperator.GREATER;
            default -> ComparisonOperator.GREATER_OR_EQUAL;
        };
    }

    private static ItemException row(SqlCall call) {
        return Places.of(call)
                .in(new ItemException(
                        ErrorCode.TYPE_MISMATCH,
                        "A row of several values can only be compared with another one; a list is written [..]"));
    }

    /** A value of which only the stored form of its operands matters. */
    private SqlNode value(
            SqlCall call, String name, ColumnType type, ItemFunction.Maker maker, List<SqlNode> operands) {
        return ItemFunction.value(name, Typings.always(type), maker)
                .at(call.getParserPosition(), expressions.bindAllStored(operands));
    }

    /** A predicate about the stored form of its operands. */
    private SqlNode predicate(SqlCall call, String name, ItemFunction.Maker maker) {
        return ItemFunction.predicate(name, maker)
                .at(call.getParserPosition(), expressions.bindAllStored(call.getOperandList()));
    }

    /** An operator over conditions. */
    private SqlNode logical(SqlCall call, String name, ItemFunction.Maker maker) {
        List<SqlNode> operands =
                call.getOperandList().stream().map(expressions::condition).toList();
        return ItemFunction.predicate(name, maker).at(call.getParserPosition(), operands);
    }

    private SqlNode or(SqlCall call) {
        return ItemFunction.predicate("OR", Or::of).at(call.getParserPosition(), flattened(call));
    }

    /** The conditions of a chain of ANDs or ORs: a long chain must not become a deep tree. */
    private List<SqlNode> flattened(SqlCall call) {
        Deque<SqlNode> open = new ArrayDeque<>(List.of(call));
        List<SqlNode> conditions = new ArrayList<>();
        while (!open.isEmpty()) {
            SqlNode node = open.pop();
            if (node.getKind() == call.getKind()) {
                List<SqlNode> operands = ((SqlCall) node).getOperandList();
                for (int i = operands.size() - 1; i >= 0; i--) {
                    open.push(operands.get(i));
                }
            } else {
                conditions.add(expressions.condition(node));
            }
        }
        return conditions;
    }

    static SqlNode not(SqlNode place, SqlNode condition) {
        return ItemFunction.predicate("NOT", operands -> new Not(operands.get(0)))
                .at(place.getParserPosition(), List.of(condition));
    }

    private SqlNode distinct(SqlCall call) {
        return ItemFunction.predicate(
                        "IS NOT DISTINCT FROM", operands -> new NotDistinct(operands.get(0), operands.get(1)))
                .at(call.getParserPosition(), DeclaredColumns.together(expressions.bindAll(call.getOperandList())));
    }

    private SqlNode truth(SqlCall call, boolean truth, boolean negated) {
        String name = "IS " + (negated ? "NOT " : "") + (truth ? "TRUE" : "FALSE");
        return logical(call, name, operands -> {
            Expression test = new IsTruth(operands.get(0), truth);
            return negated ? new Not(test) : test;
        });
    }

    private SqlNode arithmetic(SqlCall call, Arithmetic.Operator operator) {
        List<SqlNode> operands = expressions.bindAll(call.getOperandList());
        expressions.useAlike(call.getOperandList(), operands);
        long intervals = operands.stream().filter(OperatorBinder::isInterval).count();
        ItemFunction.Typing typing =
                switch (operator) {
                    case ADD, SUBTRACT -> intervals == operands.size() ? Typings.INTERVAL : Typings.SUM;
                    case MULTIPLY -> intervals > 0 ? Typings.INTERVAL : Typings.DECIMAL;
                    case DIVIDE -> Typings.DECIMAL;
                    case REMAINDER -> Typings.REMAINDER;
                };
        return ItemFunction.value(operator.toString(), typing, e -> new Arithmetic(operator, e.get(0), e.get(1)))
                .at(call.getParserPosition(), operands);
    }

    private static boolean isInterval(SqlNode bound) {
        return bound instanceof SqlBasicCall call
                && call.getOperator() instanceof ItemFunction function
                && function.isInterval();
    }

    private SqlNode minus(SqlCall call) {
        if (call.operand(0) instanceof SqlNumericLiteral number) {
            // A number with its sign is one literal: it can be a key.
            SqlNode negative = SqlLiteral.createExactNumeric(
                    number.bigDecimalValue().negate().toPlainString(), call.getParserPosition());
            return expressions.bind(negative);
        }
        SqlNode operand = DeclaredColumns.stored(expressions.bind(call.operand(0)));
        ItemFunction.Typing typing = isInterval(operand) ? Typings.INTERVAL : Typings.DECIMAL;
        return ItemFunction.value("NEGATE", typing, operands -> new Negate(operands.get(0)))
                .at(call.getParserPosition(), List.of(operand));
    }

    private SqlNode between(SqlCall call) {
        List<SqlNode> operands = comparisons.bindInOrder(call.getOperandList());
        boolean symmetric = call.getOperator().getName().endsWith(" SYMMETRIC");
        SqlNode between = ItemFunction.predicate(
                        symmetric ? "BETWEEN SYMMETRIC" : "BETWEEN",
                        e -> symmetric
                                ? Or.of(
                                        new Between(e.get(0), e.get(1), e.get(2)),
                                        new Between(e.get(0), e.get(2), e.get(1)))
                                : new Between(e.get(0), e.get(1), e.get(2)))
                .at(call.getParserPosition(), operands);
        return isNegated(call) ? not(call, between) : between;
    }

    private SqlNode in(SqlCall call) {
        SqlNode candidates = call.operand(1);
        SqlNode in;
        if (candidates instanceof SqlNodeList list) {
            in = inList(call, call.operand(0), list);
        } else if (candidates.isA(SqlKind.QUERY)) {
            in = expressions.subQueries().in(call, call.operand(0), candidates);
        } else {
            in = expressions.functions().inCollection(call, call.operand(0), candidates);
        }
        return call.getKind() == SqlKind.NOT_IN ? not(call, in) : in;
    }

    private SqlNode inList(SqlCall call, SqlNode operand, SqlNodeList candidates) {
        if (candidates.size() == 1 && candidates.get(0).isA(SqlKind.QUERY)) {
            return expressions.subQueries().in(call, operand, candidates.get(0));
        }
        if (operand.getKind() == SqlKind.ROW) {
            List<SqlNode> any = new ArrayList<>();
            for (SqlNode candidate : candidates) {
                any.add(comparisons.comparison(call, ComparisonOperator.EQUAL, operand, candidate));
            }
            return ItemFunction.predicate("OR", Or::of).at(call.getParserPosition(), any);
        }
        List<SqlNode> all = new ArrayList<>();
        all.add(operand);
        candidates.forEach(all::add);
        return ItemFunction.predicate("IN", e -> new In(e.get(0), e.subList(1, e.size())))
                .at(call.getParserPosition(), comparisons.bindAlike(all));
    }

    private SqlNode quantified(SqlCall call) {
        SqlQuantifyOperator operator = (SqlQuantifyOperator) call.getOperator();
        ComparisonOperator comparison = comparisonOf(operator.comparisonKind);
        boolean all = operator.getKind() == SqlKind.ALL;
        SqlNode candidates = call.operand(1);
        if (candidates instanceof SqlNodeList list
                && list.size() == 1
                && list.get(0).isA(SqlKind.QUERY)) {
            candidates = list.get(0);
        }
        if (!(candidates instanceof SqlNodeList list)) {
            return expressions.subQueries().quantified(call, comparison, all, call.operand(0), candidates);
        }
        if (list.size() == 1
                && list.get(0).getKind() != SqlKind.ROW
                && list.get(0).getKind() != SqlKind.LITERAL) {
            return ofElements(call, comparison, all, list.get(0));
        }
        List<SqlNode> each = new ArrayList<>();
        for (SqlNode candidate : list) {
            each.add(comparisons.comparison(call, comparison, call.operand(0), candidate));
        }
        return all
                ? Calls.and(call.getParserPosition(), each)
                : ItemFunction.predicate("OR", Or::of).at(call.getParserPosition(), each);
    }

    /** {@code x = ANY (list)}: the elements are compared. */
    private SqlNode ofElements(SqlCall call, ComparisonOperator comparison, boolean all, SqlNode collection) {
        return ItemFunction.predicate(
                        comparison + (all ? " ALL" : " ANY"), e -> new Quantified(comparison, all, e.get(0), e.get(1)))
                .at(call.getParserPosition(), expressions.bindAll(List.of(call.operand(0), collection)));
    }

    private SqlNode like(SqlCall call) {
        if (call.getKind() == SqlKind.RLIKE) {
            SqlNode matches = expressions.functions().named(call, "REGEXP_LIKE", call.getOperandList());
            return isNegated(call) ? not(call, Calls.condition(matches)) : matches;
        }
        boolean similar = call.getKind() == SqlKind.SIMILAR;
        boolean folded = call.getOperator().getName().endsWith("ILIKE");
        List<SqlNode> operands = expressions.bindAllStored(call.getOperandList());
        call.getOperandList().forEach(operand -> expressions.use(operand, ColumnType.VARCHAR));
        if (folded) {
            operands = operands.stream()
                    .map(operand -> expressions.functions().ofBound(call, "LOWER", List.of(operand)))
                    .toList();
        }
        SqlNode like = ItemFunction.predicate(similar ? "SIMILAR TO" : "LIKE", e -> {
                    Optional<Expression> escape = e.size() > 2 ? Optional.of(e.get(2)) : Optional.empty();
                    return similar ? new SimilarTo(e.get(0), e.get(1), escape) : new Like(e.get(0), e.get(1), escape);
                })
                .at(call.getParserPosition(), operands);
        return isNegated(call) ? not(call, like) : like;
    }

    /** NOT BETWEEN, NOT LIKE and their kin are of the same kind as without NOT. */
    private static boolean isNegated(SqlCall call) {
        return call.getOperator().getName().startsWith("NOT ");
    }

    private SqlNode caseOf(SqlCase call) {
        List<SqlNode> operands = new ArrayList<>();
        for (int i = 0; i < call.getWhenOperands().size(); i++) {
            SqlNode when = call.getWhenOperands().get(i);
            operands.add(
                    call.getValueOperand() == null
                            ? expressions.condition(when)
                            : comparisons.comparison(call, ComparisonOperator.EQUAL, call.getValueOperand(), when));
            operands.add(expressions.bind(call.getThenOperands().get(i)));
        }
        SqlNode otherwise = call.getElseOperand();
        operands.add(
                otherwise == null
                        ? Calls.literal(Literal.NULL, Optional.empty(), call.getParserPosition())
                        : expressions.bind(otherwise));
        List<SqlNode> results = new ArrayList<>(call.getThenOperands().getList());
        List<SqlNode> bound = new ArrayList<>();
        for (int i = 1; i < operands.size(); i += 2) {
            bound.add(operands.get(i));
        }
        results.add(otherwise);
        bound.add(operands.get(operands.size() - 1));
        expressions.useAlike(results, bound);
        return ItemFunction.value("CASE", Typings.CASE, Cases::of).at(call.getParserPosition(), operands);
    }

    private SqlNode tuple(SqlCall call) {
        List<String> names = new ArrayList<>();
        List<SqlNode> values = new ArrayList<>();
        for (int i = 0; i + 1 < call.operandCount(); i += 2) {
            String name = fieldName(call.operand(i));
            if (names.contains(name)) {
                SqlParserPos pos = call.operand(i).getParserPosition();
                throw Places.of(pos)
                        .in(new ItemException(ErrorCode.DUPLICATE_NAME, "Attribute " + name, " in one tuple"));
            }
            names.add(name);
            values.add(DeclaredColumns.stored(expressions.bind(call.operand(i + 1))));
        }
        return Calls.tuple(names, values, call.getParserPosition());
    }

    private static String fieldName(SqlNode name) {
        if (name instanceof SqlCharStringLiteral text) {
            return Literals.text(text);
        }
        if (name instanceof SqlIdentifier identifier && identifier.isSimple()) {
            return identifier.getSimple();
        }
        throw ExpressionBinder.unsupported(name, "A parameter as the name of a field");
    }

    private SqlNode typeTest(SqlCall call, TypeTestOperator operator) {
        SqlParserPos pos = call.getParserPosition();
        ItemFunction test = ItemFunction.predicate("IS " + operator.test(), e -> switch (operator.test()) {
            case MISSING -> new IsMissing(e.get(0));
            case BOOL -> IsType.of(e.get(0), AttributeType.BOOL);
            case BLOB -> IsType.of(e.get(0), AttributeType.B);
            case STRING -> IsType.of(e.get(0), AttributeType.S);
            case NUMERIC -> IsType.of(e.get(0), AttributeType.N);
            case TUPLE -> IsType.of(e.get(0), AttributeType.M);
            case LIST -> IsType.of(e.get(0), AttributeType.L);
        });
        SqlNode bound = test.at(pos, expressions.bindAllStored(call.getOperandList()));
        return operator.negated() ? not(call, bound) : bound;
    }
}
