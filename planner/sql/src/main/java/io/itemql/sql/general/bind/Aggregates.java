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
    private static final Map<String, String> SYNONYMS = Map.of(
            "STDDEV", "STDDEV_SAMP",
            "VARIANCE", "VAR_SAMP",
            "EVERY", "BOOL_AND",
            "SOME", "BOOL_OR",
            "STRING_AGG", "LISTAGG",
            "GROUP_CONCAT", "LISTAGG");
    private static final Set<String> ORDERED =
            Set.of("RANK", "DENSE_RANK", "PERCENT_RANK", "CUME_DIST", "LAG", "LEAD", "NTILE");

    /** COUNT(*): a name of its own, because it has no operand. */
    public static final String COUNT_ALL_NAME = "COUNT(*)";

    static final ItemAggregate COUNT_ALL = ItemAggregate.of(COUNT_ALL_NAME, Typings.always(ColumnType.BIGINT), false);

    static {
        ItemFunction.Typing whole = Typings.always(ColumnType.BIGINT);
        ItemFunction.Typing text = Typings.always(ColumnType.VARCHAR);
        add("COUNT", whole, 1, 1, false);
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

    static Collection<String> names() {
        return ENTRIES.keySet();
    }
}
