/**
 * COPY: between tables and files, as CSV, as JSON lines, and in the form in which the DynamoDB service exports tables. A
 * record at a time is in memory on the way out, a batch on the way in. Only files that whoever opened the store has allowed.
 */
package io.itemql.sql.copy;
