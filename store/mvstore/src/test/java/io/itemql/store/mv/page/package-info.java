/** Tests of the file of chunks. */
package io.itemql.store.mv.page;
