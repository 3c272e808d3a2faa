package dev.fallback.internal.engine;

import dev.fallback.internal.time.Time;
import java.util.function.DoubleSupplier;

/**
 * What the operations of an application share.
 *
 * @param completions runs what goes on after the store or a timer: users' code among it
 */
record EngineParts(
    Time time,
    DoubleSupplier random,
    Events events,
    Handoff completions,
    GuardedStore store,
    ClockWatch clocks,
    Recorder recorder,
    Comparisons comparisons,
    LastWritten lastWritten) {}
