/**
 * What tools are told of views: their columns, which of them are the key of the item that a row shows, and for the view of
 * a list the table or view that it hangs on.
 */
package io.itemql.sql.view;
