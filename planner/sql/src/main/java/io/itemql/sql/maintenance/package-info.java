/**
 * Statements about the store as a whole: CHECK, BACKUP, RESTORE. The engine does the work; here they become plans that
 * give its rows.
 */
package io.itemql.sql.maintenance;
