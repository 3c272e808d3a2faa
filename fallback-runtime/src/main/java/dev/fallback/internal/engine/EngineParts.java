package dev.fallback.internal.engine;

import dev.fallback.internal.time.Time;
import java.util.function.DoubleSupplier;

/** What the operations of an application share. */
record EngineParts(
    Time time,
    DoubleSupplier random,
    Events events,
    GuardedStore store,
    ClockWatch clocks,
    Recorder recorder,
    LastWritten lastWritten) {}
