package io.itemql.plan.subquery;

import io.itemql.condition.ComparisonOperator;
import io.itemql.error.ErrorCode;
import io.itemql.error.ItemException;
import io.itemql.item.AttributeType;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.NullValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.value.ValueComparison;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a sub-query has given for one row of arguments. Used by one thread. */
interface SubQueryAnswer {
    /** What a sub-query is called where it needs too much memory. */
    String NAME = "SUB-QUERY";

    /** The value of the expression for what the rows are compared with. */
    Value value(ArrayRow compared, ZoneId zone);

    /** The different rows, where they are kept. */
    default List<ArrayRow> rows() {
        throw new IllegalStateException("the rows are not kept");
    }

    /** About how much memory it holds. */
    long bytes();

    /**
     * Runs the sub-query for the arguments that are the current outer row, and reserves the memory of the answer.
     *
     * @param query the plan of the sub-query, perhaps in a form that is watched
     */
    static SubQueryAnswer read(SubQuery subQuery, Operator query, Execution execution) {
        try (RowCursor rows = query.open(execution)) {
            return switch (subQuery.kind()) {
                case EXISTS -> fixed(BoolValue.of(rows.next()), execution);
                case SCALAR -> fixed(scalar(rows), execution);
                case ANY, ALL -> Compared.read(subQuery, rows, execution);
            };
        }
    }

    private static SubQueryAnswer fixed(Value value, Execution execution) {
        SubQueryAnswer answer = new Fixed(value);
        execution.memory().reserve(answer.bytes(), NAME);
        return answer;
    }

    private static Value scalar(RowCursor rows) {
        if (!rows.next()) {
            return NullValue.NULL;
        }
        Value value = rows.get(0);
        if (rows.next()) {
            throw new ItemException(ErrorCode.CARDINALITY_VIOLATION);
        }
        return value;
    }

    /** An answer that does not depend on anything compared. */
    record Fixed(Value value) implements SubQueryAnswer {
        @Override
        public Value value(ArrayRow compared, ZoneId zone) {
            return value;
        }

        @Override
        public long bytes() {
            return ArrayRow.ofOwned(value).heapBytes();
        }
    }

    /**
     * The rows for ANY and ALL. Equality looks into a hash set first; only where that does not decide are rows looked
     * at one by one, because NULL, MISSING and values of other types make the outcome unknown.
     */
    final class Compared implements SubQueryAnswer {
        private static final long ENTRY_BYTES = 56;

        private final ComparisonOperator comparison;
        private final boolean all;
        private final List<ArrayRow> rows = new ArrayList<>();
        private final Set<ArrayRow> distinct = new HashSet<>();
        private final Set<AttributeType> types = EnumSet.noneOf(AttributeType.class);
        private boolean onlyPlainValues = true;
        private long bytes;

        private Compared(ComparisonOperator comparison, boolean all) {
            this.comparison = comparison;
            this.all = all;
        }

        static Compared read(SubQuery subQuery, RowCursor cursor, Execution execution) {
            Compared answer = new Compared(subQuery.comparison(), subQuery.kind() == SubQuery.Kind.ALL);
            int width = subQuery.query().width();
            while (cursor.next()) {
                ArrayRow row = ArrayRow.copyOf(cursor, width);
                if (answer.distinct.add(row)) {
                    answer.keep(row, execution);
                }
            }
            return answer;
        }

        private void keep(ArrayRow row, Execution execution) {
            // Once in the list, once in the set.
            long more = row.heapBytes() + ENTRY_BYTES;
            execution.memory().reserve(more, NAME);
            rows.add(row);
            bytes += more;
            execution.countRow();
            for (int i = 0; i < row.width(); i++) {
                if (row.get(i) instanceof AttributeValue value) {
                    types.add(value.type());
                } else {
                    onlyPlainValues = false;
                }
            }
        }

        @Override
        public List<ArrayRow> rows() {
            return rows;
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public Value value(ArrayRow compared, ZoneId zone) {
            if (rows.isEmpty()) {
                return BoolValue.of(all);
            }
            boolean byHash = comparison == ComparisonOperator.EQUAL
                    && !all
                    && compared.width() == 1
                    && onlyPlainValues
                    && compared.get(0) instanceof AttributeValue;
            if (byHash) {
                AttributeValue value = (AttributeValue) compared.get(0);
                if (value.isNull()) {
                    return NullValue.NULL;
                }
                if (distinct.contains(compared)) {
                    return BoolValue.TRUE;
                }
                boolean comparable = types.size() == 1 && types.contains(value.type());
                return comparable ? BoolValue.FALSE : NullValue.NULL;
            }
            return byRows(compared, zone);
        }

        /** ANY is the OR of the comparisons with each row, ALL their AND. */
        private Value byRows(ArrayRow compared, ZoneId zone) {
            boolean unknown = false;
            BoolValue decisive = BoolValue.of(!all);
            for (ArrayRow row : rows) {
                AttributeValue outcome = compare(compared, row, zone);
                if (outcome == decisive) {
                    return decisive;
                }
                unknown |= outcome.isNull();
            }
            return unknown ? NullValue.NULL : BoolValue.of(all);
        }

        /** Rows of several columns are only compared by equality, which is the AND over the columns. */
        private AttributeValue compare(ArrayRow compared, ArrayRow row, ZoneId zone) {
            AttributeValue outcome = BoolValue.TRUE;
            for (int i = 0; i < compared.width(); i++) {
                AttributeValue column = ValueComparison.compare(comparison, compared.get(i), row.get(i), zone);
                if (column == BoolValue.FALSE) {
                    return column;
                }
                outcome = column.isNull() ? column : outcome;
            }
            return outcome;
        }
    }
}
