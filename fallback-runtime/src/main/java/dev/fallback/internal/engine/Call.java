package dev.fallback.internal.engine;

import dev.fallback.Answer;
import dev.fallback.BackendTimeoutException;
import dev.fallback.BackendUnavailableException;
import dev.fallback.Reason;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.codegen.KeyEncoder;
import dev.fallback.event.FallbackEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its key to its answer.
 *
 * <p>Two races are decided here, each by one compare-and-set. <em>How the asking of the backend
 * ended</em> ({@link #backendOver}): by its answer, its error, the hard timeout or the caller's
 * cancelling; the winner alone ends the permit. <em>What the caller gets</em>: the future itself,
 * which completes once; the winner alone tells the event. They are separate because after a soft
 * timeout the caller has a snapshot while the backend is still being asked.
 *
 * <p>The state is read once, at the beginning, and governs the call to its end.
 *
 * @param <T> type of the operation's answer
 * @param <R> what the caller wants of it: the value, or the answer with its provenance
 */
final class Call<T, R> extends CompletableFuture<R> {
  /** Snapshots this much ahead of our clock are taken for another node's clock. */
  private static final long TOLERATED_SKEW_MICROS = 1_000_000;

  private final GuardedOperation<T> operation;
  private final KeyEncoder key;
  private final Supplier<? extends CompletionStage<? extends T>> backend;
  private final Function<? super Answer<T>, ? extends R> shape;
  private final AtomicBoolean backendOver = new AtomicBoolean();

  private State state = State.CLOSED;
  private long startNanos;
  private long asOfMicros;
  private @Nullable Permit permit;
  private @Nullable Snapshot<T> known;
  private volatile @Nullable CompletionStage<? extends T> asked;
  private volatile @Nullable Runnable stopHardTimer;
  private volatile @Nullable Runnable stopSoftTimer;

  Call(
      GuardedOperation<T> operation,
      KeyEncoder key,
      Supplier<? extends CompletionStage<? extends T>> backend,
      Function<? super Answer<T>, ? extends R> shape) {
    this.operation = operation;
    this.key = key;
    this.backend = backend;
    this.shape = shape;
  }

  void begin() {
    startNanos = operation.time.nanos();
    asOfMicros = operation.time.micros();
    State held = operation.guard.held(startNanos);
    if (held == null) {
      permit = acquire();
      if (permit == null) {
        state = State.OPEN;
        readInstead(Reason.BREAKER_OPEN, null);
      } else {
        state = permit.leaseId() == 0 ? State.CLOSED : State.HALF_OPEN;
        ask();
      }
      return;
    }
    state = held;
    switch (held) {
      case REVERSED -> readFirst();
      case ISOLATED -> readInstead(Reason.OPERATOR, null);
      default -> ask();
    }
  }

  /** The caller wants no answer any more: everything the call held is let go of. */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      if (backendOver.compareAndSet(false, true)) {
        stopTimers();
        release();
        giveUpBackend();
      }
      operation.events.tell(
          () -> new FallbackEvent.CallCancelled(service(), operation.descriptor.name(), state));
    }
    return cancelled;
  }

  // Asking the backend

  private @Nullable Permit acquire() {
    return operation.guard.breaker().acquire(startNanos, operation.settings.timeout().toNanos());
  }

  private void ask() {
    CompletionStage<? extends T> stage;
    try {
      stage =
          Objects.requireNonNull(
              backend.get(), "the backend returned null where it must return a stage");
    } catch (Throwable thrown) { // a stage that failed before it was made
      backendEnded(null, thrown);
      return;
    }
    if (stage instanceof CompletableFuture<? extends T> done
        && done.isDone()
        && !done.isCompletedExceptionally()) {
      backendEnded(done.join(), null);
      return;
    }
    asked = stage;
    stopHardTimer = operation.time.after(operation.settings.timeout().toNanos(), this::timedOut);
    operation
        .settings
        .soft()
        .ifPresent(
            soft ->
                stopSoftTimer =
                    operation.time.after(soft.timeout().toNanos(), () -> waitedLong(soft)));
    stage.whenComplete(this::backendEnded);
  }

  private void backendEnded(@Nullable T value, @Nullable Throwable error) {
    if (!backendOver.compareAndSet(false, true)) {
      return;
    }
    stopTimers();
    long duration = operation.time.nanos() - startNanos;
    if (error == null) {
      succeed(duration);
      if (state != State.BYPASS) {
        operation.record(key, value, asOfMicros);
      }
      answer(new Snapshot<>(value, asOfMicros), Source.BACKEND, Reason.BACKEND_ANSWERED);
      return;
    }
    Throwable cause = Failures.unwrapped(error);
    switch (operation.failures.kindOf(cause)) {
      case BUSINESS -> {
        succeed(duration);
        if (completeExceptionally(cause)) {
          operation.events.tell(
              () ->
                  new FallbackEvent.BusinessErrorPassed(
                      service(), operation.descriptor.name(), state, cause));
        }
      }
      case BUG -> {
        release();
        fail(Reason.BACKEND_FAILED, cause);
      }
      case FAILURE -> {
        failPermit(duration);
        backendFailed(Reason.BACKEND_FAILED, cause);
      }
    }
  }

  private void timedOut() {
    if (backendOver.compareAndSet(false, true)) {
      stopTimers();
      failPermit(operation.time.nanos() - startNanos);
      giveUpBackend();
      backendFailed(
          Reason.BACKEND_TIMED_OUT,
          new BackendTimeoutException(name(), operation.settings.timeout()));
    }
  }

  private void backendFailed(Reason reason, Throwable error) {
    if (isDone()) {
      return;
    }
    switch (state) {
      case CLOSED, HALF_OPEN -> readInstead(reason, error);
      case REVERSED -> answerOrFail(Optional.ofNullable(known), null, reason, error);
      default -> fail(reason, error);
    }
  }

  private void giveUpBackend() {
    CompletionStage<? extends T> stage = asked;
    if (stage instanceof CompletableFuture<? extends T> future) {
      future.cancel(true);
    }
  }

  // Reading the store

  /** Instead of the backend, or after it failed. */
  private void readInstead(Reason reason, @Nullable Throwable backendError) {
    read((found, storeError) -> answerOrFail(found, storeError, reason, backendError));
  }

  /** Before the backend. */
  private void readFirst() {
    read(
        (found, storeError) -> {
          known = found.orElse(null);
          if (usable(found, operation.settings.freshFor())) {
            answer(found.orElseThrow(), Source.STORE, Reason.OPERATOR);
          } else if (!isDone()) {
            startNanos = operation.time.nanos();
            asOfMicros = operation.time.micros();
            permit = acquire();
            if (permit == null) {
              answerOrFail(found, storeError, Reason.BREAKER_OPEN, null);
            } else {
              ask();
            }
          }
        });
  }

  /** Beside the backend, which goes on being asked. */
  private void waitedLong(OperationSettings.Soft soft) {
    read(
        (found, storeError) -> {
          if (usable(found, soft.maxAge())) {
            answer(found.orElseThrow(), Source.STORE, Reason.BACKEND_SLOW);
          }
        });
  }

  private void read(StoreResult<T> then) {
    ByteBuffer bytes = operation.keyBytes(key);
    if (bytes == null) {
      then.accept(Optional.empty(), null);
      return;
    }
    operation
        .snapshots
        .read(bytes)
        .whenComplete(
            (found, error) -> {
              if (error == null) {
                then.accept(found, null);
              } else {
                then.accept(Optional.empty(), Failures.unwrapped(error));
              }
            });
  }

  private interface StoreResult<T> {
    void accept(Optional<Snapshot<T>> found, @Nullable Throwable storeError);
  }

  private boolean usable(Optional<Snapshot<T>> found, Duration maxAge) {
    if (found.isEmpty()) {
      return false;
    }
    long ageMicros = operation.time.micros() - found.get().asOfMicros();
    return ageMicros >= -TOLERATED_SKEW_MICROS && ageMicros <= maxAge.toNanos() / 1_000;
  }

  // Telling the caller

  private void answerOrFail(
      Optional<Snapshot<T>> found,
      @Nullable Throwable storeError,
      Reason reason,
      @Nullable Throwable backendError) {
    if (usable(found, operation.settings.maxAge())) {
      answer(found.orElseThrow(), Source.STORE, reason);
      return;
    }
    Throwable error = backendError == null ? unavailable(found) : backendError;
    if (storeError != null && storeError != error && error.getSuppressed().length == 0) {
      error.addSuppressed(storeError); // once: the backend may throw the same instance for ever
    }
    fail(reason, error);
  }

  private Throwable unavailable(Optional<Snapshot<T>> found) {
    return new BackendUnavailableException(
        "%s: the backend is left alone (%s) and the store has no snapshot%s"
            .formatted(
                name(),
                state,
                found.isPresent() ? " within " + operation.settings.maxAge() : " of this key"),
        operation.guard.retryAfter());
  }

  private void answer(Snapshot<T> snapshot, Source source, Reason reason) {
    long ageMicros =
        source == Source.BACKEND ? 0 : Math.max(0, operation.time.micros() - snapshot.asOfMicros());
    Duration age = ageMicros == 0 ? Duration.ZERO : Duration.of(ageMicros, ChronoUnit.MICROS);
    Answer<T> answer =
        new Answer<>(snapshot.value(), source, instant(snapshot.asOfMicros()), age, state, reason);
    if (complete(shape.apply(answer))) {
      operation.events.tell(
          () ->
              new FallbackEvent.CallAnswered(
                  service(), operation.descriptor.name(), state, source, reason, age));
    }
  }

  private void fail(Reason reason, Throwable error) {
    if (completeExceptionally(error)) {
      operation.events.tell(
          () ->
              new FallbackEvent.CallFailed(
                  service(), operation.descriptor.name(), state, reason, error));
    }
  }

  // Ending the permit

  private void succeed(long duration) {
    if (permit != null) {
      operation.guard.breaker().succeeded(permit, duration, duration >= operation.slowNanos);
    }
  }

  private void failPermit(long duration) {
    if (permit != null) {
      operation.guard.breaker().failed(permit, duration, duration >= operation.slowNanos);
    }
  }

  private void release() {
    if (permit != null) {
      operation.guard.breaker().released(permit);
    }
  }

  private void stopTimers() {
    stop(stopHardTimer);
    stop(stopSoftTimer);
  }

  private static void stop(@Nullable Runnable timer) {
    if (timer != null) {
      timer.run();
    }
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
  }

  private String service() {
    return operation.descriptor.service();
  }

  private String name() {
    return operation.descriptor.service() + "." + operation.descriptor.name();
  }
}
