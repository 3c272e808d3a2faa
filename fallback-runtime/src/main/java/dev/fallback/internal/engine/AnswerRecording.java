package dev.fallback.internal.engine;

import dev.fallback.codegen.KeyEncoder;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.UnstorableValueException;
import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.RecordingSkipped.Cause;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private final long refreshMicros;
  private final Recorder recorder;
  private final LastWritten lastWritten;
  private final Events events;
  private final AtomicBoolean complained = new AtomicBoolean();

  AnswerRecording(OperationDescriptor<T> operation, OperationSettings settings, EngineParts parts) {
    this.operation = operation;
    this.encoder = new RecordingEncoder<>(operation, settings, parts.random());
    this.refreshMicros = settings.refreshEvery().toNanos() / 1_000;
    this.recorder = parts.recorder();
    this.lastWritten = parts.lastWritten();
    this.events = parts.events();
  }

  /** Wire form of the key; null, told and counted, where there is none. */
  @Nullable ByteBuffer key(KeyEncoder key) {
    try {
      return encoder.key(key);
    } catch (UnstorableValueException e) {
      skipped(Cause.UNSTORABLE);
    } catch (RuntimeException | StackOverflowError e) {
      complain("its key could not be encoded", e);
    }
    return null;
  }

  /** Records a good answer. */
  void record(CallKey key, @Nullable T value, long asOfMicros) {
    ByteBuffer bytes = key.bytes(this::key);
    if (bytes == null) {
      return;
    }
    try {
      offer(encoder.recording(bytes, value, asOfMicros));
    } catch (UnstorableValueException e) {
      skipped(Cause.UNSTORABLE);
    } catch (RuntimeException | StackOverflowError e) {
      complain("its answer could not be encoded", e);
    }
  }

  /** Records that the key has no answer any more. */
  void forget(CallKey key, long asOfMicros) {
    ByteBuffer bytes = key.bytes(this::key);
    if (bytes != null) {
      offer(encoder.absence(bytes, asOfMicros));
    }
  }

  private void offer(Recording recording) {
    long fresh = recording.snapshot().asOfMicros() - refreshMicros;
    if (lastWritten.holds(recording.row(), recording.digest(), fresh)) {
      skipped(Cause.UNCHANGED);
    } else {
      recorder.offer(recording);
    }
  }

  private void complain(String what, Throwable error) {
    skipped(Cause.UNSTORABLE);
    if (complained.compareAndSet(false, true)) {
      LOG.warn(
          "{}.{} is not recorded: {}; further ones are counted, not logged",
          operation.service(),
          operation.name(),
          what,
          error);
    }
  }

  private void skipped(Cause cause) {
    events.tell(
        () -> new FallbackEvent.RecordingSkipped(operation.service(), operation.name(), cause));
  }
}
