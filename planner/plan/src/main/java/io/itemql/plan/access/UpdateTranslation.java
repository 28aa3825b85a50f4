package io.itemql.plan.access;

import io.itemql.condition.Update;
import io.itemql.condition.UpdateOperand;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.NullValue;
import io.itemql.item.NumberValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.Arithmetic;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Call;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.expression.Expressions;
import io.itemql.plan.expression.Literal;
import io.itemql.plan.expression.Row;
import io.itemql.plan.value.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Turns assignments into an {@link Update}: either for an item that nobody has read, where its language can say all
 * that the assignments say, or for a row that was read, where every value is computed here.
 */
final class UpdateTranslation {
    private final TableRead read;
    private final Evaluation evaluation;
    private final List<Update.Set> sets = new ArrayList<>();
    private final List<AttributePath> removes = new ArrayList<>();
    private final List<Update.Add> adds = new ArrayList<>();
    private final List<Update.Delete> deletes = new ArrayList<>();

    private UpdateTranslation(TableRead read, Evaluation evaluation) {
        this.read = read;
        this.evaluation = evaluation;
    }

    /** The update that computes its values in the store; empty if its language cannot. */
    static Optional<Update> unread(List<Assignment> assignments, TableRead read, Evaluation evaluation) {
        UpdateTranslation translation = new UpdateTranslation(read, evaluation);
        for (Assignment assignment : assignments) {
            if (!translation.addUnread(assignment)) {
                return Optional.empty();
            }
        }
        return Optional.of(translation.toUpdate());
    }

    /** The update with the values that the assignments have for a row. */
    static Update ofRow(List<Assignment> assignments, TableRead read, Row row, Evaluation evaluation) {
        UpdateTranslation translation = new UpdateTranslation(read, evaluation);
        for (Assignment assignment : assignments) {
            translation.addRead(assignment, row);
        }
        return translation.toUpdate();
    }

    private Update toUpdate() {
        return new Update(sets, removes, adds, deletes);
    }

    private void addRead(Assignment assignment, Row row) {
        if (assignment instanceof Assignment.Set set) {
            assign(set, ValueText.storable(computed(set.value(), row)));
        } else if (assignment instanceof Assignment.Remove remove) {
            removes.add(remove.target());
        } else if (assignment instanceof Assignment.Add add) {
            adds.add(new Update.Add(add.target(), operand(add.value().evaluate(row, evaluation), "ADD")));
        } else if (assignment instanceof Assignment.Delete delete) {
            deletes.add(
                    new Update.Delete(delete.target(), operand(delete.members().evaluate(row, evaluation), "DELETE")));
        }
    }

    private boolean addUnread(Assignment assignment) {
        if (assignment instanceof Assignment.Set set) {
            return setUnread(set);
        }
        boolean constant = assignment instanceof Assignment.Remove
                || (assignment instanceof Assignment.Add add && Expressions.isConstant(add.value()))
                || (assignment instanceof Assignment.Delete delete && Expressions.isConstant(delete.members()));
        if (constant) {
            addRead(assignment, ArrayRow.EMPTY);
        }
        return constant;
    }

    private boolean setUnread(Assignment.Set set) {
        Expression value = set.value();
        if (Expressions.isConstant(value)) {
            addRead(set, ArrayRow.EMPTY);
            return true;
        }
        if (value instanceof Call call && changesMembers(call, set.target())) {
            AttributeValue members = operand(
                    call.arguments().get(1).evaluate(ArrayRow.EMPTY, evaluation),
                    call.function().name());
            if (call.function().name().equals("set_add")) {
                adds.add(new Update.Add(set.target(), members));
            } else {
                deletes.add(new Update.Delete(set.target(), members));
            }
            return isSet(members);
        }
        UpdateOperand operand = translated(value);
        if (operand != null) {
            sets.add(new Update.Set(set.target(), operand));
        }
        return operand != null;
    }

    /** {@code set_add(target, constant)} or {@code set_delete(target, constant)}. */
    private boolean changesMembers(Call call, AttributePath target) {
        String name = call.function().name();
        return (name.equals("set_add") || name.equals("set_delete"))
                && PathOf.expression(call.arguments().get(0), read).equals(Optional.of(target))
                && Expressions.isConstant(call.arguments().get(1));
    }

