package io.itemql.sql.general.translate; final class Windows { Windows(Translator t) {}
Rows translate(org.apache.calcite.rel.core.Project p, Wish w) { throw new IllegalStateException(); }
}
