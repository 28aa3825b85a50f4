package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.sql.ast.CommonOperators;
import io.itemql.sql.ast.ItemOperators;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.StatementTables;
import io.itemql.store.TableInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnnestOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Binds FROM clauses: finds tables, names relations, resolves joins. Used by one thread. */
final class FromBinder {
    private final StatementBinding statement;
    private final Scope around;
    /** True if the clause is one name, so that the query of a view can become a part of the query around it. */
    private boolean alone;

    /**
     * @param around the scope of the query around, without the relations of this FROM clause
     */
    FromBinder(StatementBinding statement, Scope around) {
        this.statement = statement;
        this.around = around;
    }

    /**
     * A bound FROM clause, or a part of one.
     *
     * @param scope its relations
     * @param condition what the query around has to add to its WHERE; {@code null} for nothing
     */
    record Bound(SqlNode node, Scope scope, SqlNode condition) {
        Bound(SqlNode node, Scope scope) {
            this(node, scope, null);
        }
    }

    Bound bind(SqlNode from) {
        alone = !(from instanceof SqlJoin);
        return bind(from, around.inner());
    }

    /**
     * @param left what stands to the left, which UNNEST, LATERAL and paths can use
     */
    private Bound bind(SqlNode from, Scope left) {
        return from instanceof SqlJoin join ? join(join, left) : relation(from, left);
    }

    private Bound join(SqlJoin join, Scope left) {
        Bound a = bind(join.getLeft(), left);
        SqlParserPos pos = join.getParserPosition();
        Scope leftOfB = around.inner();
        leftOfB.addAll(left, pos);
        a.scope().relations().forEach(relation -> leftOfB.addIfAbsent(relation));
        Bound b = bind(join.getRight(), leftOfB);
        Scope both = around.inner();
        both.addAll(a.scope(), pos);
        both.addAll(b.scope(), pos);
        return new JoinBinder(statement, join, a, b, both).bind();
    }

    private Bound relation(SqlNode node, Scope left) {
        return switch (node.getKind()) {
            case AS -> aliased((SqlCall) node, left);
            case IDENTIFIER -> named((SqlIdentifier) node, Optional.empty(), left);
            case TABLE_REF -> relation(((SqlCall) node).operand(0), left);
            case UNNEST -> unnest((SqlCall) node, Alias.of("element" + statement.nextNumber()), left, Optional.empty());
            case LATERAL ->
                ((SqlCall) node).operand(0).getKind() == SqlKind.COLLECTION_TABLE
                        ? relation(((SqlCall) node).operand(0), left)
                        : derived(((SqlCall) node).operand(0), Alias.of("query" + statement.nextNumber()), left, true);
            case ITEM, DOT -> elements(node, Alias.of(lastName(node)), left, Optional.empty());
            case COLLECTION_TABLE -> new TableFunctions(statement, around).bind((SqlCall) node, Optional.empty(), left);
            default -> other(node, left);
        };
    }

    private Bound other(SqlNode node, Scope left) {
        if (node instanceof SqlCall call && call.getOperator().equals(ItemOperators.AT)) {
            return positioned(call, left);
        }
        if (node instanceof SqlCall call && call.getOperator().equals(ItemOperators.ORDINALITY)) {
            throw ExpressionBinder.unsupported(node, "WITH ORDINALITY behind something that is not UNNEST");
        }
        if (isUnpivot(node)) {
            return entries((SqlCall) node, Alias.of("value" + statement.nextNumber()), left, Optional.empty());
        }
        if (node.isA(SqlKind.QUERY)) {
            return derived(node, Alias.of("query" + statement.nextNumber()), left, false);
        }
        throw ExpressionBinder.unsupported(node, node.getKind() + " in a FROM clause");
    }

    private Bound aliased(SqlCall as, Scope left) {
        return aliased(as.operand(0), Alias.of(as), left, Optional.empty());
    }

