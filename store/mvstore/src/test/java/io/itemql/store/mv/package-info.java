/** Tests of the embedded store: what it keeps through crashes, power losses and damage. */
package io.itemql.store.mv;
