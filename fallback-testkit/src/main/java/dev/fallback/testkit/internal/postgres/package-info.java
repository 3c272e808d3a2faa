/** The Postgres server: its programs, command line and readiness. */
@NullMarked
package dev.fallback.testkit.internal.postgres;

import org.jspecify.annotations.NullMarked;
