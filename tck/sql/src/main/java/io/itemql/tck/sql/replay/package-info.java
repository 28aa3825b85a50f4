/**
 * Replays recorded answers of the service's statements: a corpus names requests and answers, an engine of ours gets the
 * requests, and what it answers is compared ({@link io.itemql.tck.sql.replay.Replay}).
 */
package io.itemql.tck.sql.replay;
