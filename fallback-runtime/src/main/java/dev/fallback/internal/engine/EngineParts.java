package dev.fallback.internal.engine;

import dev.fallback.internal.time.Time;

/** What the operations of an application share. */
record EngineParts(
    Time time, Events events, GuardedStore store, Recorder recorder, LastWritten lastWritten) {}
