package io.itemql.sql.table;

import io.itemql.item.AttributeType;
import io.itemql.store.AttributeStatistics;
import io.itemql.table.ColumnType;

/**
 * The one table from what is stored to the type that tools are told:
 *
 * <pre>
 * S                       VARCHAR
 * N                       BIGINT if every value is a whole number that a long holds, otherwise DECIMAL
 * B                       VARBINARY
 * BOOL                    BOOLEAN
 * L, M, SS, NS, BS        VARCHAR, with JSON text
 * several of the above    VARCHAR, with each value's text
 * NULL                    no say; alone VARCHAR
 * </pre>
 */
public final class ColumnTypes {
    private ColumnTypes() {}

    /** The type of a column whose values have these statistics. */
    public static ColumnType of(AttributeStatistics statistics) {
        ColumnType type = null;
        for (AttributeType stored : statistics.counts().keySet()) {
            if (stored != AttributeType.NULL) {
                ColumnType own = of(stored, numbersAreWhole(statistics));
                type = type == null || type == own ? own : ColumnType.VARCHAR;
            }
        }
        return type == null ? ColumnType.VARCHAR : type;
    }

    /**
     * The type of a column that has values of one type only.
     *
     * @param whole whether all of them are whole numbers that a {@code long} holds; only asked for N
     */
    public static ColumnType of(AttributeType stored, boolean whole) {
        return switch (stored) {
            case N -> whole ? ColumnType.BIGINT : ColumnType.DECIMAL;
            case B -> ColumnType.VARBINARY;
            case BOOL -> ColumnType.BOOLEAN;
            case S, NULL, L, M, SS, NS, BS -> ColumnType.VARCHAR;
        };
    }

    private static boolean numbersAreWhole(AttributeStatistics statistics) {
        return statistics.wholeNumbers() == statistics.counts().getOrDefault(AttributeType.N, 0L);
    }
}
