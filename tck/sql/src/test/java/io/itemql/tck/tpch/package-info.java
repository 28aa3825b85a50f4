/** The queries of TPC-H with the results that Trino ships for them. */
package io.itemql.tck.tpch;
