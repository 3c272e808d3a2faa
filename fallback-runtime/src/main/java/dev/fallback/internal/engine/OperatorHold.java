package dev.fallback.internal.engine;

import dev.fallback.Hold;

/** A hold in force, and when it ends on the monotonic clock. */
record OperatorHold(Hold hold, long untilNanos) {}
