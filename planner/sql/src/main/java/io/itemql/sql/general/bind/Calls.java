package io.itemql.sql.general.bind;

import io.itemql.item.AttributeValue;
import io.itemql.item.NumberValue;
import io.itemql.item.StringValue;
import io.itemql.plan.expression.Arithmetic;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.Parameter;
import io.itemql.plan.expression.Step;
import io.itemql.plan.expression.TupleConstructor;
import io.itemql.sql.ast.CommonOperators;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The bound forms that several binders make. */
final class Calls {
    /** An element's position from 0, out of its ordinality from 1. */
    static final ItemFunction LESS_ONE = ItemFunction.value(
            "POSITION FROM 0",
            Typings.always(ColumnType.BIGINT),
            operands -> new Arithmetic(Arithmetic.Operator.SUBTRACT, operands.get(0), Literal.of(1)));

    /** A value in the place of a condition: what is not TRUE or FALSE counts as unknown. */
    static final ItemFunction CONDITION = ItemFunction.predicate("CONDITION", operands -> operands.get(0));

    private static final ItemFunction STEP = ItemFunction.value(
            "ITEM", Typings.always(ColumnType.VARCHAR), operands -> new Step(operands.get(0), operands.get(1)));

    private Calls() {}

    /** A step into a map. */
    static ItemFunction step(String name) {
        return ItemFunction.value(
                "ITEM '" + name + "'",
                Typings.always(ColumnType.VARCHAR),
                operands -> Step.name(operands.get(0), name));
    }

    /** A step into a list; positions count from 0. */
    static ItemFunction step(int position) {
        return ItemFunction.value(
                "ITEM " + position,
                Typings.always(ColumnType.VARCHAR),
                operands -> Step.position(operands.get(0), position));
    }

    /** A step that is computed for each row. */
    static ItemFunction computedStep() {
        return STEP;
    }

    static ItemFunction unary(String name, boolean predicate, UnaryOperator<Expression> maker) {
        return predicate
                ? ItemFunction.predicate(name, operands -> maker.apply(operands.get(0)))
                : ItemFunction.value(name, Typings.first(), operands -> maker.apply(operands.get(0)));
    }

    static ItemFunction binaryPredicate(String name, BinaryOperator<Expression> maker) {
        return ItemFunction.predicate(name, operands -> maker.apply(operands.get(0), operands.get(1)));
    }

    /** A fixed value. */
    static SqlNode literal(AttributeValue value, Optional<ColumnType> type, SqlParserPos pos) {
        return literal(new Literal(value), type, pos);
    }

    /** A fixed value; its name tells values and types apart. */
    static SqlNode literal(Literal literal, Optional<ColumnType> type, SqlParserPos pos) {
        boolean plain = literal.value() == null
                || literal.value() instanceof StringValue
                || literal.value() instanceof NumberValue;
        String unique = plain ? literal.toString() : literal.value().getClass().getSimpleName() + " " + literal;
        ItemFunction function = type.equals(Optional.of(ColumnType.BOOLEAN))
                ? ItemFunction.predicate(unique, operands -> literal)
                : ItemFunction.value(unique, operands -> type, operands -> literal);
        return function.at(pos, List.of());
    }

    /** A map of the given names and values, as many of the one as of the other. */
    static SqlNode tuple(List<String> names, List<SqlNode> values, SqlParserPos pos) {
        List<String> fixed = List.copyOf(names);
        return ItemFunction.value("TUPLE" + fixed, Typings.always(ColumnType.VARCHAR), e -> {
                    List<TupleConstructor.Field> fields = new ArrayList<>();
                    for (int i = 0; i < fixed.size(); i++) {
                        fields.add(new TupleConstructor.Field(fixed.get(i), e.get(i)));
                    }
                    return new TupleConstructor(fields);
                })
                .at(pos, values);
    }

    static SqlNode parameter(int index, SqlParserPos pos) {
        Parameter parameter = new Parameter(index);
        return ItemFunction.value(parameter.toString(), Typings.UNKNOWN, operands -> parameter)
                .at(pos, List.of());
    }

    /** True if a bound node is true, false or unknown and nothing else. */
    static boolean isPredicate(SqlNode bound) {
        if (bound.getKind() == SqlKind.AND) {
            return true;
        }
        return bound instanceof SqlBasicCall call
                && call.getOperator() instanceof ItemFunction function
                && function.isPredicate();
    }

    /** A bound node in the place of a condition. */
    static SqlNode condition(SqlNode bound) {
        return isPredicate(bound) ? bound : CONDITION.at(bound.getParserPosition(), List.of(bound));
    }

    /** AND keeps its kind for Calcite, because conjunctions are what its rules take apart. */
    static SqlCall and(SqlParserPos pos, SqlNode left, SqlNode right) {
        return CommonOperators.AND.createCall(pos, left, right);
    }

    /** All of the given conditions, at least one, as a tree of little depth. */
    static SqlNode and(SqlParserPos pos, List<SqlNode> conditions) {
        int size = conditions.size();
        if (size == 1) {
            return conditions.get(0);
        }
        return and(pos, and(pos, conditions.subList(0, size / 2)), and(pos, conditions.subList(size / 2, size)));
    }
}
