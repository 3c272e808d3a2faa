package dev.fallback.internal.engine;

import dev.fallback.Answer;
import dev.fallback.BackendUnavailableException;
import dev.fallback.CallScope;
import dev.fallback.Reason;
import dev.fallback.State;
import dev.fallback.codegen.KeyEncoder;
import dev.fallback.codegen.Operation;
import dev.fallback.codegen.OperationDescriptor;
import dev.fallback.event.FallbackEvent.SnapshotRefused;
import dev.fallback.internal.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all calls of one operation share. Thread-safe. */
final class GuardedOperation<T> implements Operation<T> {
  /** Snapshots this much ahead of our clock are taken for another node's clock. */
  private static final long TOLERATED_SKEW_MICROS = 1_000_000;

  final OperationDescriptor<T> descriptor;
  final OperationSettings settings;
  final OperationGuard guard;
  final SnapshotReader<T> snapshots;
  final AnswerRecording<T> recording;
  final BackendCalls<T> backendCalls;
  final Failures failures;
  final DistrustedTimes distrusted;
  final Time time;
  final ClockWatch clocks;
  final Events events;
  final Handoff completions;
  final long timeoutNanos;
  final long slowNanos;

  GuardedOperation(
      OperationDescriptor<T> descriptor,
      OperationSettings settings,
      double slowCallShare,
      Failures failures,
      OperationGuard guard,
      DistrustedTimes distrusted,
      RecordingGate<T> gate,
      EngineParts parts) {
    this.descriptor = descriptor;
    this.settings = settings;
    this.failures = failures;
    this.guard = guard;
    this.distrusted = distrusted;
    this.time = parts.time();
    this.clocks = parts.clocks();
    this.events = parts.events();
    this.completions = parts.completions();
    this.timeoutNanos = settings.timeout().toNanos();
    this.slowNanos = (long) (timeoutNanos * slowCallShare);
    this.snapshots = new SnapshotReader<>(descriptor, parts);
    this.recording = new AnswerRecording<>(descriptor, settings, gate, distrusted, parts);
    this.backendCalls = new BackendCalls<>(this, parts.random());
  }

  @Override
  public CompletableFuture<T> call(
      KeyEncoder key, Supplier<? extends CompletionStage<? extends T>> backend) {
    return begun(new Call<>(this, key, backend, AnswerShape.value()));
  }

  @Override
  public CompletableFuture<Answer<T>> answer(
      KeyEncoder key, Supplier<? extends CompletionStage<? extends T>> backend) {
    return begun(new Call<>(this, key, backend, AnswerShape.answer()));
  }

  /** The operation's timeout, or its share of what is left of the request's time; 0 for nothing. */
  long timeoutNanos(@Nullable CallScope scope) {
    long left = scope == null ? Long.MAX_VALUE : scope.leftNanos(time.micros());
    if (left == Long.MAX_VALUE) {
      return timeoutNanos;
    }
    double share = left * settings.deadlineShare();
    return left == 0 ? 0 : Math.min(timeoutNanos, Math.max(1, (long) share));
  }

  /** Whether a snapshot may be served: its age, the operator's distrust, the caller's demands. */
  boolean usable(Optional<Snapshot<T>> found, Duration maxAge, @Nullable CallScope scope) {
    return found.isPresent() && against(found.get(), maxAge, scope) == null;
  }

  /** What speaks against serving a snapshot; null where nothing does. */
  SnapshotRefused.@Nullable Objection against(
      Snapshot<T> snapshot, Duration maxAge, @Nullable CallScope scope) {
    long ageMicros = clocks.ageMicros(snapshot.asOfMicros());
    if (ageMicros < -TOLERATED_SKEW_MICROS) {
      return SnapshotRefused.Objection.FROM_THE_FUTURE;
    }
    if (ageMicros > maxAge.toNanos() / 1_000) {
      return SnapshotRefused.Objection.TOO_OLD;
    }
    if (distrusted.covers(snapshot.asOfMicros())) {
      return SnapshotRefused.Objection.DISTRUSTED;
    }
    boolean newEnough =
        scope == null
            || scope.notOlderThan().isEmpty()
            || !snapshot.asOf().isBefore(scope.notOlderThan().get());
    return newEnough ? null : SnapshotRefused.Objection.OLDER_THAN_DEMANDED;
  }

  /** Tells why a call fails that has a snapshot. */
  void refused(Snapshot<T> snapshot, @Nullable CallScope scope) {
    SnapshotRefused.Objection cause = against(snapshot, settings.maxAge(), scope);
    if (cause != null) {
      events.tell(() -> new SnapshotRefused(descriptor.service(), descriptor.name(), cause));
    }
  }

  /** The error of a call that asked nobody and found nothing usable. */
  BackendUnavailableException unavailable(Optional<Snapshot<T>> found, Reason reason, State state) {
    return new BackendUnavailableException(
        "%s: the backend is left alone (%s) and the store has no snapshot of this key%s"
            .formatted(
                name(),
                reason == Reason.BACKEND_BUSY ? "it has enough to do" : state,
                found.isPresent() ? " that is young enough and trusted" : ""),
        guard.retryAfter());
  }

  String name() {
    return descriptor.qualifiedName();
  }

  private static <R> CompletableFuture<R> begun(Call<?, R> call) {
    call.begin();
    return call;
  }
}
