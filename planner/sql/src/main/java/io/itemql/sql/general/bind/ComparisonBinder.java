package io.itemql.sql.general.bind;

import io.itemql.condition.ComparisonOperator;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.plan.expression.Comparison;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.KeyConversion;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.Or;
import io.itemql.plan.expression.Parameter;
import io.itemql.sql.parse.Places;
import io.itemql.table.KeyAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * Binds comparisons, also those of rows. A literal or parameter that is compared with a key attribute is converted to
 * the key's type here, so that it means the same whether the key is used or the table is scanned, and one that is
 * compared with a column declared as a date or time is read as such. Used by one thread.
 */
final class ComparisonBinder {
    private final ExpressionBinder expressions;

    ComparisonBinder(ExpressionBinder expressions) {
        this.expressions = expressions;
    }

    SqlNode comparison(SqlNode place, ComparisonOperator operator, SqlNode left, SqlNode right) {
        if (left.getKind() == SqlKind.ROW || right.getKind() == SqlKind.ROW) {
            return rows(place, operator, fields(left), fields(right));
        }
        boolean equality = operator == ComparisonOperator.EQUAL || operator == ComparisonOperator.NOT_EQUAL;
        List<SqlNode> operands = equality ? bindAlike(List.of(left, right)) : bindInOrder(List.of(left, right));
        return of(place, operator, operands);
    }

    private static SqlNode of(SqlNode place, ComparisonOperator operator, List<SqlNode> bound) {
        return Calls.binaryPredicate(operator.toString(), (a, b) -> new Comparison(operator, a, b))
                .at(place.getParserPosition(), bound);
    }

    private static List<SqlNode> fields(SqlNode row) {
        return row.getKind() == SqlKind.ROW ? ((SqlCall) row).getOperandList() : List.of(row);
    }

    private SqlNode rows(SqlNode place, ComparisonOperator operator, List<SqlNode> left, List<SqlNode> right) {
        if (left.size() != right.size()) {
            throw Places.of(place).in(new ItemException(ErrorCode.COLUMN_COUNT_MISMATCH, right.size(), left.size()));
        }
        if (operator == ComparisonOperator.NOT_EQUAL) {
            return OperatorBinder.not(place, rows(place, ComparisonOperator.EQUAL, left, right));
        }
        List<SqlNode> equal = new ArrayList<>();
        List<SqlNode> branches = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            boolean last = i == left.size() - 1;
            SqlNode same = comparison(place, ComparisonOperator.EQUAL, left.get(i), right.get(i));
            if (operator != ComparisonOperator.EQUAL) {
                // (a, b) < (c, d) is a < c, or a = c and b < d.
                List<SqlNode> branch = new ArrayList<>(equal);
                branch.add(comparison(place, last ? operator : strict(operator), left.get(i), right.get(i)));
                branches.add(Calls.and(place.getParserPosition(), branch));
            }
            equal.add(same);
        }
        return operator == ComparisonOperator.EQUAL
                ? Calls.and(place.getParserPosition(), equal)
                : ItemFunction.predicate("OR", Or::of).at(place.getParserPosition(), branches);
    }

    private static ComparisonOperator strict(ComparisonOperator operator) {
        return switch (operator) {
            case LESS, LESS_OR_EQUAL -> ComparisonOperator.LESS;
            case GREATER, GREATER_OR_EQUAL -> ComparisonOperator.GREATER;
            case EQUAL, NOT_EQUAL -> operator;
        };
    }

    /** Operands that are tested for equality; constants among them take on the type of a key among them. */
    List<SqlNode> bindAlike(List<SqlNode> nodes) {
        return bindTogether(nodes, false);
    }

    /**
     * Operands of which one is before another. A number does not take on the type of a key that is a text: it has its place
     * among numbers, where 10 is after 9, and its digits have theirs among texts, where they are before.
     */
    List<SqlNode> bindInOrder(List<SqlNode> nodes) {
        return bindTogether(nodes, true);
    }

    private List<SqlNode> bindTogether(List<SqlNode> nodes, boolean ordered) {
        for (SqlNode node : nodes) {
            if (node.getKind() == SqlKind.ROW) {
                throw Places.of(node)
                        .in(new ItemException(
                                ErrorCode.TYPE_MISMATCH, "A row of several values can only be compared with a row"));
            }
        }
        List<SqlNode> bound = DeclaredColumns.together(expressions.bindAll(nodes));
        expressions.useAlike(nodes, bound);
        Optional<AttributeType> key = Optional.empty();
        for (SqlNode operand : bound) {
            key = key.or(() -> keyType(operand));
        }
        if (key.isEmpty() || (ordered && key.get() == AttributeType.S)) {
            return bound;
        }
        AttributeType type = key.get();
        return bound.stream().map(operand -> converted(operand, type)).toList();
    }

    private Optional<AttributeType> keyType(SqlNode bound) {
        if (!(bound instanceof SqlIdentifier column) || column.names.size() != 2) {
            return Optional.empty();
        }
        Optional<Relation> relation = expressions.scope().relation(column.names.get(0));
        if (relation.isEmpty() || !(relation.get() instanceof TableRelation table)) {
            return Optional.empty();
        }
        AttributePath path = table.path(column.names.get(1));
        return table.table().table().definition().keys().attributes().stream()
                .filter(key -> path.isTopLevel() && path.attribute().equals(key.name()))
                .map(KeyAttribute::type)
                .findFirst();
    }

    private static SqlNode converted(SqlNode bound, AttributeType type) {
        if (!(bound instanceof SqlBasicCall call)
                || call.operandCount() > 0
                || !(call.getOperator() instanceof ItemFunction function)) {
            return bound;
        }
        Expression constant = function.make(List.of());
        boolean fits = constant instanceof Literal literal
                && (!(literal.value() instanceof AttributeValue value) || value.type() == type);
        if (fits || !(constant instanceof Literal || constant instanceof Parameter)) {
            return bound;
        }
        return ItemFunction.value("KEY " + type, Typings.first(), operands -> new KeyConversion(operands.get(0), type))
                .at(bound.getParserPosition(), List.of(bound));
    }
}
