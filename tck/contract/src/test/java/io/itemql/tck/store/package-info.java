/** The contract tried on a store that meets it and on stores that do not. */
package io.itemql.tck.store;
