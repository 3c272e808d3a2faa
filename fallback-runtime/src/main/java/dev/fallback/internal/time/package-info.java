/** Clocks, timers and threads: the only place the runtime knows them from. */
@NullMarked
package dev.fallback.internal.time;

import org.jspecify.annotations.NullMarked;
