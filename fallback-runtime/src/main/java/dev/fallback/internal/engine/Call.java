package dev.fallback.internal.engine;

import dev.fallback.CallScope;
import dev.fallback.FailureClass;
import dev.fallback.Reason;
import dev.fallback.Source;
import dev.fallback.State;
import dev.fallback.codegen.KeyEncoder;
import dev.fallback.codegen.UnreadableSnapshotException;
import dev.fallback.event.FallbackEvent;
import dev.fallback.internal.time.Micros;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call, from its key to its answer. It is itself the future that the caller gets, so it
 * completes once, and whoever completes it tells the event.
 *
 * <p>The state is read once, at the beginning, and governs the call to its end. What is asked of
 * the backend is a {@link BackendCall}, which may outlive the caller's interest: after a soft
 * timeout it goes on, and its late answer is still recorded.
 *
 * @param <T> type of the operation's answer
 * @param <R> what the caller wants of it: the value, or the answer with its provenance
 */
final class Call<T, R> extends CallersFuture<R> implements BackendCall.Listener<T> {
  private final GuardedOperation<T> operation;
  private final CallKey key;
  private final Supplier<? extends CompletionStage<? extends T>> backend;
  private final AnswerShape<T, R> shape;
  private final @Nullable CallScope scope;

  private State state = State.CLOSED;
  private Optional<Snapshot<T>> readFirst = Optional.empty();
  private @Nullable Throwable readFirstError;
  private volatile @Nullable Runnable letGo;
  private volatile @Nullable Runnable stopSoftTimer;
  private volatile boolean cancelled;

  Call(
      GuardedOperation<T> operation,
      KeyEncoder key,
      Supplier<? extends CompletionStage<? extends T>> backend,
      AnswerShape<T, R> shape) {
    this.operation = operation;
    this.backend = backend;
    this.shape = shape;
    this.scope = CallScope.current().orElse(null);
    this.key = new CallKey(key, scope == null ? null : scope.listener());
    if (scope != null) {
      scope.callBegan();
    }
  }

  void begin() {
    long now = operation.time.nanos(); // the only reading until the backend has answered
    State held = operation.guard.held(now);
    if (held != State.BYPASS) {
      // now: the caller may change what it is made of
      key.encode(operation.recording, operation.descriptor.previous().isPresent());
    }
    if (held == null) {
      Permit permit = acquire(now);
      if (permit == null) {
        state = State.OPEN;
        readInstead(Reason.BREAKER_OPEN, null);
      } else if (permit.noRoom()) {
        joinOrReadInstead();
      } else {
        state = permit.leaseId() == 0 ? State.CLOSED : State.HALF_OPEN;
        ask(permit, now);
      }
      return;
    }
    state = held;
    switch (held) {
      case REVERSED -> readFirst();
      case ISOLATED -> readInstead(Reason.OPERATOR, null);
      case FORCED -> askUnlessRecorded(now);
      default -> ask(null, now);
    }
  }

  /**
   * The caller wants no answer any more. Where he cancels, the backend is let go of; where he has
   * waited long enough, by {@code orTimeout} say, it goes on as for a caller in haste.
   */
  @Override
  void endedByCaller(boolean cancels) {
    run(stopSoftTimer);
    if (cancels) {
      cancelled = true;
      run(letGo);
    }
    operation.events.tell(
        key.listener(),
        () -> new FallbackEvent.CallCancelled(service(), operation.descriptor.name(), state));
  }

  // Asking the backend

  private @Nullable Permit acquire(long now) {
    return operation.guard.backend().acquire(now, operation.timeoutNanos);
  }

  private void ask(@Nullable Permit permit, long now) {
    long timeoutNanos = operation.timeoutNanos(scope);
    if (timeoutNanos == 0) {
      giveUp(permit);
      return;
    }
    Row row = permit == null || state != State.CLOSED ? null : sharedRow();
    Runnable free =
        row != null && permit != null
            ? operation.backendCalls.share(
                row, key, permit, now, notOlderThanMicros(), timeoutNanos, backend, this)
            : operation.backendCalls.ask(
                key, permit, now, state != State.BYPASS, timeoutNanos, backend, this);
    hold(free);
  }

