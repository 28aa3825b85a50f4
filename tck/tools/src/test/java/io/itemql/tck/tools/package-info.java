/** Tools that people use, doing their work through the driver, with a record of what each of them called. */
package io.itemql.tck.tools;
