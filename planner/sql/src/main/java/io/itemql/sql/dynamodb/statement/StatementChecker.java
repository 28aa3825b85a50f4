package io.itemql.sql.dynamodb.statement;

import static io.itemql.sql.dynamodb.statement.Refusals.refused;

import io.itemql.condition.Condition;
import io.itemql.condition.Update;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeValue;
import io.itemql.item.Item;
import io.itemql.item.StringValue;
import io.itemql.sql.dynamodb.statement.CheckedStatement.OrderKey;
import io.itemql.sql.dynamodb.statement.CheckedStatement.Returned;
import io.itemql.sql.dynamodb.syntax.Node;
import io.itemql.sql.dynamodb.syntax.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Understands statements: refuses what the grammar takes and the service does not carry out, and makes conditions, values
 * and updates of the rest. Needs no table, so these refusals come before the question whether there is one.
 */
public final class StatementChecker {
    private static final Pattern TABLE_NAME = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
    private static final String ONE_SOURCE = "Only select from a single table or index is supported.";

    private final Values values;
    private final Conditions conditions;

    private StatementChecker(List<AttributeValue> parameters) {
        this.values = new Values(parameters);
        this.conditions = new Conditions(values);
    }

    /**
     * Understands a statement.
     *
     * @param parameters the values of its {@code ?}
     * @throws ItemException with {@link ErrorCode#STATEMENT_REFUSED} or the code of a wrong value
     */
    public static CheckedStatement check(ParsedStatement parsed, List<AttributeValue> parameters) {
        return new StatementChecker(parameters).statement(parsed.statement());
    }

    /**
     * What is known of a statement before its parameters are: the table, and what its rows look like.
     *
     * @throws ItemException as {@link #check} for faults that need no parameters to be seen
     */
    public static StatementShape shape(ParsedStatement parsed) {
        if (parsed.parameterCount() == 0) {
            return StatementShape.of(check(parsed, List.of()));
        }
        if (parsed.statement() instanceof Statement.Expression expression
                && expression.node() instanceof Node.Query query) {
            List<String> source = checkedSource(query);
            return StatementShape.ofQuery(
                    source.get(0), index(source), outputs(query.projection().selected()));
        }
        if (parsed.statement() instanceof Statement.Change change) {
            return shape(change);
        }
        // Nothing else is carried out, whatever its parameters are; a text fits in most places.
        List<AttributeValue> any = Collections.nCopies(parsed.parameterCount(), new StringValue("?"));
        return StatementShape.of(new StatementChecker(any).statement(parsed.statement()));
    }

    private static StatementShape shape(Statement.Change change) {
        Statement.Action first = change.actions().get(0);
        if (change.source().isEmpty() && first instanceof Statement.Action.InsertValue insert) {
            return StatementShape.ofChange(target(insert), false, List.of());
        }
        String table = target(change);
        boolean deletes = first instanceof Statement.Action.Delete;
        return StatementShape.ofChange(
                table, deletes ? returnedOfDelete(change) != Returned.NOTHING : isReturning(change), assigned(change));
    }

    private static List<String> assigned(Statement.Change change) {
        return change.actions().stream()
                .filter(Statement.Action.Set.class::isInstance)
                .flatMap(set -> ((Statement.Action.Set) set).assignments().stream())
                .map(assignment -> assignment.target() instanceof Node.Path path ? path.root() : assignment.target())
                .filter(Node.Name.class::isInstance)
                .map(root -> ((Node.Name) root).name())
                .toList();
    }

    /** What is wrong with RETURNING is told only if everything before it is right, which parameters may decide. */
    private static boolean isReturning(Statement.Change change) {
        try {
            return returned(change.returning()) != Returned.NOTHING;
        } catch (ItemException e) {
            return e.code() != ErrorCode.STATEMENT_REFUSED;
        }
    }

    private CheckedStatement statement(Statement statement) {
        if (statement instanceof Statement.Change change) {
            return change(change);
        }
        if (statement instanceof Statement.Definition definition) {
            throw refused("Unsupported operation: " + definition.operation());
        }
        Node node = ((Statement.Expression) statement).node();
        if (node instanceof Node.Query query) {
            return select(query);
        }
        if (isExists(node)) {
            // What the query selects does not matter, nor whether it could.
            Node.Query query = (Node.Query) ((Node.Call) node).arguments().get(0);
            return new CheckedStatement.Exists(select(query, checkedSource(query), List.of()));
        }
        if (node instanceof Node.Operation || node instanceof Node.Call) {
            throw new ItemException(ErrorCode.EXISTS_MISPLACED, Refusals.EXISTS_MISPLACED);
        }
        throw refused("Unsupported operation: " + Values.nodeType(node));
    }

