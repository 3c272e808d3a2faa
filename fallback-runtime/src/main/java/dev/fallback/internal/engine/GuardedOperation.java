package dev.fallback.internal.engine;

import dev.fallback.Answer;
import dev.fallback.codegen.KeyEncoder;
import dev.fallback.codegen.Operation;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.codegen.UnstorableValueException;
import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.RecordingSkipped.Cause;
import dev.fallback.internal.time.Time;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all calls of one operation share. Thread-safe. */
final class GuardedOperation<T> implements Operation<T> {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedOperation.class);

  final OperationDescriptor<T> descriptor;
  final OperationSettings settings;
  final ServiceGuard guard;
  final SnapshotReader<T> snapshots;
  final Failures failures;
  final Time time;
  final Events events;
  final long slowNanos;

  private final RecordingEncoder<T> encoder;
  private final Recorder recorder;
  private final LastWritten lastWritten;
  private final AtomicBoolean complained = new AtomicBoolean();

  GuardedOperation(
      OperationDescriptor<T> descriptor,
      OperationSettings settings,
      double slowCallShare,
      ServiceGuard guard,
      EngineParts parts) {
    this.descriptor = descriptor;
    this.settings = settings;
    this.guard = guard;
    this.time = parts.time();
    this.events = parts.events();
    this.snapshots = new SnapshotReader<>(descriptor, parts.store(), parts.events());
    this.failures = new Failures(descriptor.businessErrors());
    this.slowNanos = (long) (settings.timeout().toNanos() * slowCallShare);
    this.encoder = new RecordingEncoder<>(descriptor, settings);
    this.recorder = parts.recorder();
    this.lastWritten = parts.lastWritten();
  }

  @Override
  @SuppressWarnings("NullAway") // a backend may answer null, and then so do we
  public CompletableFuture<T> call(
      KeyEncoder key, Supplier<? extends CompletionStage<? extends T>> backend) {
    return begun(new Call<>(this, key, backend, Answer::value));
  }

  @Override
  public CompletableFuture<Answer<T>> answer(
      KeyEncoder key, Supplier<? extends CompletionStage<? extends T>> backend) {
    return begun(new Call<>(this, key, backend, Function.identity()));
  }

  private static <R> CompletableFuture<R> begun(Call<?, R> call) {
    call.begin();
    return call;
  }

  /** Wire form of the key; null, told and counted, where there is none. */
  @Nullable ByteBuffer keyBytes(KeyEncoder key) {
    try {
      return encoder.key(key);
    } catch (UnstorableValueException e) {
      skipped(Cause.UNSTORABLE);
    } catch (RuntimeException | StackOverflowError e) {
      complain("its key could not be encoded", e);
      skipped(Cause.UNSTORABLE);
    }
    return null;
  }

  /**
   * Hands a good answer to the recorder, encoded: the caller may change it afterwards. Whatever
   * goes wrong is told and never reaches the caller.
   */
  void record(KeyEncoder key, @Nullable T value, long asOfMicros) {
    ByteBuffer bytes = keyBytes(key);
    if (bytes == null) {
      return;
    }
    try {
      Recording recording = encoder.recording(bytes, value, asOfMicros);
      long freshMicros = asOfMicros - settings.refreshEvery().toNanos() / 1_000;
      if (lastWritten.holds(recording.row(), recording.digest(), freshMicros)) {
        skipped(Cause.UNCHANGED);
      } else {
        recorder.offer(recording);
      }
    } catch (UnstorableValueException e) {
      skipped(Cause.UNSTORABLE);
    } catch (RuntimeException | StackOverflowError e) {
      complain("its answer could not be encoded", e);
      skipped(Cause.UNSTORABLE);
    }
  }

  private void skipped(Cause cause) {
    events.tell(
        () -> new FallbackEvent.RecordingSkipped(descriptor.service(), descriptor.name(), cause));
  }

  private void complain(String what, Throwable error) {
    if (complained.compareAndSet(false, true)) {
      LOG.warn(
          "{}.{} is not recorded: {}; further ones are counted, not logged",
          descriptor.service(),
          descriptor.name(),
          what,
          error);
    }
  }
}
