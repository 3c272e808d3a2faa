/** The machinery of warm-up: limits, lease, checkpoint, the run itself. */
@NullMarked
package dev.fallback.internal.warmup;

import org.jspecify.annotations.NullMarked;
