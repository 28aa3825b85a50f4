/** Property tests of the key bytes. */
package io.itemql.store.mv.key;
