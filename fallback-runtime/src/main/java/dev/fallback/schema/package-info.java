/** Types and tables in Cassandra: planned, verified, migrated. */
@NullMarked
package dev.fallback.schema;

import org.jspecify.annotations.NullMarked;
