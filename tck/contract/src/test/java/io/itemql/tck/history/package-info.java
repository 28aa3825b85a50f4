/** The judges of histories tried on histories with planted anomalies and on stores with faults. */
package io.itemql.tck.history;
