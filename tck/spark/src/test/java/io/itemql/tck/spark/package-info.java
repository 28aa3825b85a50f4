/** Spark, doing its work through the jar that users take; too heavy for every build. */
package io.itemql.tck.spark;