  /** Of a request whose time was up before: nobody would wait for the backend. */
  private void giveUp(@Nullable Permit permit) {
    if (permit != null) {
      operation.guard.backend().released(permit);
    }
    timedOut(operation.name(), 0);
  }

  /** Where the backend has too many calls in flight already. */
  private void joinOrReadInstead() {
    state = operation.guard.backend().breaker().state();
    Row row = state == State.CLOSED ? sharedRow() : null;
    Runnable joined =
        row == null
            ? null
            : operation.backendCalls.join(
                row, notOlderThanMicros(), operation.timeoutNanos(scope), this);
    if (joined == null) {
      readInstead(Reason.BACKEND_BUSY, null);
    } else {
      hold(joined);
    }
  }

  /**
   * The key that backend calls are shared by; null where they are not, and for a call that somebody
   * follows, since he is told what became of its own recording.
   */
  private @Nullable Row sharedRow() {
    return operation.settings.shareBackendCalls() && key.listener() == null ? key.row() : null;
  }

  /**
   * Waits for the backend.
   *
   * @param free lets go of the backend's call; null where nothing is held
   */
  private void hold(@Nullable Runnable free) {
    if (free == null) {
      return;
    }
    letGo = free; // before it is asked whether he cancelled, who asks for it after cancelling
    if (!isDone() && (state == State.CLOSED || state == State.HALF_OPEN)) {
      operation.settings.softTimeout().ifPresent(this::startSoftTimer);
    }
    if (cancelled) {
      run(free); // while it was being asked
    }
  }

  private long notOlderThanMicros() {
    return scope == null
        ? Long.MIN_VALUE
        : scope.notOlderThan().map(Micros::of).orElse(Long.MIN_VALUE);
  }

  @Override
  public void hand(Runnable telling, Executor otherwise) {
    goOn(telling, otherwise);
  }

  @Override
  public void answered(@Nullable T value, long asOfMicros) {
    run(stopSoftTimer);
    answer(new Snapshot<>(value, asOfMicros), Source.BACKEND, Reason.BACKEND_ANSWERED);
  }

