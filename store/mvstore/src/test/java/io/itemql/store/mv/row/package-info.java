/** Tests of rows, of filters on them and of their counts, and the measurement behind their layout. */
package io.itemql.store.mv.row;
