/** The store in Cassandra. Knows no breaker. */
@NullMarked
package dev.fallback.internal.cassandra;

import org.jspecify.annotations.NullMarked;
