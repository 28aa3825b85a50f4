package io.itemql.plan.operator;

import io.itemql.item.Value;
import io.itemql.store.ItemBatch;
import java.util.List;

/**
 * An operator that is watched: counts the rows and the time of the operator it stands for. For one run only, as it
 * keeps the counts; plans that are shared never hold one.
 */
public final class MeteredOperator implements Operator {
    private final Operator metered;
    private final Meter meter;

    public MeteredOperator(Operator metered, Meter meter) {
        this.metered = metered;
        this.meter = meter;
    }

    /** The operator that is watched. */
    public Operator metered() {
        return metered;
    }

    @Override
    public RowCursor open(Execution execution) {
        long start = System.nanoTime();
        Meter outer = execution.meter();
        execution.setMeter(meter);
        try {
            meter.countOpen();
            return new MeteredCursor(metered.open(execution), meter, execution);
        } finally {
            execution.setMeter(outer);
            meter.addNanos(System.nanoTime() - start);
        }
    }

    @Override
    public List<Operator> segments(int total, Execution execution) {
        return metered.segments(total, execution).stream()
                .<Operator>map(segment -> new MeteredOperator(segment, meter.part()))
                .toList();
    }

    @Override
    public int width() {
        return metered.width();
    }

    @Override
    public List<Operator> inputs() {
        return metered.inputs();
    }

    @Override
    public Operator withInputs(List<Operator> inputs) {
        return new MeteredOperator(metered.withInputs(inputs), meter);
    }

    @Override
    public String describe() {
        return metered.describe();
    }

    private static final class MeteredCursor implements BatchCursor {
        private final RowCursor cursor;
        private final Meter meter;
        private final Execution execution;
        private boolean closed;

        MeteredCursor(RowCursor cursor, Meter meter, Execution execution) {
            this.cursor = cursor;
            this.meter = meter;
            this.execution = execution;
        }

        @Override
        public boolean next() {
            long start = System.nanoTime();
            Meter outer = execution.meter();
            execution.setMeter(meter);
            boolean found = cursor.next();
            execution.setMeter(outer);
            meter.addNanos(System.nanoTime() - start);
            if (found) {
                meter.countRows(1);
            }
            return found;
        }

        @Override
        public int batchWidth() {
            return cursor instanceof BatchCursor batches ? batches.batchWidth() : -1;
        }

        @Override
        public int next(ItemBatch batch) {
            long start = System.nanoTime();
            Meter outer = execution.meter();
            execution.setMeter(meter);
            int found = ((BatchCursor) cursor).next(batch);
            execution.setMeter(outer);
            meter.addNanos(System.nanoTime() - start);
            meter.countRows(found);
            return found;
        }

        @Override
        public Value get(int column) {
            return cursor.get(column);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                if (cursor instanceof AccessCursor access) {
                    meter.addAccess(access);
                }
                cursor.close();
            }
        }
    }
}
