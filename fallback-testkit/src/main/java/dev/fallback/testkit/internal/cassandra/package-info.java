/** The Cassandra node: its configuration, command line and readiness. */
@NullMarked
package dev.fallback.testkit.internal.cassandra;

import org.jspecify.annotations.NullMarked;
