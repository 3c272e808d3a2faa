package dev.fallback.internal.engine;

import dev.fallback.codegen.ByteSink;
import dev.fallback.codegen.KeyEncoder;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.UnreadableSnapshotException;
import dev.fallback.codegen.UnstorableValueException;
import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.RecordingSkipped.Cause;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands one operation's answers to the recorder. An answer is encoded here, before its caller gets
 * it, because the caller may change it. Whatever goes wrong is told and never reaches the caller.
 * Thread-safe.
 */
final class AnswerRecording<T> {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerRecording.class);

  private final OperationDescriptor<T> operation;
  private final RecordingEncoder<T> encoder;
  private final SnapshotReader<T> snapshots;
  private final RecordingGate<T> gate;
  private final DistrustedTimes distrusted;
  private final Comparisons comparisons;
  private final long refreshMicros;
  private final ClockWatch clocks;
  private final Recorder recorder;
  private final LastWritten lastWritten;
  private final Events events;
  private final Executor completions;
  private final AtomicBoolean complained = new AtomicBoolean();

  AnswerRecording(
      OperationDescriptor<T> operation,
      OperationSettings settings,
      RecordingGate<T> gate,
      DistrustedTimes distrusted,
      EngineParts parts) {
    this.operation = operation;
    this.encoder = new RecordingEncoder<>(operation, settings, parts.random(), parts.store());
    this.snapshots = new SnapshotReader<>(operation, parts);
    this.gate = gate;
    this.distrusted = distrusted;
    this.comparisons = parts.comparisons();
    this.refreshMicros = settings.refreshWithin().toNanos() / 1_000;
    this.clocks = parts.clocks();
    this.recorder = parts.recorder();
    this.lastWritten = parts.lastWritten();
    this.events = parts.events();
    this.completions = parts.completions();
  }

  /** The row of a key; null, told and counted, where it has none. */
  @Nullable Row row(KeyEncoder key) {
    try {
      return encoder.row(key);
    } catch (UnstorableValueException e) {
      skipped(null, Cause.UNSTORABLE);
    } catch (Throwable e) {
      complain(null, "its key could not be encoded", e);
    }
    return null;
  }

  /** The key as the previous version wrote it; null, told once, where that cannot be said. */
  @Nullable ByteBuffer previousKey(KeyEncoder key) {
    try {
      return encoder.previousKey(key);
    } catch (Throwable e) {
      if (complained.compareAndSet(false, true)) {
        LOG.warn(
            "{}.{}: the previous version's key could not be made; further failures are not logged",
            operation.service(),
            operation.name(),
            e);
      }
      return null;
    }
  }

  /** Records a good answer. */
  void record(CallKey key, @Nullable T value, long asOfMicros) {
    Row row = key.row();
    if (row == null) {
      unstorableKey(key);
      return;
    }
    try {
      offer(row, key.listener(), encoder.answer(value), asOfMicros, gate.isShut());
    } catch (UnstorableValueException e) {
      skipped(key.listener(), Cause.UNSTORABLE);
    } catch (Throwable e) {
      complain(key.listener(), "its answer could not be encoded", e);
    }
  }

  /** Records that the key has no answer any more. */
  void forget(CallKey key, long asOfMicros) {
    Row row = key.row();
    if (row == null) {
      unstorableKey(key);
      return;
    }
    try {
      offer(row, key.listener(), encoder.absence(), asOfMicros, false);
    } catch (Throwable e) {
      complain(key.listener(), "its absence could not be encoded", e);
    }
  }

  /** Nothing is copied out of the scratch where the answer is the one that is stored already. */
  private void offer(
      Row row,
      @Nullable Consumer<? super FallbackEvent> follower,
      ByteSink encoded,
      long asOfMicros,
      boolean compare) {
    long digest = encoded.digest();
    boolean followed = follower != null; // who follows is told what became of the answer itself
    if (lastWritten.holds(row, digest, freshSince(asOfMicros), followed)) {
      skipped(follower, Cause.UNCHANGED);
      return;
    }
    Cause against = clocks.against(asOfMicros);
    if (against != null) {
      skipped(follower, against);
    } else {
      Recording recording =
          encoder.recording(row, encoded, digest, asOfMicros).followedBy(follower);
      if (compare) {
        compareWithStored(recording);
      } else {
        recorder.offer(recording);
      }
    }
  }

  /** What was written in a time that is distrusted by now must be written again. */
  private long freshSince(long asOfMicros) {
    return Math.max(asOfMicros - refreshMicros, distrusted.trustedSince(asOfMicros));
  }

  /** In the background. Where the store cannot be read, the good snapshot there is not risked. */
  private void compareWithStored(Recording recording) {
    if (!comparisons.begin()) {
      skipped(recording.listener(), Cause.QUEUE_FULL);
      return;
    }
    snapshots
        .readStored(recording.row(), null, completions)
        .whenComplete(
            (stored, error) -> {
              if (error == null) {
                comparisons.judge(() -> judge(stored, recording));
              } else if (Failures.unwrapped(error) instanceof UnreadableSnapshotException) {
                comparisons.judge(() -> judge(Optional.empty(), recording)); // no use to anybody
              } else {
                comparisons.judge(() -> skipped(recording.listener(), Cause.STORE_FAILED));
              }
            });
  }

  private void judge(Optional<Snapshot<T>> stored, Recording recording) {
    if (refused(stored, recording)) {
      skipped(recording.listener(), Cause.REFUSED_BY_GUARD);
    } else {
      recorder.offer(recording);
    }
  }

  /** A stored answer that is distrusted is none that could be better than the new one. */
  private boolean refused(Optional<Snapshot<T>> stored, Recording recording) {
    try {
      return stored.isPresent()
          && !distrusted.covers(stored.get().asOfMicros())
          && !gate.accepts(
              stored.get().value(),
              snapshots.decoded(recording.snapshot()).map(Snapshot::value).orElse(null));
    } catch (Throwable e) {
      warnOnce("its guard failed", e);
      return true;
    }
  }

  /** Counted when the key was encoded; who follows this call is told for this call. */
  private void unstorableKey(CallKey key) {
    Consumer<? super FallbackEvent> follower = key.listener();
    if (follower != null) {
      events.tellOnly(follower, skip(Cause.UNSTORABLE));
    }
  }

  private void complain(
      @Nullable Consumer<? super FallbackEvent> follower, String what, Throwable error) {
    skipped(follower, Cause.UNSTORABLE);
    warnOnce(what, error);
  }

  private void warnOnce(String what, Throwable error) {
    if (complained.compareAndSet(false, true)) {
      LOG.warn(
          "{}.{} is not recorded: {}; further ones are counted, not logged",
          operation.service(),
          operation.name(),
          what,
          error);
    }
  }

  private void skipped(@Nullable Consumer<? super FallbackEvent> follower, Cause cause) {
    events.tell(follower, () -> skip(cause));
  }

  private FallbackEvent skip(Cause cause) {
    return new FallbackEvent.RecordingSkipped(operation.service(), operation.name(), cause);
  }
}
