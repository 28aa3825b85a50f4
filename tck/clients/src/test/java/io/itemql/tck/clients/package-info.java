/** Clients that are too heavy for every build, doing their work through the jar that users take. */
package io.itemql.tck.clients;
