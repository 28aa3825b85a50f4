package io.itemql.sql.general.translate; final class Aggregations { Aggregations(Translator t) {}
Rows translate(org.apache.calcite.rel.core.Aggregate a, Wish w) { throw new IllegalStateException(); }
Rows setOperation(org.apache.calcite.rel.core.SetOp a, Wish w) { throw new IllegalStateException(); }
}
