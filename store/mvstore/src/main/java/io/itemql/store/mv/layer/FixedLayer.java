package io.itemql.store.mv.layer;

import io.itemql.store.mv.key.KeyRange;
import io.itemql.store.mv.page.EntryCursor;
import java.util.Arrays;

/** A layer that never changes. */
public final class FixedLayer implements RowLayer {
    private final byte[][] keys;
    private final byte[][] rows;

    /**
     * A layer; the arrays belong to it from now on.
     *
     * @param keys in order, each once
     * @param rows for each key its row or {@link #NO_ROW}
     */
    public FixedLayer(byte[][] keys, byte[][] rows) {
        this.keys = keys;
        this.rows = rows;
    }

    @Override
    public byte[] find(byte[] key) {
        int place = Arrays.binarySearch(keys, key, KeyRange::compare);
        return place < 0 ? null : rows[place];
    }

    @Override
    public EntryCursor cursor(byte[] from, boolean descending) {
        int place = from == null ? -1 : Arrays.binarySearch(keys, from, KeyRange::compare);
        if (from == null) {
            return new Steps(descending ? keys.length : -1, descending ? -1 : 1);
        }
        int first = place >= 0 ? place : descending ? -place - 2 : -place - 1;
        return new Steps(descending ? first + 1 : first - 1, descending ? -1 : 1);
    }

    private final class Steps implements EntryCursor {
        private final int step;
        private int place;

        Steps(int place, int step) {
            this.place = place;
            this.step = step;
        }

        @Override
        public boolean next() {
            place += step;
            return place >= 0 && place < keys.length;
        }

        @Override
        public byte[] key() {
            return keys[place];
        }

        @Override
        public byte[] value() {
            return rows[place];
        }
    }
}
