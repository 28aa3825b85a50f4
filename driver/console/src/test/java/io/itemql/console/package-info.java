/** Tests of the console. */
package io.itemql.console;