    private static boolean isExists(Node node) {
        return node instanceof Node.Call call
                && call.function().equals("exists")
                && call.arguments().size() == 1
                && call.arguments().get(0) instanceof Node.Query;
    }

    // ---- queries

    private CheckedStatement.Select select(Node.Query query) {
        List<String> source = checkedSource(query);
        return select(query, source, outputs(query.projection().selected()));
    }

    private CheckedStatement.Select select(Node.Query query, List<String> source, List<Output> outputs) {
        Optional<Condition> where = query.where().map(conditions::where);
        List<OrderKey> orders =
                query.orders().stream().map(StatementChecker::order).toList();
        if (!orders.isEmpty() && where.isEmpty()) {
            throw refused("Must have WHERE clause in the statement when using ORDER BY clause.");
        }
        return new CheckedStatement.Select(source.get(0), index(source), outputs, where, orders);
    }

    /** The names of the table and the index of a query whose clauses are those that the service carries out. */
    private static List<String> checkedSource(Node.Query query) {
        Node.Projection.Kind kind = query.projection().kind();
        if (kind == Node.Projection.Kind.VALUE || kind == Node.Projection.Kind.PIVOT) {
            throw refused("Select projection doesn't support value or pivot keywords");
        }
        List<String> source = source(query.source());
        checkClauses(query);
        if (source.size() > 2) {
            throw refused("A path may contain at most 2 components in the FROM clause");
        }
        source.forEach(StatementChecker::checkName);
        return source;
    }

    private static Optional<String> index(List<String> source) {
        return source.size() > 1 ? Optional.of(source.get(1)) : Optional.empty();
    }

    private static void checkClauses(Node.Query query) {
        if (query.projection().distinct()) {
            throw refused("Unsupported token in expression: DISTINCT");
        }
        if (query.group().isPresent()) {
            throw refused("Unsupported clause: GROUP BY");
        }
        checkNone("HAVING", query.having());
        checkNone("LIMIT", query.limit());
        checkNone("OFFSET", query.offset());
    }

    private static void checkNone(String clause, Optional<Node> node) {
        if (node.isPresent()) {
            throw refused("Unsupported clause: " + clause + node.get().place().suffix());
        }
    }

    private static void checkName(String name) {
        Paths.checked(name);
        if (!TABLE_NAME.matcher(name).matches()) {
            throw refused("Table name should be within the length [3, 255] and only contain 'a-z', 'A-Z', '0-9', '-',"
                    + " '_', '.'.");
        }
    }

    /** The names of the one table, and of its index if there is one. */
    private static List<String> source(Node.Source source) {
        if (!(source instanceof Node.Source.Single single)) {
            throw refused(ONE_SOURCE);
        }
        if (!single.alias().isEmpty()) {
            throw refused("Aliasing is not supported");
        }
        Node value = single.value();
        if (single.unpivot() || !Paths.isPath(value)) {
            throw refused("Unexpected from source");
        }
        List<String> names = new ArrayList<>();
        if (value instanceof Node.Name name) {
            names.add(name.name());
            return names;
        }
        Node.Path path = (Node.Path) value;
        if (!(path.root() instanceof Node.Name root)) {
            throw refused("Unexpected from source");
        }
        names.add(root.name());
        for (Node.Step step : path.steps()) {
            if (step instanceof Node.Step.Field field) {
                names.add(field.name());
            } else if (step instanceof Node.Step.Index index && index.index() instanceof Node.Text text) {
                names.add(text.value());
            } else {
                throw refused("Invalid list expression in source.");
            }
        }
        return names;
    }

    private static List<Output> outputs(List<Node.Selected> selected) {
        List<Output> outputs = new ArrayList<>();
        for (Node.Selected each : selected) {
            if (each.alias().isPresent()) {
                throw refused("Aliasing is not supported");
            }
            if (each.everything()) {
                throw refused("Changing item's hierarchy while reading isn't supported");
            }
            outputs.add(new Output(Paths.of(each.value())));
        }
        for (int i = 0; i < outputs.size(); i++) {
            for (int j = 0; j < i; j++) {
                checkApart(outputs.get(i), outputs.get(j));
            }
        }
        return outputs;
    }

    private static void checkApart(Output later, Output earlier) {
        if (later.identifier().equals(earlier.identifier())) {
            throw refused("Duplicate identifiers in select clause: " + later.identifier());
        }
        if (later.collidesWith(earlier)) {
            throw refused("Duplicate identifiers in select clause: " + later.name());
        }
        Update.checkApart(later.path(), earlier.path());
    }

