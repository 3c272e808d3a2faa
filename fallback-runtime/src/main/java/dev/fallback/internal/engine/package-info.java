/** The engine: one call from its key to its answer. Knows no driver. */
@NullMarked
package dev.fallback.internal.engine;

import org.jspecify.annotations.NullMarked;
