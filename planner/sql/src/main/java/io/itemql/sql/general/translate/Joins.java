package io.itemql.sql.general.translate; final class Joins { Joins(Translator t) {}
Rows join(org.apache.calcite.rel.core.Join j, Wish w) { throw new IllegalStateException(); }
Rows correlate(org.apache.calcite.rel.core.Correlate j, Wish w) { throw new IllegalStateException(); }
Rows uncollect(org.apache.calcite.rel.core.Uncollect u, Wish w) { throw new IllegalStateException(); }
}
