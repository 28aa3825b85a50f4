package io.itemql.jdbc.internal.metadata;

import io.itemql.item.StringValue;
import io.itemql.item.Value;
import io.itemql.jdbc.internal.result.ColumnDescription;
import io.itemql.jdbc.internal.value.JdbcType;
import io.itemql.plan.aggregate.AggregateFunctions;
import io.itemql.plan.expression.Arity;
import io.itemql.plan.expression.Function;
import io.itemql.plan.function.Functions;
import io.itemql.table.ColumnType;
import java.sql.DatabaseMetaData;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The functions that statements can call, scalar ones and aggregates. They are in no catalog, and in the one schema.
 */
final class FunctionListing {
    /** As many arguments are described of a function that takes any number. */
    private static final int ARGUMENTS_SHOWN = 2;

    /** Names that only rewritten queries use. */
    private static final Set<String> ONLY_IN_PLANS =
            Set.of("$SUM0", "ANY", "COLLECT", "LOGICAL_AND", "LOGICAL_OR", "SINGLE_VALUE", "TRANSLATE3");

    private FunctionListing() {}

    /** A function for people. */
    private record Described(Arity arity, Optional<ColumnType> result, boolean aggregate) {
        String remarks() {
            StringBuilder text = new StringBuilder(aggregate ? "aggregate; " : "");
            text.append(arity.min());
            if (arity.max() == Arity.ANY_NUMBER) {
                text.append(" or more");
            } else if (arity.max() > arity.min()) {
                text.append(" to ").append(arity.max());
            }
            text.append(arity.min() == 1 && arity.max() == 1 ? " argument" : " arguments");
            return text.append(", gives ")
                    .append(result.map(Enum::name).orElse("the type of the first"))
                    .toString();
        }

        int argumentsShown() {
            return arity.max() == Arity.ANY_NUMBER ? Math.max(arity.min(), ARGUMENTS_SHOWN) : arity.max();
        }
    }

    private static SortedMap<String, Described> all() {
        SortedMap<String, Described> all = new TreeMap<>(StringValue::compareUtf8);
        for (String name : Functions.names()) {
            Function function = Functions.get(name);
            if (!ONLY_IN_PLANS.contains(name)) {
                all.put(name, new Described(function.arity(), function.result(), false));
            }
        }
        for (String name : AggregateFunctions.names()) {
            var function = AggregateFunctions.get(name);
            if (!ONLY_IN_PLANS.contains(name)) {
                all.put(name, new Described(function.arity(), function.result(), true));
            }
        }
        return all;
    }

    /** The rows of {@code getFunctions}. */
    static void addFunctions(List<Value[]> rows, NamePattern names) {
        all().forEach((name, function) -> {
            if (names.matches(name)) {
                rows.add(MetadataShape.FUNCTIONS.row(
                        null,
                        ColumnDescription.MAIN_SCHEMA,
                        name,
                        function.remarks(),
                        DatabaseMetaData.functionNoTable,
                        name));
            }
        });
    }

    /** The rows of {@code getFunctionColumns}: what a function gives, then its arguments. */
    static void addColumns(List<Value[]> rows, NamePattern names, NamePattern columns) {
        all().forEach((name, function) -> {
            if (names.matches(name)) {
                addColumn(rows, name, "result", 0, function.result(), columns);
                for (int i = 1; i <= function.argumentsShown(); i++) {
                    addColumn(rows, name, "argument" + i, i, Optional.empty(), columns);
                }
            }
        });
    }

    private static void addColumn(
            List<Value[]> rows,
            String function,
            String column,
            int ordinal,
            Optional<ColumnType> known,
            NamePattern columns) {
        if (!columns.matches(column)) {
            return;
        }
        JdbcType type = JdbcType.of(known.orElse(ColumnType.VARCHAR));
        rows.add(MetadataShape.FUNCTION_COLUMNS.row(
                null,
                ColumnDescription.MAIN_SCHEMA,
                function,
                column,
                ordinal == 0 ? DatabaseMetaData.functionReturn : DatabaseMetaData.functionColumnIn,
                type.code(),
                type.name(),
                type.precision(),
                type.displaySize(),
                type.isNumeric() ? type.scale() : null,
                type.isNumeric() ? 10 : null,
                DatabaseMetaData.functionNullable,
                known.isEmpty() ? "a value of any type" : null,
                type == JdbcType.VARCHAR ? type.precision() : null,
                ordinal,
                "YES",
                function));
    }
}
