/** Tests of the jar itself: that it stands alone. */
package io.itemql.bundle;
