/**
 * What plans know about values beyond their storage: dates, times, timestamps and intervals, which no attribute holds;
 * comparison in three-valued logic; a total order for sorting; text and JSON forms; conversions of CAST.
 */
package io.itemql.plan.value;
