package io.itemql.plan.subquery;

import io.itemql.condition.ComparisonOperator;
import io.itemql.item.AttributeValue;
import io.itemql.item.BoolValue;
import io.itemql.item.Value;
import io.itemql.plan.expression.ArrayRow;
import io.itemql.plan.expression.Evaluation;
import io.itemql.plan.expression.Expression;
import io.itemql.plan.operator.Execution;
import io.itemql.plan.operator.Operator;
import io.itemql.plan.operator.RowBuffer;
import io.itemql.plan.operator.RowCursor;
import io.itemql.plan.operator.RowsCursor;
import io.itemql.plan.operator.SingleInput;
import io.itemql.plan.value.ValueComparison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rows whose key equals a value of the outer row, for an input that does not depend on that row. The input is read
 * once in an execution, when the first rows are asked for, and kept in a hash table; every later run of the sub-query
 * around looks into it.
 *
 * @param input reads no outer columns
 * @param key computed from a row of the input
 * @param probe computed from outer columns only
 */
public record Lookup(Operator input, Expression key, Expression probe) implements SingleInput {
    public Lookup {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(probe, "probe");
    }

    @Override
    public RowCursor open(Execution execution) {
        Table table = execution.state(this, Table.class, () -> Table.read(this, execution));
        Value value = probe.evaluate(ArrayRow.EMPTY, execution.evaluation());
        return RowsCursor.of(table.rows(value, execution.evaluation()));
    }

    @Override
    public Operator over(Operator other) {
        return new Lookup(other, key, probe);
    }

    @Override
    public String describe() {
        return "LOOKUP " + key + " = " + probe;
    }

    /** The input by key. Values that no item can hold, such as timestamps, compare with texts and so are not hashed. */
    private static final class Table {
        private final Map<Value, List<ArrayRow>> byKey = new HashMap<>();
        private final List<ArrayRow> unhashed = new ArrayList<>();
        private final List<ArrayRow> all;
        private final Expression key;

        private Table(Expression key, List<ArrayRow> all) {
            this.key = key;
            this.all = all;
        }

        static Table read(Lookup lookup, Execution execution) {
            // The rows stay until the end of the statement, and so does their memory.
            RowBuffer buffer = RowBuffer.of(lookup.input, execution, "LOOKUP");
            Table table = new Table(lookup.key, buffer.rows());
            for (ArrayRow row : table.all) {
                Value value = lookup.key.evaluate(row, execution.evaluation());
                if (value instanceof AttributeValue && !value.isNull()) {
                    table.byKey
                            .computeIfAbsent(value, same -> new ArrayList<>())
                            .add(row);
                } else if (value != null && !value.isNull()) {
                    table.unhashed.add(row);
                }
            }
            return table;
        }

        List<ArrayRow> rows(Value value, Evaluation evaluation) {
            if (ValueComparison.isUnknown(value)) {
                return List.of();
            }
            if (value instanceof AttributeValue && unhashed.isEmpty()) {
                return byKey.getOrDefault(value, List.of());
            }
            List<ArrayRow> equal = new ArrayList<>();
            for (ArrayRow row : all) {
                Value other = key.evaluate(row, evaluation);
                if (ValueComparison.compare(ComparisonOperator.EQUAL, other, value, evaluation.zone())
                        == BoolValue.TRUE) {
                    equal.add(row);
                }
            }
            return equal;
        }
    }
}
