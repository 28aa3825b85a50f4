/** A store of maps: small enough to be believed, for tests of the planner alone. */
package io.itemql.sql.fake;
