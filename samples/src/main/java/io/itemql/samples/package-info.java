/**
 * Programs on ItemQL as a user would write them: {@code java.sql} and nothing of ItemQL's own. Start with
 * {@link io.itemql.samples.MainJob}.
 */
package io.itemql.samples;
