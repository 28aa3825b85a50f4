package io.itemql.sql.general.bind;

import io.itemql.plan.expression.Cast;
import io.itemql.plan.expression.ListConstructor;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.value.CastType;
import io.itemql.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlJsonConstructorNullClause;
import org.apache.calcite.sql.SqlJsonEmptyOrError;
import org.apache.calcite.sql.SqlJsonExistsErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlJsonQueryWrapperBehavior;
import org.apache.calcite.sql.SqlJsonValueEmptyOrErrorBehavior;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/** Binds the functions of JSON that have clauses of their own: RETURNING, ON EMPTY, ON ERROR, ON NULL. Used by one thread. */
final class JsonBinder {
    private final ExpressionBinder expressions;
    private final FunctionBinder functions;

    JsonBinder(ExpressionBinder expressions, FunctionBinder functions) {
        this.expressions = expressions;
        this.functions = functions;
    }

    /** The bound call; empty if it is none of these functions. */
    Optional<SqlNode> bind(SqlCall call) {
        return switch (call.getOperator().getName()) {
            case "JSON_VALUE" -> Optional.of(value(call));
            case "JSON_QUERY" -> Optional.of(query(call));
            case "JSON_EXISTS" -> Optional.of(exists(call));
            case "JSON_OBJECT" -> Optional.of(object(call));
            case "JSON_ARRAY" -> Optional.of(array(call));
            default -> Optional.empty();
        };
    }

    private static <E extends Enum<E>> Optional<E> symbol(SqlNode node, Class<E> type) {
        return node instanceof SqlLiteral literal && type.isInstance(literal.getValue())
                ? Optional.of(type.cast(literal.getValue()))
                : Optional.empty();
    }

    private SqlNode value(SqlCall call) {
        List<SqlNode> operands = call.getOperandList();
        SqlNode none = Calls.literal(Literal.NULL, Optional.empty(), call.getParserPosition());
        SqlNode onEmpty = none;
        SqlNode onError = none;
        Optional<CastType> returned = Optional.empty();
        for (int i = 2; i < operands.size(); i++) {
            if (operands.get(i) instanceof SqlDataTypeSpec type) {
                returned = Optional.of(CastTypes.of(type));
            }
            Optional<SqlJsonValueEmptyOrErrorBehavior> behavior =
                    symbol(operands.get(i), SqlJsonValueEmptyOrErrorBehavior.class);
            if (behavior.isEmpty()) {
                continue;
            }
            SqlNode answer =
                    switch (behavior.get()) {
                        case NULL -> none;
                        case DEFAULT -> expressions.bind(operands.get(++i));
                        case ERROR -> throw ExpressionBinder.unsupported(call, "ERROR ON EMPTY or ON ERROR");
                    };
            if (symbol(operands.get(++i), SqlJsonEmptyOrError.class).equals(Optional.of(SqlJsonEmptyOrError.EMPTY))) {
                onEmpty = answer;
            } else {
                onError = answer;
            }
        }
        SqlNode found = functions.ofBound(
                call,
                "JSON_VALUE",
                List.of(expressions.bind(operands.get(0)), expressions.bind(operands.get(1)), onEmpty, onError));
        return returned.map(type -> converted(call, found, type)).orElse(found);
    }

    private static SqlNode converted(SqlCall call, SqlNode found, CastType type) {
        String name = "TRY_CAST " + type;
        ItemFunction cast = type.kind() == CastType.Kind.BOOLEAN
                ? ItemFunction.predicate(name, e -> new Cast(e.get(0), type, true))
                : ItemFunction.value(
                        name, Typings.always(type.kind().columnType()), e -> new Cast(e.get(0), type, true));
        return cast.at(call.getParserPosition(), List.of(found));
    }

    private SqlNode query(SqlCall call) {
        List<SqlNode> operands = call.getOperandList();
        boolean plain = operands.subList(2, operands.size()).stream()
                .allMatch(operand -> operand == null
                        || symbol(operand, SqlJsonQueryWrapperBehavior.class)
                                .equals(Optional.of(SqlJsonQueryWrapperBehavior.WITHOUT_ARRAY))
                        || symbol(operand, SqlJsonQueryEmptyOrErrorBehavior.class)
                                .equals(Optional.of(SqlJsonQueryEmptyOrErrorBehavior.NULL)));
        if (!plain) {
            throw ExpressionBinder.unsupported(call, "JSON_QUERY with RETURNING, WRAPPER or another answer than NULL");
        }
        return functions.named(call, "JSON_QUERY", operands.subList(0, 2));
    }

    private SqlNode exists(SqlCall call) {
        List<SqlNode> operands = call.getOperandList();
        boolean plain = operands.size() == 2
                || symbol(operands.get(2), SqlJsonExistsErrorBehavior.class)
                        .equals(Optional.of(SqlJsonExistsErrorBehavior.FALSE));
        if (!plain) {
            throw ExpressionBinder.unsupported(call, "JSON_EXISTS with another answer ON ERROR than FALSE");
        }
        return functions.named(call, "JSON_EXISTS", operands.subList(0, 2));
    }

    private SqlNode object(SqlCall call) {
        List<SqlNode> operands = call.getOperandList();
        boolean absent = symbol(operands.get(0), SqlJsonConstructorNullClause.class)
                .equals(Optional.of(SqlJsonConstructorNullClause.ABSENT_ON_NULL));
        if (absent) {
            throw ExpressionBinder.unsupported(call, "JSON_OBJECT with ABSENT ON NULL");
        }
        return functions.named(call, "JSON_OBJECT", operands.subList(1, operands.size()));
    }

    private SqlNode array(SqlCall call) {
        List<SqlNode> elements = new ArrayList<>(call.getOperandList().subList(1, call.operandCount()));
        boolean keepsNulls = symbol(call.operand(0), SqlJsonConstructorNullClause.class)
                .equals(Optional.of(SqlJsonConstructorNullClause.NULL_ON_NULL));
        return keepsNulls
                ? ItemFunction.value("LIST", Typings.always(ColumnType.VARCHAR), ListConstructor::new)
                        .at(call.getParserPosition(), expressions.bindAll(elements))
                : functions.named(call, "JSON_ARRAY", elements);
    }
}
