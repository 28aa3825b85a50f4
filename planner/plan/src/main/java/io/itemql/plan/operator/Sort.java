package io.itemql.plan.operator;

import io.itemql.plan.expression.ArrayRow;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Collectors;

/**
 * The rows in order. Equal rows keep the order in which they came. Keeps all rows, or with a limit only as many as that
 * lets through.
 *
 * @param limit a limit directly above this sort; stays there, and is only looked at here to keep fewer rows
 */
public record Sort(Operator input, List<SortKey> keys, Optional<Limit> limit) implements SingleInput {
    /** Above so many rows a limited sort keeps everything, as sorting once is then cheaper than a large heap. */
    private static final long TOP_ROWS_MAX = 100_000;

    private static final String NAME = "SORT";

    public Sort {
        Objects.requireNonNull(input, "input");
        keys = List.copyOf(keys);
        Objects.requireNonNull(limit, "limit");
    }

    public static Sort of(Operator input, List<SortKey> keys) {
        return new Sort(input, keys, Optional.empty());
    }

    /** A limit over a sort that knows it, if it says how many rows are enough. */
    public static Operator limited(Limit limit, List<SortKey> keys) {
        return limit.over(
                new Sort(limit.input(), keys, limit.ties().isEmpty() ? Optional.of(limit) : Optional.empty()));
    }

    @Override
    public RowCursor open(Execution execution) {
        long most = limit.map(above -> above.rowsMax(execution)).orElse(Long.MAX_VALUE);
        return most <= TOP_ROWS_MAX ? top((int) most, execution) : all(execution);
    }

    private RowCursor all(Execution execution) {
        RowBuffer buffer = new RowBuffer(execution, NAME);
        try (RowCursor rows = input.open(execution)) {
            while (rows.next()) {
                buffer.add(SortedRow.of(rows, input.width(), keys, execution.evaluation()));
            }
            buffer.rows().sort(SortedRow.comparator(input.width(), keys));
            return buffer.cursor();
        } catch (RuntimeException e) {
            buffer.close();
            throw e;
        }
    }

    /** A row with its number, so that of two equal rows the earlier one stays. */
    private record Numbered(ArrayRow row, long number) {}

    private RowCursor top(int most, Execution execution) {
        Comparator<ArrayRow> byKeys = SortedRow.comparator(input.width(), keys);
        Comparator<Numbered> order = (a, b) -> {
            int byKey = byKeys.compare(a.row(), b.row());
            return byKey != 0 ? byKey : Long.compare(a.number(), b.number());
        };
        PriorityQueue<Numbered> worstFirst = new PriorityQueue<>(Math.max(1, most), order.reversed());
        RowBuffer kept = new RowBuffer(execution, NAME);
        try (RowCursor rows = input.open(execution)) {
            long number = 0;
            while (most > 0 && rows.next()) {
                ArrayRow row = SortedRow.of(rows, input.width(), keys, execution.evaluation());
                worstFirst.add(new Numbered(row, number++));
                kept.reserve(row.heapBytes());
                if (worstFirst.size() > most) {
                    kept.reserve(-worstFirst.remove().row().heapBytes());
                }
            }
            worstFirst.stream().sorted(order).forEach(numbered -> kept.rows().add(numbered.row()));
            return kept.cursor();
        } catch (RuntimeException e) {
            kept.close();
            throw e;
        }
    }

    @Override
    public Operator over(Operator other) {
        return new Sort(other, keys, limit);
    }

    @Override
    public String describe() {
        String order = keys.stream().map(SortKey::toString).collect(Collectors.joining(", "));
        return NAME + " " + order + (limit.isPresent() ? " (top)" : "");
    }
}