    private Bound aliased(SqlNode source, Alias alias, Scope left, Optional<String> position) {
        if (source.getKind() == SqlKind.TABLE_REF) {
            return aliased(((SqlCall) source).operand(0), alias, left, position);
        }
        if (source instanceof SqlIdentifier identifier && position.isEmpty()) {
            return named(identifier, Optional.of(alias), left);
        }
        if (source instanceof SqlIdentifier || source.getKind() == SqlKind.ITEM || source.getKind() == SqlKind.DOT) {
            return elements(source, alias, left, position);
        }
        if (source.getKind() == SqlKind.UNNEST) {
            return unnest((SqlCall) source, alias, left, position);
        }
        if (isUnpivot(source)) {
            return entries((SqlCall) source, alias, left, position);
        }
        if (position.isPresent()) {
            throw ExpressionBinder.unsupported(source, "AT behind something that is not a path or UNNEST");
        }
        if (source.getKind() == SqlKind.COLLECTION_TABLE) {
            return new TableFunctions(statement, around).bind((SqlCall) source, Optional.of(alias), left);
        }
        if (source.getKind() == SqlKind.LATERAL
                && ((SqlCall) source).operand(0).getKind() == SqlKind.COLLECTION_TABLE) {
            return aliased(((SqlCall) source).operand(0), alias, left, position);
        }
        if (source.getKind() == SqlKind.LATERAL) {
            return derived(((SqlCall) source).operand(0), alias, left, true);
        }
        if (source.isA(SqlKind.QUERY)) {
            return derived(source, alias, left, false);
        }
        throw ExpressionBinder.unsupported(source, source.getKind() + " in a FROM clause");
    }

    /** {@code FROM o.lines AS l AT i}. */
    private Bound positioned(SqlCall at, Scope left) {
        SqlNode source = at.operand(0);
        String position = ((SqlIdentifier) at.operand(1)).getSimple();
        if (source.getKind() == SqlKind.AS) {
            SqlCall as = (SqlCall) source;
            return aliased(as.operand(0), Alias.of(as), left, Optional.of(position));
        }
        return aliased(source, Alias.of(lastName(source)), left, Optional.of(position));
    }

    private static boolean isUnpivot(SqlNode node) {
        return node instanceof SqlCall call && call.getOperator().equals(ItemOperators.UNPIVOT);
    }

    /** {@code FROM UNPIVOT o.prices AS price AT size}: each entry of a map, its value and its name. */
    private Bound entries(SqlCall unpivot, Alias alias, Scope left, Optional<String> name) {
        SqlParserPos pos = unpivot.getParserPosition();
        if (!alias.columns().isEmpty()) {
            throw ExpressionBinder.unsupported(unpivot, "A column list behind UNPIVOT");
        }
        SqlNode map = ExpressionBinder.of(statement, left, List.of()).bind(unpivot.operand(0));
        AggregateRules.refuse(map, "UNPIVOT");
        SqlNode elements = SqlStdOperatorTable.UNNEST_WITH_ORDINALITY.createCall(
                pos, ElementsFunction.ofEntries().createCall(pos, map));
        List<String> columns = List.of(alias.name(), name.orElse(ElementRelation.ORDINALITY));
        Relation relation = new ElementRelation(alias.name(), alias.name(), name, Optional.empty());
        return bound(as(elements, alias.name(), columns, pos), relation, pos);
    }

    private static String lastName(SqlNode path) {
        if (path instanceof SqlIdentifier identifier) {
            return identifier.names.get(identifier.names.size() - 1);
        }
        SqlCall call = (SqlCall) path;
        return call.operand(1) instanceof SqlIdentifier name ? name.getSimple() : lastName(call.operand(0));
    }

