/** SQLite's sqllogictest, which several databases have agreed on: its scripts, read and judged here. */
package io.itemql.tck.sqllogic;
