/**
 * Histories of concurrent transactions and their judges, which share no code with an engine.
 *
 * <p>A workload ({@link io.itemql.tck.history.ListAppendWorkload}, {@link io.itemql.tck.history.BankWorkload},
 * {@link io.itemql.tck.history.CounterWorkload}) lets several threads use a store through a small interface and writes
 * down what each transaction was told, in a {@link io.itemql.tck.history.HistoryLog} that survives the death of the
 * process. A judge ({@link io.itemql.tck.history.ListAppendCheck}, {@link io.itemql.tck.history.BankCheck},
 * {@link io.itemql.tck.history.CounterCheck}) reads it afterwards and names every
 * {@link io.itemql.tck.history.Anomaly}.
 *
 * <p>Lists that are only appended to, each value once, say more than plain values do: whoever reads one learns the
 * order of all writes before. So the dependencies between transactions are known rather than guessed, and an isolation
 * level is the absence of certain cycles among them.
 */
package io.itemql.tck.history;