  @Override
  public void failed(Reason reason, FailureClass kind, Throwable error) {
    run(stopSoftTimer);
    if (isDone()) {
      return;
    }
    if (kind == FailureClass.BUSINESS || kind == FailureClass.FORGET) {
      if (fail(error)) {
        operation.events.tell(
            key.listener(),
            () ->
                new FallbackEvent.BusinessErrorPassed(
                    service(), operation.descriptor.name(), state, error));
      }
    } else if (!kind.served() || state == State.FORCED || state == State.BYPASS) {
      fail(reason, error);
    } else if (state == State.REVERSED) {
      answerOrFail(readFirst, readFirstError, reason, error);
    } else {
      readInstead(reason, error);
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
          if (isDone()) {
            return;
          }
          readFirst = found;
          readFirstError = storeError;
          if (usable(found, operation.settings.freshWithin())) {
            answer(found.orElseThrow(), Source.STORE, Reason.OPERATOR);
            refreshAhead(found.orElseThrow());
            return;
          }
          long now = operation.time.nanos();
          Permit permit = acquire(now);
          if (permit == null || permit.noRoom()) {
            Reason reason = permit == null ? Reason.BREAKER_OPEN : Reason.BACKEND_BUSY;
            answerOrFail(found, storeError, reason, null);
          } else {
            askLater(permit, now);
          }
        });
  }

  /** On a thread that is not the caller's: what the backend calls belongs to his scope still. */
  private void askLater(@Nullable Permit permit, long now) {
    CallScope.in(scope, () -> ask(permit, now));
  }

  /** In Forced the store is read only for a caller who wants to spare the backend. */
  private void askUnlessRecorded(long now) {
    Duration age = scope == null ? null : scope.unlessRecordedWithin().orElse(null);
    if (age == null) {
      ask(null, now);
      return;
    }
    Duration maxAge = operation.settings.maxAge();
    Duration youngEnough = age.compareTo(maxAge) < 0 ? age : maxAge;
    read(
        operation.snapshots::readStored, // what is on its way may get lost
        (found, storeError) -> {
          if (isDone()) {
            return;
          }
          if (storeError != null && !(storeError instanceof UnreadableSnapshotException)) {
            fail(Reason.OPERATOR, storeError);
          } else if (usable(found, youngEnough)) {
            answer(found.orElseThrow(), Source.STORE, Reason.OPERATOR);
          } else {
            askLater(null, operation.time.nanos());
          }
        });
  }

  private void refreshAhead(Snapshot<T> snapshot) {
    Row row = key.row();
    if (row != null) {
      long ageNanos = operation.clocks.ageMicros(snapshot.asOfMicros()) * 1_000;
      CallScope.in( // of no request: what it demands is not what the next ones do
          null, () -> operation.backendCalls.refreshAhead(row, key, ageNanos, backend));
    }
  }

  private void startSoftTimer(Duration timeout) {
    stopSoftTimer =
        operation.time.after(
            timeout.toNanos(), () -> operation.completions.execute(this::readBeside));
    if (isDone()) {
      run(stopSoftTimer); // answered meanwhile
    }
  }

  /** Beside the backend, which goes on being asked. */
  private void readBeside() {
    Duration maxAge = operation.settings.softMaxAge().orElse(Duration.ZERO);
    read(
        (found, storeError) -> {
          if (!isDone() && usable(found, maxAge)) {
            answer(found.orElseThrow(), Source.STORE, Reason.BACKEND_SLOW);
          }
        });
  }

  /** What to do with what the store has, or with its error. */
  private interface StoreResult<T> {
    void accept(Optional<Snapshot<T>> found, @Nullable Throwable storeError);
  }

  /** Reads what is to be served. */
  private void read(StoreResult<T> then) {
    read(operation.snapshots::read, then);
  }

  private void read(SnapshotReader.Reading<T> reading, StoreResult<T> then) {
    Row row = key.row();
    if (row == null) {
      then.accept(Optional.empty(), null);
      return;
    }
    reading
        .read(row, key.previous(), work -> goOn(work, operation.completions))
        .whenComplete(
            (found, error) -> {
              if (error == null) {
                then.accept(found, null);
              } else {
                then.accept(Optional.empty(), Failures.unwrapped(error));
              }
            });
  }

  private boolean usable(Optional<Snapshot<T>> found, Duration maxAge) {
    return operation.usable(found, maxAge, scope);
  }

  // Telling the caller

  private void answerOrFail(
      Optional<Snapshot<T>> found,
      @Nullable Throwable storeError,
      Reason reason,
      @Nullable Throwable backendError) {
    if (isDone()) {
      return; // its caller gave it up meanwhile: what was found is no answer of his
    }
    if (usable(found, operation.settings.maxAge())) {
      answer(found.orElseThrow(), Source.STORE, reason);
      return;
    }
    found.ifPresent(snapshot -> operation.refused(snapshot, scope));
    Throwable error =
        backendError == null ? operation.unavailable(found, reason, state) : backendError;
    if (storeError != null && storeError != error && error.getSuppressed().length == 0) {
      error.addSuppressed(storeError); // once: the backend may throw the same instance for ever
    }
    fail(reason, error);
  }

  private void answer(Snapshot<T> snapshot, Source source, Reason reason) {
    long ageMicros =
        source == Source.BACKEND
            ? 0
            : Math.max(0, operation.clocks.ageMicros(snapshot.asOfMicros()));
    Duration age = ageMicros == 0 ? Duration.ZERO : Duration.of(ageMicros, ChronoUnit.MICROS);
    if (scope != null && source == Source.STORE) {
      scope.answeredFromStore(snapshot.asOf());
    }
    if (answer(shape.of(snapshot, source, age, state, reason))) {
      operation.events.tell(
          key.listener(),
          () ->
              new FallbackEvent.CallAnswered(
                  service(), operation.descriptor.name(), state, source, reason, age));
    }
  }

  private void fail(Reason reason, Throwable error) {
    if (fail(error)) {
      operation.events.tell(
          key.listener(),
          () ->
              new FallbackEvent.CallFailed(
                  service(), operation.descriptor.name(), state, reason, error));
    }
  }

  private static void run(@Nullable Runnable task) {
    if (task != null) {
      task.run();
    }
  }

  private String service() {
    return operation.descriptor.service();
  }
}