    private static boolean isSet(AttributeValue value) {
        return value.type() == AttributeType.SS || value.type() == AttributeType.NS || value.type() == AttributeType.BS;
    }

    /** The expression in the language of updates; {@code null} if it cannot say it. */
    private UpdateOperand translated(Expression expression) {
        Optional<AttributePath> path = PathOf.expression(expression, read);
        if (path.isPresent()) {
            return new UpdateOperand.Path(path.get());
        }
        if (Expressions.isConstant(expression)) {
            AttributeValue value = ValueText.storable(expression.evaluate(ArrayRow.EMPTY, evaluation));
            return value == null ? null : new UpdateOperand.Literal(value);
        }
        if (expression instanceof Arithmetic arithmetic) {
            return translated(arithmetic);
        }
        if (!(expression instanceof Call call) || call.arguments().size() != 2) {
            return null;
        }
        UpdateOperand second = translated(call.arguments().get(1));
        if (call.function().name().equals("list_append")) {
            UpdateOperand first = translated(call.arguments().get(0));
            return first == null || second == null ? null : new UpdateOperand.ListAppend(first, second);
        }
        Optional<AttributePath> tested = PathOf.expression(call.arguments().get(0), read);
        return call.function().name().equals("if_not_exists") && tested.isPresent() && second != null
                ? new UpdateOperand.IfNotExists(tested.get(), second)
                : null;
    }

    private UpdateOperand translated(Arithmetic arithmetic) {
        UpdateOperand left = translated(arithmetic.left());
        UpdateOperand right = translated(arithmetic.right());
        if (!mayBeNumber(left) || !mayBeNumber(right)) {
            return null;
        }
        return switch (arithmetic.operator()) {
            case ADD -> new UpdateOperand.Plus(left, right);
            case SUBTRACT -> new UpdateOperand.Minus(left, right);
            case MULTIPLY, DIVIDE, REMAINDER -> null;
        };
    }

    private static boolean mayBeNumber(UpdateOperand operand) {
        return operand != null
                && !(operand instanceof UpdateOperand.Literal literal && !(literal.value() instanceof NumberValue));
    }

    private void assign(Assignment.Set set, AttributeValue value) {
        if (value == null && removes(set.value())) {
            removes.add(set.target());
        } else {
            sets.add(new Update.Set(
                    set.target(), new UpdateOperand.Literal(Objects.requireNonNullElse(value, NullValue.NULL))));
        }
    }

    /** True for the word MISSING, and for a set of which no member may be left: no attribute is an empty set. */
    private static boolean removes(Expression value) {
        return value.equals(Literal.MISSING)
                || (value instanceof Call call && call.function().name().equals("set_delete"));
    }

    /**
     * The value of an assignment. Arithmetic with something that is no number or not there is NULL or MISSING in a query,
     * but an error here, as it is on the service: writing that would destroy the value that was there.
     */
    private Value computed(Expression expression, Row row) {
        if (!(expression instanceof Arithmetic arithmetic)) {
            return expression.evaluate(row, evaluation);
        }
        Value left = computed(arithmetic.left(), row);
        Value right = computed(arithmetic.right(), row);
        if (left == null || right == null) {
            throw new ItemException(ErrorCode.MISSING_OPERAND, ": " + expression + "; COALESCE gives it another value");
        }
        Value result = expression.evaluate(row, evaluation);
        boolean known = !left.isNull() && !right.isNull();
        if (known && result != null && result.isNull()) {
            throw new ItemException(
                    ErrorCode.INVALID_OPERAND_TYPE,
                    ": " + expression + " with " + ValueText.of(left) + " and " + ValueText.of(right));
        }
        return result;
    }

    private static AttributeValue operand(Value value, String operator) {
        AttributeValue stored = ValueText.storable(value);
        if (stored == null) {
            throw new ItemException(ErrorCode.OPERAND_TYPE, operator, "MISSING");
        }
        return stored;
    }
}
