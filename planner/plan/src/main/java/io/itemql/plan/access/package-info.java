/**
 * The leaves of every plan: how a statement reaches items. Key-condition analysis splits a predicate into what a key
 * access does, what is pushed into the store as a filter, and what remains for an operator above; the split is always
 * returned whole, so nothing is lost between the parts.
 */
package io.itemql.plan.access;
