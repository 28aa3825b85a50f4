package io.itemql.sql.general.bind;

import io.itemql.plan.expression.Arity;
import io.itemql.table.ColumnType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The aggregate and window functions, by name. */
public final class Aggregates {
    /**
     * How a name is used.
     *
     * @param aggregate what a call stands for
     * @param onlyOver whether it needs an OVER clause
     */
    record Entry(ItemAggregate aggregate, Arity arity, boolean onlyOver) {}

    private static final Map<String, Entry> ENTRIES = new LinkedHashMap<>();
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("STDDEV", "STDDEV_SAMP"),
            Map.entry("VARIANCE", "VAR_SAMP"),
            Map.entry("EVERY", "BOOL_AND"),
            Map.entry("SOME", "BOOL_OR"),
            Map.entry("STRING_AGG", "LISTAGG"),
            Map.entry("GROUP_CONCAT", "LISTAGG"),
            Map.entry("JSON_AGG", "ARRAY_AGG"),
            Map.entry("JSONB_AGG", "ARRAY_AGG"),
            Map.entry("JSON_OBJECT_AGG", "JSON_OBJECTAGG"),
            Map.entry("JSONB_OBJECT_AGG", "JSON_OBJECTAGG"),
            Map.entry("ARG_MAX", "MAX_BY"),
            Map.entry("ARG_MIN", "MIN_BY"),
            Map.entry("COUNTIF", "COUNT_IF"),
            // As the parser spells the clause ON NULL.
            Map.entry("JSON_ARRAYAGG_ABSENT_ON_NULL", "JSON_ARRAYAGG"),
            Map.entry("JSON_ARRAYAGG_NULL_ON_NULL", "ARRAY_AGG"),
            Map.entry("JSON_OBJECTAGG_NULL_ON_NULL", "JSON_OBJECTAGG"));
    private static final List<String> PAIRS = List.of(
            "COVAR_POP",
            "COVAR_SAMP",
            "CORR",
            "REGR_AVGX",
            "REGR_AVGY",
            "REGR_SXX",
            "REGR_SYY",
            "REGR_SXY",
            "REGR_SLOPE",
            "REGR_INTERCEPT",
            "REGR_R2");
    private static final Set<String> OF_ORDERED = Set.of("PERCENTILE_CONT", "PERCENTILE_DISC", "MODE");
    /** In whose results NULL is something. */
    private static final Set<String> OF_NULLS = Set.of("ARRAY_AGG", "JSON_OBJECTAGG");

    private static final Set<String> ORDERED =
            Set.of("RANK", "DENSE_RANK", "PERCENT_RANK", "CUME_DIST", "LAG", "LEAD", "NTILE");

    /** COUNT(*): a name of its own, because it has no operand. */
    public static final String COUNT_ALL_NAME = "COUNT(*)";

    static final ItemAggregate COUNT_ALL = ItemAggregate.of(COUNT_ALL_NAME, Typings.always(ColumnType.BIGINT), false);

    static {
        ItemFunction.Typing whole = Typings.always(ColumnType.BIGINT);
        ItemFunction.Typing text = Typings.always(ColumnType.VARCHAR);
        add("COUNT", whole, 1, Arity.ANY_NUMBER, false);
        add("SUM", Typings.DECIMAL, 1, 1, false);
        for (String name : List.of("AVG", "STDDEV_POP", "STDDEV_SAMP", "VAR_POP", "VAR_SAMP")) {
            add(name, Typings.DECIMAL, 1, 1, false);
        }
        for (String name : List.of("MIN", "MAX", "ANY_VALUE")) {
            add(name, Typings.first(), 1, 1, false);
        }
        add("BOOL_AND", Typings.always(ColumnType.BOOLEAN), 1, 1, false);
        add("BOOL_OR", Typings.always(ColumnType.BOOLEAN), 1, 1, false);
        add("LISTAGG", text, 1, 2, false);
        add("ARRAY_AGG", text, 1, 1, false);
        add("JSON_ARRAYAGG", text, 1, 1, false);
        add("JSON_OBJECTAGG", text, 2, 2, false);
        PAIRS.forEach(name -> add(name, Typings.DECIMAL, 2, 2, false));
        add("REGR_COUNT", whole, 2, 2, false);
        add("PERCENTILE_CONT", Typings.DECIMAL, 1, 1, false);
        add("PERCENTILE_DISC", operands -> operands.get(operands.size() - 1), 1, 1, false);
        add("MODE", operands -> operands.get(operands.size() - 1), 0, 1, false);
        add("MEDIAN", Typings.DECIMAL, 1, 1, false);
        for (String name : List.of("BIT_AND", "BIT_OR", "BIT_XOR")) {
            add(name, Typings.DECIMAL, 1, 1, false);
        }
        add("MAX_BY", Typings.first(), 2, 2, false);
        add("MIN_BY", Typings.first(), 2, 2, false);
        add("COUNT_IF", whole, 1, 1, false);
        for (String name : List.of("ROW_NUMBER", "RANK", "DENSE_RANK")) {
            add(name, whole, 0, 0, true);
        }
        add("PERCENT_RANK", Typings.DECIMAL, 0, 0, true);
        add("CUME_DIST", Typings.DECIMAL, 0, 0, true);
        add("NTILE", whole, 1, 1, true);
        add("LAG", Typings::ofNeighbour, 1, 3, true);
        add("LEAD", Typings::ofNeighbour, 1, 3, true);
        add("FIRST_VALUE", Typings.first(), 1, 1, true);
        add("LAST_VALUE", Typings.first(), 1, 1, true);
        add("NTH_VALUE", Typings.first(), 2, 2, true);
    }

    private Aggregates() {}

    private static void add(String name, ItemFunction.Typing typing, int min, int max, boolean onlyOver) {
        ENTRIES.put(name, new Entry(ItemAggregate.of(name, typing, onlyOver), new Arity(min, max), onlyOver));
    }

    /** The aggregate of a name, in whatever case. */
    static Optional<Entry> find(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return Optional.ofNullable(ENTRIES.get(SYNONYMS.getOrDefault(upper, upper)));
    }

    /** True if a window with this function needs an ORDER BY. */
    static boolean needsOrder(String function) {
        return ORDERED.contains(function);
    }

    /** True for functions of the values by which WITHIN GROUP orders. */
    static boolean isOfOrdered(String function) {
        return OF_ORDERED.contains(function);
    }

    /** True if a row whose first argument is NULL makes no difference. */
    static boolean leavesOutNulls(String function) {
        return !OF_NULLS.contains(function);
    }

    static Collection<String> names() {
        return ENTRIES.keySet();
    }
}
