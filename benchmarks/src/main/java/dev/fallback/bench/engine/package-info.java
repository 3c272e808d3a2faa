/** The engine beside the libraries people guard calls with today, and beside no guard at all. */
@NullMarked
package dev.fallback.bench.engine;

import org.jspecify.annotations.NullMarked;
