/** Tests of how definitions of tables are written down. */
package io.itemql.store.mv.table;
