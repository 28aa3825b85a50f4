/** The samples as a user runs them. */
package io.itemql.samples;
