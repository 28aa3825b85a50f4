package io.itemql.store.mv.layer;

import io.itemql.store.mv.key.KeyRange;
import io.itemql.store.mv.page.EntryCursor;
import io.itemql.store.mv.page.EntryView;

/** A map with a layer in front. */
public final class LayeredRows implements EntryView {
    private final EntryView base;
    private final RowLayer layer;

    public LayeredRows(EntryView base, RowLayer layer) {
        this.base = base;
        this.layer = layer;
    }

    @Override
    public byte[] get(byte[] key) {
        byte[] row = layer.find(key);
        return row == null ? base.get(key) : present(row);
    }

    @SuppressWarnings("ReferenceEquality")
    private static byte[] present(byte[] row) {
        return row == RowLayer.NO_ROW ? null : row;
    }

    @Override
    public EntryCursor cursor(byte[] from, boolean descending) {
        return new Merge(base.cursor(from, descending), layer.cursor(from, descending), descending);
    }

    /** Both walks at once; where they meet on a key, the layer counts. */
    private static final class Merge implements EntryCursor {
        private final EntryCursor base;
        private final EntryCursor layer;
        private final boolean descending;
        private boolean baseIsThere;
        private boolean layerIsThere;
        private byte[] key;
        private byte[] row;

        Merge(EntryCursor base, EntryCursor layer, boolean descending) {
            this.base = base;
            this.layer = layer;
            this.descending = descending;
            this.baseIsThere = base.next();
            this.layerIsThere = layer.next();
        }

        @Override
        public boolean next() {
            while (baseIsThere || layerIsThere) {
                int order = order();
                if (order < 0) {
                    key = base.key();
                    row = base.value();
                    baseIsThere = base.next();
                    return true;
                }
                key = layer.key();
                row = present(layer.value());
                layerIsThere = layer.next();
                if (order == 0) {
                    baseIsThere = base.next();
                }
                if (row != null) {
                    return true;
                }
            }
            return false;
        }

        /** Negative if the next key is the base's, positive if it is the layer's, 0 if both have it. */
        private int order() {
            if (!baseIsThere) {
                return 1;
            }
            if (!layerIsThere) {
                return -1;
            }
            int order = KeyRange.compare(base.key(), layer.key());
            return descending ? -order : order;
        }

        @Override
        public byte[] key() {
            return key;
        }

        @Override
        public byte[] value() {
            return row;
        }
    }
}
