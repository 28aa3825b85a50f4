package io.itemql.sql.dynamodb.statement;

import static io.itemql.sql.dynamodb.statement.Refusals.refused;

import io.itemql.condition.Condition;
import io.itemql.condition.Update;
import io.itemql.condition.UpdateOperand;
import io.itemql.item.AttributePath;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.sql.dynamodb.syntax.Node;
import io.itemql.sql.dynamodb.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** SET and REMOVE from the tree. */
final class Updates {
    private final Values values;
    private final Conditions conditions;
    private final List<Update.Set> sets = new ArrayList<>();
    private final List<AttributePath> removes = new ArrayList<>();
    private final List<Update.Add> adds = new ArrayList<>();
    private final List<Update.Delete> deletes = new ArrayList<>();
    private final List<AttributePath> targets = new ArrayList<>();

    Updates(Values values, Conditions conditions) {
        this.values = values;
        this.conditions = conditions;
    }

    /** The update that the actions of one statement are. Used once. */
    Update of(List<Statement.Action> actions) {
        for (Statement.Action action : actions) {
            if (action instanceof Statement.Action.Set set) {
                set.assignments().forEach(this::assign);
            } else if (action instanceof Statement.Action.Remove remove) {
                AttributePath target = Paths.of(remove.target());
                targets.add(target);
                removes.add(target);
            } else {
                throw refused("Unsupported operation: InsertOp");
            }
        }
        checkApart();
        return new Update(sets, removes, adds, deletes);
    }

    private void checkApart() {
        for (int i = 0; i < targets.size(); i++) {
            for (int j = i + 1; j < targets.size(); j++) {
                Update.checkApart(targets.get(i), targets.get(j));
            }
        }
    }

    private void assign(Statement.Assignment assignment) {
        AttributePath target = Paths.of(assignment.target());
        targets.add(target);
        Node value = assignment.value();
        if (value instanceof Node.Call call && call.function().equals("set_add")) {
            adds.add(new Update.Add(target, members(call, target)));
        } else if (value instanceof Node.Call call && call.function().equals("set_delete")) {
            deletes.add(new Update.Delete(target, members(call, target)));
        } else {
            sets.add(new Update.Set(target, operand(value)));
        }
    }

    private AttributeValue members(Node.Call call, AttributePath target) {
        String name = call.function().toUpperCase(Locale.ROOT);
        if (call.arguments().size() != 2) {
            throw refused(
                    name + " must have exactly two arguments" + call.place().suffix());
        }
        Node first = call.arguments().get(0);
        Node second = call.arguments().get(1);
        AttributeValue members = Values.isValue(second) ? values.of(second) : null;
        if (!Paths.isPath(first) || !Paths.of(first).equals(target)) {
            throw refused("The first argument to " + name + " must equal the assignment value"
                    + call.place().suffix());
        }
        boolean isSet = members != null
                && (members.type() == AttributeType.SS
                        || members.type() == AttributeType.NS
                        || members.type() == AttributeType.BS);
        if (!isSet) {
            throw refused("The second argument to " + name + " must be a value with type SET"
                    + first.place().suffix());
        }
        return members;
    }

    private UpdateOperand operand(Node node) {
        if (Paths.isPath(node)) {
            return new UpdateOperand.Path(Paths.of(node));
        }
        if (Values.isValue(node)) {
            return new UpdateOperand.Literal(values.of(node));
        }
        if (Conditions.isCondition(node)) {
            Condition condition = ((Conditions.Term.Truth) conditions.term(node)).condition();
            return new UpdateOperand.Truth(condition);
        }
        if (node instanceof Node.Operation operation) {
            return arithmetic(operation);
        }
        if (node instanceof Node.Call call) {
            return call(call);
        }
        if (node instanceof Node.Missing) {
            throw refused(Refusals.MISSING_MISPLACED);
        }
        throw Conditions.foreign(node);
    }

    private UpdateOperand arithmetic(Node.Operation operation) {
        String operator = operation.operator();
        List<UpdateOperand> operands =
                operation.operands().stream().map(this::operand).toList();
        boolean plus = operator.equals("+");
        if (!plus && !operator.equals("-")) {
            throw refused("Unsupported operator in Update Expression. Operator: " + operator);
        }
        if (operands.size() != 2) {
            throw Refusals.operandCount(operator, operands.size());
        }
        operands.forEach(operand -> checkType(operator, operand, AttributeType.N));
        return plus
                ? new UpdateOperand.Plus(operands.get(0), operands.get(1))
                : new UpdateOperand.Minus(operands.get(0), operands.get(1));
    }

    private static void checkType(String operator, UpdateOperand operand, AttributeType type) {
        AttributeType found = null;
        if (operand instanceof UpdateOperand.Literal literal) {
            found = literal.value().type();
        } else if (operand instanceof UpdateOperand.Truth) {
            found = AttributeType.BOOL;
        } else if (operand instanceof UpdateOperand.Plus || operand instanceof UpdateOperand.Minus) {
            found = AttributeType.N;
        } else if (operand instanceof UpdateOperand.ListAppend) {
            found = AttributeType.L;
        }
        if (found != null && found != type) {
            throw Refusals.operandType(operator, found);
        }
    }

    private UpdateOperand call(Node.Call call) {
        String function = call.function();
        switch (function) {
            case "size", "attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains" ->
                throw refused("The function is not allowed in an update expression; function: " + function);
            case "set_add", "set_delete" ->
                throw refused("The function is not allowed in an update expression; function: " + function);
            default -> {}
        }
        List<UpdateOperand> arguments =
                call.arguments().stream().map(this::operand).toList();
        boolean appends = function.equals("list_append");
        if (!appends && !function.equals("if_not_exists")) {
            throw Refusals.unrecognized(function, call.place());
        }
        if (arguments.size() != 2) {
            throw Refusals.operandCount(function, arguments.size());
        }
        if (appends) {
            arguments.forEach(argument -> checkType(function, argument, AttributeType.L));
            return new UpdateOperand.ListAppend(arguments.get(0), arguments.get(1));
        }
        if (!(arguments.get(0) instanceof UpdateOperand.Path path)) {
            throw Refusals.pathRequired(function);
        }
        return new UpdateOperand.IfNotExists(path.path(), arguments.get(1));
    }
}
