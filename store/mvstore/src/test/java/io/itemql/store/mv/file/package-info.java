/** Files in memory that fail when told to. */
package io.itemql.store.mv.file;