    private static OrderKey order(Node.Order order) {
        if (order.key() instanceof Node.Name name) {
            return new OrderKey(Paths.checked(name.name()), order.descending());
        }
        throw refused("Argument to ORDER BY must be of type VariableReference. Type: " + orderType(order.key()));
    }

    private static String orderType(Node key) {
        if (key instanceof Node.Text text) {
            return '"' + text.value() + '"';
        }
        if (key instanceof Node.Numeral number) {
            return number.value().toString();
        }
        if (key instanceof Node.Bool bool) {
            return String.valueOf(bool.value());
        }
        if (key instanceof Node.Null) {
            return "null";
        }
        if (key instanceof Node.Call call) {
            return call.function();
        }
        if (key instanceof Node.Operation operation) {
            return operation.operator();
        }
        return key instanceof Node.Path ? "PATH" : Values.nodeType(key);
    }

    // ---- changes

    private CheckedStatement change(Statement.Change change) {
        Statement.Action first = change.actions().get(0);
        if (change.source().isEmpty() && first instanceof Statement.Action.InsertValue insert) {
            return insert(insert);
        }
        String table = target(change);
        if (first instanceof Statement.Action.Delete) {
            Returned returned = returnedOfDelete(change);
            return new CheckedStatement.Delete(table, change.where().map(conditions::where), returned);
        }
        Update update = new Updates(values, conditions).of(change.actions());
        return new CheckedStatement.Change(
                table, update, change.where().map(conditions::where), returned(change.returning()));
    }

    /** The table that an UPDATE or DELETE changes. */
    private static String target(Statement.Change change) {
        boolean inserts = change.actions().get(0) instanceof Statement.Action.InsertRows;
        if (change.source().isEmpty()) {
            throw refused(inserts ? "Unsupported operation: InsertOp" : ONE_SOURCE);
        }
        List<String> source = source(change.source().get());
        if (source.size() > 1) {
            throw refused("This operation is not supported on an index");
        }
        checkName(source.get(0));
        return source.get(0);
    }

    private static Returned returnedOfDelete(Statement.Change change) {
        Returned returned = returned(change.returning());
        if (returned != Returned.NOTHING && returned != Returned.ALL_OLD) {
            throw refused("Invalid returning clause: RETURNING "
                    + returned.name().replace('_', ' ')
                    + " *. Only RETURNING ALL OLD * is allowed in DELETE statements.");
        }
        return returned;
    }

    private static Returned returned(Optional<Statement.Returning> returning) {
        if (returning.isEmpty()) {
            return Returned.NOTHING;
        }
        List<Statement.Returning.Element> elements = returning.get().elements();
        if (elements.size() > 1) {
            throw refused("Invalid syntax with multiple returning elements in RETURNING clause");
        }
        Statement.Returning.Element element = elements.get(0);
        if (element.column().isPresent()) {
            throw refused("Expected '*' after ( MODIFIED | ALL ) ( NEW | OLD ) in RETURNING clause");
        }
        return switch (element.mapping()) {
            case "all_old" -> Returned.ALL_OLD;
            case "all_new" -> Returned.ALL_NEW;
            case "modified_old" -> Returned.MODIFIED_OLD;
            default -> Returned.MODIFIED_NEW;
        };
    }

    private CheckedStatement insert(Statement.Action.InsertValue insert) {
        String table = target(insert);
        return new CheckedStatement.Insert(table, Item.of(values.item((Node.Struct) insert.value())));
    }

    /** The table that an INSERT of one written item changes. */
    private static String target(Statement.Action.InsertValue insert) {
        if (insert.returning().isPresent()) {
            throw refused("RETURNING is not supported in INSERT");
        }
        if (insert.position().isPresent()) {
            throw refused(
                    "AT is not supported in insert statements." + insert.place().suffix());
        }
        if (insert.conflict().isPresent()) {
            throw refused("Unsupported clause: ON CONFLICT");
        }
        List<String> source = source(new Node.Source.Single(insert.target(), "", false));
        if (source.size() > 1) {
            throw refused("FROM clause may only contain a single table name in data manipulation statements");
        }
        checkName(source.get(0));
        if (!(insert.value() instanceof Node.Struct)) {
            throw refused("Unsupported format in item expression. Please use struct format {...} to express item values"
                    + " for insert statement." + insert.value().place().suffix());
        }
        return source.get(0);
    }
}
