package io.itemql.plan.aggregate;

import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.plan.expression.Arity;
import io.itemql.table.ColumnType;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * All aggregate functions, by name in any case.
 *
 * <p>NULL and MISSING are left out by all but COUNT(*), ARRAY_AGG and SINGLE_VALUE. SUM, AVG and the deviations leave
 * out whatever is no number, as arithmetic makes NULL of it; MIN and MAX take values of any types, in the order of
 * ORDER BY.
 */
public final class AggregateFunctions {
    private static final Map<String, AggregateFunction> BY_NAME = new LinkedHashMap<>();

    static {
        register("COUNT", 0, Arity.ANY_NUMBER, ColumnType.BIGINT, Accumulators.Count::new);
        registerTotal("SUM", Accumulators.Total.Outcome.SUM);
        // COUNT of rewritten queries: 0, not NULL, without rows.
        registerTotal("$SUM0", Accumulators.Total.Outcome.SUM_OR_ZERO);
        registerTotal("AVG", Accumulators.Total.Outcome.AVERAGE);
        register("MIN", 1, 1, null, () -> new Accumulators.Extreme(-1));
        register("MAX", 1, 1, null, () -> new Accumulators.Extreme(1));
        register("VAR_POP", 1, 1, ColumnType.DECIMAL, () -> new Accumulators.Deviation(false, false));
        register("VAR_SAMP", 1, 1, ColumnType.DECIMAL, () -> new Accumulators.Deviation(true, false));
        register("STDDEV_POP", 1, 1, ColumnType.DECIMAL, () -> new Accumulators.Deviation(false, true));
        register("STDDEV_SAMP", 1, 1, ColumnType.DECIMAL, () -> new Accumulators.Deviation(true, true));
        register("STRING_AGG", 1, 2, ColumnType.VARCHAR, Accumulators.Joined::new);
        register("ARRAY_AGG", 1, 1, ColumnType.VARCHAR, Accumulators.Collected::new);
        register("JSON_ARRAYAGG", 1, 1, ColumnType.VARCHAR, Accumulators.CollectedKnown::new);
        register("JSON_OBJECTAGG", 2, 2, ColumnType.VARCHAR, Accumulators.Mapped::new);
        registerPairs();
        register("PERCENTILE_CONT", 2, 2, ColumnType.DECIMAL, () -> new OrderedAccumulators.Percentile(true));
        register("PERCENTILE_DISC", 2, 2, null, () -> new OrderedAccumulators.Percentile(false));
        register("MODE", 1, 1, null, OrderedAccumulators.Mode::new);
        register("MEDIAN", 1, 1, ColumnType.DECIMAL, OrderedAccumulators.Median::new);
        register("MAX_BY", 2, 2, null, () -> new OrderedAccumulators.ExtremeBy(1));
        register("MIN_BY", 2, 2, null, () -> new OrderedAccumulators.ExtremeBy(-1));
        register("BIT_AND", 1, 1, ColumnType.DECIMAL, () -> new Accumulators.Bits(BigInteger::and));
        register("BIT_OR", 1, 1, ColumnType.DECIMAL, () -> new Accumulators.Bits(BigInteger::or));
        register("BIT_XOR", 1, 1, ColumnType.DECIMAL, () -> new Accumulators.Bits(BigInteger::xor));
        register("COUNT_IF", 1, 1, ColumnType.BIGINT, Accumulators.CountTrue::new);
        register("EVERY", 1, 1, ColumnType.BOOLEAN, () -> new Accumulators.Truths(true));
        register("SOME", 1, 1, ColumnType.BOOLEAN, () -> new Accumulators.Truths(false));
        register("ANY_VALUE", 1, 1, null, Accumulators.Any::new);
        register("SINGLE_VALUE", 1, 1, null, Accumulators.Single::new);
        alias("VARIANCE", "VAR_SAMP");
        alias("STDDEV", "STDDEV_SAMP");
        alias("LISTAGG", "STRING_AGG");
        alias("GROUP_CONCAT", "STRING_AGG");
        alias("COLLECT", "ARRAY_AGG");
        alias("JSON_AGG", "ARRAY_AGG");
        alias("ARG_MAX", "MAX_BY");
        alias("ARG_MIN", "MIN_BY");
        alias("COUNTIF", "COUNT_IF");
        alias("BOOL_AND", "EVERY");
        alias("LOGICAL_AND", "EVERY");
        alias("BOOL_OR", "SOME");
        alias("LOGICAL_OR", "SOME");
        alias("ANY", "SOME");
    }

    private AggregateFunctions() {}

    /** The functions of two numbers; the names of linear regression begin with REGR_. */
    private static void registerPairs() {
        for (PairAccumulator.Question question : PairAccumulator.Question.values()) {
            String name =
                    switch (question) {
                        case COVAR_POP, COVAR_SAMP, CORR -> question.name();
                        case COUNT, AVGX, AVGY, SXX, SYY, SXY, SLOPE, INTERCEPT, R2 -> "REGR_" + question;
                    };
            ColumnType type = question == PairAccumulator.Question.COUNT ? ColumnType.BIGINT : ColumnType.DECIMAL;
            register(name, 2, 2, type, () -> new PairAccumulator(question));
        }
    }

    private static void registerTotal(String name, Accumulators.Total.Outcome outcome) {
        BY_NAME.put(name, AggregateFunction.ofTotal(name, outcome));
    }

    private static void register(
            String name, int argumentsMin, int argumentsMax, ColumnType result, Supplier<Accumulator> start) {
        BY_NAME.put(name, new AggregateFunction(name, new Arity(argumentsMin, argumentsMax), result, start));
    }

    private static void alias(String name, String of) {
        BY_NAME.put(name, BY_NAME.get(of));
    }

    /** The function of a name, in any case. */
    public static Optional<AggregateFunction> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toUpperCase(Locale.ROOT)));
    }

    /**
     * The function of a name, in any case.
     *
     * @throws ItemException with {@link ErrorCode#UNKNOWN_FUNCTION}
     */
    public static AggregateFunction get(String name) {
        return find(name).orElseThrow(() -> new ItemException(ErrorCode.UNKNOWN_FUNCTION, name, ""));
    }

    /** The names under which functions can be called, in capital letters. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(BY_NAME.keySet());
    }
}
