package io.itemql.sql.general.bind;

import io.itemql.table.ColumnType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How the type that tools are told for a call follows from those of its operands. */
public final class Typings {
    static final ItemFunction.Typing UNKNOWN = operands -> Optional.empty();
    /** Sums and differences: a date-time if one side is one, else a number of any size. */
    static final ItemFunction.Typing SUM = Typings::sum;
    /** Intervals, which tools see as their text. */
    static final ItemFunction.Typing INTERVAL = always(ColumnType.VARCHAR);
    /** Remainders: of two whole numbers a whole one, which is no larger than they are. */
    static final ItemFunction.Typing REMAINDER = Typings::remainder;
    /** Quotients: dividing whole numbers gives fractions. */
    static final ItemFunction.Typing DECIMAL = always(ColumnType.DECIMAL);
    /** One of the operands. */
    static final ItemFunction.Typing COMMON = Typings::common;
    /** The results of a CASE: every second operand, and the last. */
    static final ItemFunction.Typing CASE = operands -> common(results(operands));

    private Typings() {}

    static ItemFunction.Typing always(ColumnType type) {
        Optional<ColumnType> known = Optional.of(type);
        return operands -> known;
    }

    static ItemFunction.Typing first() {
        return operands -> operands.get(0);
    }

    /** The type of a column whose values come from columns of the given types. */
    public static Optional<ColumnType> common(List<Optional<ColumnType>> types) {
        Optional<ColumnType> common = Optional.empty();
        for (Optional<ColumnType> type : types) {
            common = common.isEmpty() || type.isEmpty() ? common.or(() -> type) : merge(common.get(), type.get());
        }
        return common;
    }

    private static Optional<ColumnType> merge(ColumnType a, ColumnType b) {
        if (a == b) {
            return Optional.of(a);
        }
        return Optional.of(isNumber(a) && isNumber(b) ? ColumnType.DECIMAL : ColumnType.VARCHAR);
    }

    private static boolean isNumber(ColumnType type) {
        return type == ColumnType.BIGINT || type == ColumnType.DECIMAL || type == ColumnType.DOUBLE;
    }

    private static boolean isTemporal(Optional<ColumnType> type) {
        return type.isPresent()
                && switch (type.get()) {
                    case DATE, TIME, TIMESTAMP -> true;
                    case VARCHAR, BIGINT, DECIMAL, DOUBLE, BOOLEAN, VARBINARY -> false;
                };
    }

    private static Optional<ColumnType> sum(List<Optional<ColumnType>> operands) {
        long temporal = operands.stream().filter(Typings::isTemporal).count();
        if (temporal == 1) {
            // A date plus an interval is a timestamp or a date; only the values tell.
            ColumnType moment = operands.stream()
                    .filter(Typings::isTemporal)
                    .findFirst()
                    .orElseThrow()
                    .orElseThrow();
            boolean days = operands.stream()
                    .anyMatch(type -> type.filter(Typings::isNumber).isPresent());
            return Optional.of(moment == ColumnType.DATE && !days ? ColumnType.TIMESTAMP : moment);
        }
        if (temporal > 1) {
            return Optional.of(ColumnType.VARCHAR);
        }
        // Also of whole numbers: numbers are exact to 38 digits, so the outcome may be more than a BIGINT takes.
        return Optional.of(ColumnType.DECIMAL);
    }

    private static Optional<ColumnType> remainder(List<Optional<ColumnType>> operands) {
        boolean whole = operands.stream().allMatch(type -> type.equals(Optional.of(ColumnType.BIGINT)));
        return Optional.of(whole ? ColumnType.BIGINT : ColumnType.DECIMAL);
    }

    /** The value of another row, or the default that the third operand is. */
    static Optional<ColumnType> ofNeighbour(List<Optional<ColumnType>> operands) {
        return operands.size() > 2 ? common(List.of(operands.get(0), operands.get(2))) : operands.get(0);
    }

    private static List<Optional<ColumnType>> results(List<Optional<ColumnType>> operands) {
        return IntStream.range(0, operands.size())
                .filter(i -> i % 2 == 1 || i == operands.size() - 1)
                .mapToObj(operands::get)
                .toList();
    }
}
