package io.itemql.sql.dynamodb.access;

import io.itemql.item.AttributeValue;
import io.itemql.sql.dynamodb.statement.CheckedStatement;
import io.itemql.sql.dynamodb.statement.Output;
import io.itemql.sql.dynamodb.statement.ParsedStatement;
import io.itemql.sql.dynamodb.statement.StatementShape;
import io.itemql.sql.dynamodb.syntax.Node;
import io.itemql.sql.dynamodb.syntax.Statement;
import io.itemql.store.Access;
import io.itemql.store.ItemKey;
import io.itemql.table.KeyAttribute;
import io.itemql.table.KeySchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The plan of a query that gives every attribute of a table's key by {@code = ?} and asks for nothing else, made once: a
 * run only puts its parameters in. What it refuses is what the whole analysis would refuse.
 */
public final class KeyTemplate {
    private final Target target;
    private final CheckedStatement.Select query;
    /** Which parameter is the value of each key attribute. */
    private final int[] parameters;

    private KeyTemplate(Target target, CheckedStatement.Select query, int[] parameters) {
        this.target = target;
        this.query = query;
        this.parameters = parameters;
    }

    /** The template of a statement, if it is of that kind. */
    public static Optional<KeyTemplate> of(ParsedStatement parsed, StatementShape shape, Target target) {
        boolean isPlain = target.index().isEmpty()
                && parsed.statement() instanceof Statement.Expression expression
                && expression.node() instanceof Node.Query query
                && query.where().isPresent()
                && query.orders().isEmpty()
                && query.group().isEmpty()
                && query.having().isEmpty()
                && query.limit().isEmpty()
                && query.offset().isEmpty()
                && !query.projection().distinct();
        if (!isPlain) {
            return Optional.empty();
        }
        Node.Query query = (Node.Query) ((Statement.Expression) parsed.statement()).node();
        List<Node.Operation> equalities = new ArrayList<>();
        KeySchema keys = target.keys();
        if (!collect(query.where().get(), equalities)
                || equalities.size() != keys.attributes().size()) {
            return Optional.empty();
        }
        int[] parameters = new int[equalities.size()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = parameterOf(keys.attributes().get(i), equalities);
            if (parameters[i] < 0) {
                return Optional.empty();
            }
        }
        KeyChecks.checkScalar(shape.outputs().stream().map(Output::path).toList(), keys);
        CheckedStatement.Select select = new CheckedStatement.Select(
                shape.table(), Optional.empty(), shape.outputs(), Optional.empty(), List.of());
        return Optional.of(new KeyTemplate(target, select, parameters));
    }

    /** Collects the equalities of a conjunction; false if it has anything else. */
    private static boolean collect(Node node, List<Node.Operation> equalities) {
        if (!(node instanceof Node.Operation operation)) {
            return false;
        }
        if (operation.operator().equals("and")) {
            return collect(operation.operands().get(0), equalities)
                    && collect(operation.operands().get(1), equalities);
        }
        return operation.operator().equals("=") && equalities.add(operation);
    }

    private static int parameterOf(KeyAttribute key, List<Node.Operation> equalities) {
        for (Node.Operation equality : equalities) {
            Node left = equality.operands().get(0);
            Node right = equality.operands().get(1);
            if (left instanceof Node.Name name
                    && name.name().equals(key.name())
                    && right instanceof Node.Parameter parameter) {
                return parameter.index();
            }
        }
        return -1;
    }

    /**
     * The plan for some parameters.
     *
     * @throws io.itemql.error.ItemException if one cannot be a value of its key attribute
     */
    public ReadPlan plan(List<AttributeValue> values) {
        KeySchema keys = target.keys();
        AttributeValue partition = values.get(parameters[0]);
        KeyChecks.check(partition, keys.partitionKey());
        ItemKey key;
        if (parameters.length > 1) {
            AttributeValue sort = values.get(parameters[1]);
            KeyChecks.check(sort, keys.sortKey().orElseThrow());
            key = ItemKey.of(partition, sort);
        } else {
            key = ItemKey.of(partition);
        }
        KeyChecks.checkLength(key);
        return ReadPlan.ofKey(query, target, new Access.Get(List.of(key)));
    }
}
