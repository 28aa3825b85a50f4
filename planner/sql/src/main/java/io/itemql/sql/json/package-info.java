/** JSON as the DynamoDB service writes values, with their types. */
package io.itemql.sql.json;