    private Bound named(SqlIdentifier name, Optional<Alias> as, Scope left) {
        String first = name.names.get(0);
        Alias alias = as.orElseGet(() -> Alias.of(lastName(name)));
        boolean element = name.isSimple()
                && (left.relation(first)
                                .filter(ElementRelation.class::isInstance)
                                .isPresent()
                        || left.isGroupedAround(first));
        if (element) {
            // FROM a, a.b r, r c: what stands to the left hides a table of its name, and so does GROUP AS around.
            return elements(name, alias, left, Optional.empty());
        }
        if (name.names.size() > 1 && (left.relation(first).isPresent() || left.isKnownAround(first))) {
            return elements(name, alias, left, Optional.empty());
        }
        Optional<NamedQueries> query = name.isSimple() ? NamedQueries.find(around.queries(), first) : Optional.empty();
        if (query.isPresent()) {
            return withQuery(query.get(), alias, name.getParserPosition());
        }
        Optional<TableInfo> view = statement.tables().view(name.names);
        if (view.isPresent()) {
            return view(view.get(), name, alias);
        }
        StatementTables.Source source;
        try {
            source = statement.tables().source(name.names);
        } catch (ItemException e) {
            throw Places.of(name).in(e);
        }
        if (!alias.columns().isEmpty()) {
            throw ExpressionBinder.unsupported(name, "A column list behind the alias of a table");
        }
        TableRelation relation = statement.occurrence(alias.name(), source.table(), source.index());
        SqlParserPos pos = name.getParserPosition();
        return bound(as(new SqlIdentifier(relation.id(), pos), alias.name(), List.of(), pos), relation, pos);
    }

    private Bound view(TableInfo view, SqlIdentifier name, Alias alias) {
        ViewQuery query = ViewQuery.bind(statement, view, name);
        List<String> columns = alias.columns().isEmpty() ? query.bound().labels() : alias.columns();
        Optional<MergedView> merged = alone ? query.merged(alias.name(), columns) : Optional.empty();
        if (merged.isEmpty()) {
            List<ViewColumn> origins = query.bound().labels().stream()
                    .map(column -> new ViewColumn(view.name(), column))
                    .toList();
            return derived(query.bound(), alias, name.getParserPosition(), name, origins);
        }
        query.merged(alias.name(), query.bound().labels())
                .ifPresent(own -> statement.merged(new NamedView(view.name(), own.relation())));
        Scope scope = around.inner();
        scope.add(merged.get().relation(), name.getParserPosition());
        return new Bound(merged.get().from(), scope, merged.get().condition());
    }

    private Bound bound(SqlNode node, Relation relation, SqlParserPos pos) {
        Scope scope = around.inner();
        scope.add(relation, pos);
        return new Bound(node, scope);
    }

    private static SqlNode as(SqlNode node, String alias, List<String> columns, SqlParserPos pos) {
        List<SqlNode> operands = new ArrayList<>();
        operands.add(node);
        operands.add(new SqlIdentifier(alias, pos));
        columns.forEach(column -> operands.add(new SqlIdentifier(column, pos)));
        return CommonOperators.AS.createCall(pos, operands);
    }

    private Bound withQuery(NamedQueries query, Alias alias, SqlParserPos pos) {
        if (query.self() != null) {
            return planned(query, alias, pos);
        }
        BoundQuery bound =
                QueryBinder.inside(statement, Scope.outermost(query.before())).bind(query.query());
        List<String> given = alias.columns().isEmpty() ? query.columns() : alias.columns();
        return derived(bound, new Alias(alias.name(), given), pos, query.query());
    }

    private Bound planned(NamedQueries query, Alias alias, SqlParserPos pos) {
        if (query.isWorking() && around.isInSubQuery()) {
            throw Places.of(pos)
                    .in(new ItemException(
                            ErrorCode.UNSUPPORTED,
                            "The name of a recursive query in a sub-query of its step",
                            ": it stands in the FROM clause of the step itself"));
        }
        List<String> columns = alias.columns().isEmpty() ? query.columns() : alias.columns();
        if (columns.size() != query.columns().size()) {
            throw Places.of(pos)
                    .in(new ItemException(
                            ErrorCode.COLUMN_COUNT_MISMATCH, query.columns().size(), columns.size()));
        }
        PlannedRelation rows = statement.planned(query.self().use(), alias.name(), columns);
        Relation relation = new DerivedRelation(alias.name(), columns, rows.columns());
        return bound(as(new SqlIdentifier(rows.id(), pos), alias.name(), List.of(), pos), relation, pos);
    }

    private Bound derived(SqlNode query, Alias alias, Scope left, boolean lateral) {
        BoundQuery bound =
                QueryBinder.inside(statement, lateral ? left : around).bind(query);
        Bound derived = derived(bound, alias, query.getParserPosition(), query);
        if (!lateral) {
            return derived;
        }
        SqlParserPos pos = query.getParserPosition();
        SqlNode node = SqlStdOperatorTable.LATERAL.createCall(pos, bound.node());
        return new Bound(as(node, alias.name(), List.of(), pos), derived.scope());
    }

