package dev.fallback.internal.engine;

import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.RecordingSkipped;
import dev.fallback.event.FallbackEvent.RecordingSkipped.Cause;
import dev.fallback.spi.StoredSnapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The recorder before a scripted store: one write in flight, room for three recordings and 100
 * bytes, two reads.
 */
abstract class RecorderBench {
  static final StoreLimits LIMITS =
      new StoreLimits(
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          2,
          1,
          Duration.ZERO,
          3,
          100,
          Duration.ofMillis(20));

  final ManualTime time = new ManualTime();
  final ScriptedStore store = new ScriptedStore();
  final List<FallbackEvent> events = Collections.synchronizedList(new ArrayList<>());
  final GuardedStore guarded =
      new GuardedStore(
          store,
          LIMITS,
          Bench.settings(),
          time,
          () -> 0.5,
          new Events(List.of(), Runnable::run),
          new Handoff(Runnable::run));
  final LastWritten lastWritten = new LastWritten();
  final Recorder recorder = recorder(LIMITS, Runnable::run);

  Recorder recorder(StoreLimits limits, Executor workers) {
    return new Recorder(
        guarded,
        limits,
        lastWritten,
        time,
        new Events(List.of(events::add), Runnable::run),
        workers);
  }

  CompletableFuture<?> read() {
    return guarded.read(Bench.NUMBER.table(), key(1), Runnable::run);
  }

  static ByteBuffer key(int number) {
    return ByteBuffer.allocate(4).putInt(number).flip();
  }

  /** Of so many bytes, 4 of them the key's. */
  static Recording recording(int key, int bytes, long asOfMicros) {
    return new Recording(
        "service",
        "operation",
        Bench.NUMBER.table(),
        new Row(Bench.NUMBER.table().name(), key(key).array()),
        new StoredSnapshot(ByteBuffer.allocate(bytes - 4), asOfMicros),
        60,
        asOfMicros);
  }

  List<Cause> causes() {
    return events.stream()
        .filter(RecordingSkipped.class::isInstance)
        .map(event -> ((RecordingSkipped) event).cause())
        .toList();
  }
}
