package io.itemql.sql.general.bind;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.expression.Arity;
import io.itemql.sql.ast.CommonOperators;
import io.itemql.sql.parse.Places;
import io.itemql.sql.table.NearestNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Binds functions in a FROM clause, which give rows. Used by one thread. */
final class TableFunctions {
    private static final String SERIES = "GENERATE_SERIES";
    private static final String ELEMENTS = "JSON_ARRAY_ELEMENTS";
    private static final String ENTRIES = "JSON_EACH";
    /** What PostgreSQL calls the columns of a document's parts. */
    private static final String KEY = "key";

    private static final String VALUE = "value";

    private final StatementBinding statement;
    private final Scope around;

    TableFunctions(StatementBinding statement, Scope around) {
        this.statement = statement;
        this.around = around;
    }

    /**
     * A function as a relation.
     *
     * @param table the call inside of TABLE(…), which the parser puts around it
     * @param as the alias; empty to call the relation what the function is called
     * @param left what stands to the left, which the arguments can use
     */
    FromBinder.Bound bind(SqlCall table, Optional<FromBinder.Alias> as, Scope left) {
        SqlCall call = table.operand(0);
        String name = call.getOperator().getName();
        FromBinder.Alias alias = as.orElseGet(() -> FromBinder.Alias.of(name));
        ExpressionBinder expressions = ExpressionBinder.of(statement, left, List.of());
        return switch (name.toUpperCase(Locale.ROOT).replace("JSONB", "JSON")) {
            case SERIES -> {
                check(table, SERIES, new Arity(2, 3), alias, 1);
                yield series(table, expressions.bindAll(call.getOperandList()), alias);
            }
            case ELEMENTS -> {
                check(table, ELEMENTS, new Arity(1, 1), alias, 1);
                yield elements(table, document(call, expressions), alias);
            }
            case ENTRIES -> {
                check(table, ENTRIES, new Arity(1, 1), alias, 2);
                yield entries(table, document(call, expressions), alias);
            }
            default ->
                throw Places.of(table)
                        .in(new ItemException(
                                ErrorCode.UNKNOWN_FUNCTION,
                                name + " that gives rows",
                                NearestNames.offer(name, List.of(SERIES, ELEMENTS, ENTRIES))));
        };
    }

    private static void check(SqlCall table, String name, Arity arity, FromBinder.Alias alias, int columns) {
        try {
            arity.check(name, ((SqlCall) table.operand(0)).operandCount());
        } catch (ItemException e) {
            throw Places.of(table).in(e);
        }
        if (alias.columns().size() > columns) {
            throw Places.of(table)
                    .in(new ItemException(
                            ErrorCode.COLUMN_COUNT_MISMATCH, alias.columns().size(), columns));
        }
    }

    /** The document that a text with JSON holds; any other value is one itself. */
    private static SqlNode document(SqlCall call, ExpressionBinder expressions) {
        return expressions.functions().named(call, "PARSE_JSON", call.getOperandList());
    }

    private FromBinder.Bound series(SqlCall table, List<SqlNode> operands, FromBinder.Alias alias) {
        SqlParserPos pos = table.getParserPosition();
        String column =
                alias.columns().isEmpty() ? alias.name() : alias.columns().get(0);
        SqlNode members = SqlStdOperatorTable.UNNEST.createCall(
                pos, ElementsFunction.ofSeries(Places.of(pos)).createCall(pos, operands));
        return bound(
                members, List.of(column), new DerivedRelation(alias.name(), List.of(column), List.of(column)), pos);
    }

    private FromBinder.Bound elements(SqlCall table, SqlNode document, FromBinder.Alias alias) {
        SqlParserPos pos = table.getParserPosition();
        String column = alias.columns().isEmpty() ? VALUE : alias.columns().get(0);
        SqlNode elements = SqlStdOperatorTable.UNNEST.createCall(
                pos, ElementsFunction.ofElements().createCall(pos, document));
        Relation relation = new ElementRelation(alias.name(), column, Optional.empty(), Optional.empty());
        return bound(elements, List.of(column), relation, pos);
    }

    private FromBinder.Bound entries(SqlCall table, SqlNode document, FromBinder.Alias alias) {
        SqlParserPos pos = table.getParserPosition();
        List<String> given = alias.columns();
        String key = given.isEmpty() ? KEY : given.get(0);
        String value = given.size() < 2 ? VALUE : given.get(1);
        SqlNode entries = SqlStdOperatorTable.UNNEST_WITH_ORDINALITY.createCall(
                pos, ElementsFunction.ofEntries().createCall(pos, document));
        List<String> columns = List.of(key, value);
        // An entry gives its value first.
        return bound(entries, List.of(value, key), new DerivedRelation(alias.name(), columns, columns), pos);
    }

    private FromBinder.Bound bound(SqlNode rows, List<String> columns, Relation relation, SqlParserPos pos) {
        List<SqlNode> as = new ArrayList<>(List.of(rows, new SqlIdentifier(relation.alias(), pos)));
        columns.forEach(column -> as.add(new SqlIdentifier(column, pos)));
        Scope scope = around.inner();
        scope.add(relation, pos);
        return new FromBinder.Bound(CommonOperators.AS.createCall(pos, as), scope);
    }
}
