/** Metrics by Micrometer, an optional dependency: a listener of events, nothing more. */
@NullMarked
package dev.fallback.metrics;

import org.jspecify.annotations.NullMarked;
