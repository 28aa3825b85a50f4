/** The queries of TPC-H beside H2: the same rows, the same texts, one JVM. */
package io.itemql.bench.tpch;
