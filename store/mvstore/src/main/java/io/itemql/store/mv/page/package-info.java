/**
 * MVStore as the engine uses it: {@link io.itemql.store.mv.page.PageStore} opens it, in memory or on a file of ours,
 * and takes every decision about commits, forces and the reuse of space away from it.
 *
 * <p>Why it must: {@code docs/decisions/0002-checkpoint.md}.
 */
package io.itemql.store.mv.page;
