/** The frame that all benchmarks share; each suite has a package of its own below it. */
@NullMarked
package dev.fallback.bench;

import org.jspecify.annotations.NullMarked;
