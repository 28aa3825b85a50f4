/**
 * The SQL prompt: {@link io.itemql.console.Console} is what {@code java -jar itemql-jdbc.jar} starts. It uses the
 * driver through {@code java.sql}, as any other program would, and nothing of it is loaded when the jar is used as a
 * driver.
 */
package io.itemql.console;
