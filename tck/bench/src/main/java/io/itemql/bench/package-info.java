/**
 * Benchmarks. Each class is one question, with ItemQL and its peers as methods of the same run, because only ratios of one
 * run mean anything. {@link io.itemql.bench.Reading} is the item that all of them use.
 */
package io.itemql.bench;