    private Bound derived(BoundQuery query, Alias alias, SqlParserPos pos, SqlNode place) {
        return derived(query, alias, pos, place, List.of());
    }

    private Bound derived(BoundQuery query, Alias alias, SqlParserPos pos, SqlNode place, List<ViewColumn> origins) {
        List<String> columns = alias.columns().isEmpty() ? query.labels() : alias.columns();
        if (columns.size() != query.labels().size()) {
            throw Places.of(place)
                    .in(new ItemException(
                            ErrorCode.COLUMN_COUNT_MISMATCH, query.labels().size(), columns.size()));
        }
        Relation relation = new DerivedRelation(alias.name(), columns, references(query, alias), origins);
        return bound(as(query.node(), alias.name(), List.of(), pos), relation, pos);
    }

    /** Calcite calls the one column of VALUES what it calls the table. */
    private static List<String> references(BoundQuery query, Alias alias) {
        boolean renamed =
                query.node().getKind() == SqlKind.VALUES && query.references().size() == 1;
        return renamed ? List.of(alias.name()) : query.references();
    }

    private Bound elements(SqlNode path, Alias alias, Scope left, Optional<String> position) {
        SqlNode collection = ExpressionBinder.of(statement, left, List.of()).bind(path);
        return elements(collection, alias, false, position, path.getParserPosition());
    }

    private Bound unnest(SqlCall unnest, Alias alias, Scope left, Optional<String> position) {
        if (unnest.operandCount() != 1) {
            throw ExpressionBinder.unsupported(unnest, "UNNEST of several collections");
        }
        SqlNode operand = unnest.operand(0);
        SqlNode collection = operand.isA(SqlKind.QUERY)
                ? null
                : ExpressionBinder.of(statement, left, List.of()).bind(operand);
        if (collection == null) {
            throw ExpressionBinder.unsupported(operand, "UNNEST of a query");
        }
        boolean ordinality = ((SqlUnnestOperator) unnest.getOperator()).withOrdinality;
        return elements(collection, alias, ordinality, position, unnest.getParserPosition());
    }

    private Bound elements(
            SqlNode collection, Alias alias, boolean ordinality, Optional<String> position, SqlParserPos pos) {
        AggregateRules.refuse(collection, "FROM");
        List<String> given = alias.columns();
        String column = given.isEmpty() ? alias.name() : given.get(0);
        if (given.size() > (ordinality ? 2 : 1)) {
            throw Places.of(pos)
                    .in(new ItemException(ErrorCode.COLUMN_COUNT_MISMATCH, given.size(), ordinality ? 2 : 1));
        }
        Optional<String> counter = Optional.empty();
        if (ordinality) {
            counter = Optional.of(given.size() > 1 ? given.get(1) : ElementRelation.ORDINALITY);
        }
        boolean counted = ordinality || position.isPresent();
        SqlUnnestOperator operator = counted ? SqlStdOperatorTable.UNNEST_WITH_ORDINALITY : SqlStdOperatorTable.UNNEST;
        SqlNode elements =
                operator.createCall(pos, ElementsFunction.ofElements().createCall(pos, collection));
        List<String> columns = counted ? List.of(column, counter.orElse(ElementRelation.ORDINALITY)) : List.of(column);
        Relation relation = new ElementRelation(alias.name(), column, counter, position);
        return bound(as(elements, alias.name(), columns, pos), relation, pos);
    }

    /**
     * An alias with the names that it gives to the columns.
     */
    record Alias(String name, List<String> columns) {
        static Alias of(String name) {
            return new Alias(name, List.of());
        }

        static Alias of(SqlCall as) {
            List<String> columns = new ArrayList<>();
            for (int i = 2; i < as.operandCount(); i++) {
                columns.add(((SqlIdentifier) as.operand(i)).getSimple());
            }
            return new Alias(((SqlIdentifier) as.operand(1)).getSimple(), columns);
        }
    }
}
