/** Tests of the journal. */
package io.itemql.store.mv.journal;
