package dev.fallback.internal.engine;

import dev.fallback.FailureClass;
import dev.fallback.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the backend for one operation: for one caller, for several who share, or in the background.
 * Thread-safe.
 */
final class BackendCalls<T> {
  /** Refreshes under way at once; more are left for a later call. */
  private static final int MAXIMUM_REFRESHES = 64;

  private final GuardedOperation<T> operation;
  private final DoubleSupplier random;
  private final ConcurrentMap<Row, Shared> shared = new ConcurrentHashMap<>();
  private final Set<Row> refreshing = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(MAXIMUM_REFRESHES);

  BackendCalls(GuardedOperation<T> operation, DoubleSupplier random) {
    this.operation = operation;
    this.random = random;
  }

  /**
   * Asks for one caller.
   *
   * @param now when the call begins
   * @param timeoutNanos when the caller gives up; the call goes on
   * @return lets go of the call; null where it is over already
   */
  @Nullable Runnable ask(
      CallKey key,
      @Nullable Permit permit,
      long now,
      boolean recording,
      long timeoutNanos,
      Supplier<? extends CompletionStage<? extends T>> backend,
      BackendCall.Listener<T> caller) {
    BackendCall.Listener<T> listener = listener(caller, timeoutNanos);
    BackendCall<T> call = new BackendCall<>(operation, key, permit, now, recording, listener);
    call.start(backend);
    return call.isOver() ? null : seat(listener, timeoutNanos, call::cancel, () -> {});
  }

  /**
   * Asks for a caller who accepts the answer of a call already under way for the same key, unless
   * it began before what the caller accepts.
   *
   * @param now when the caller's call begins
   * @param notOlderThanMicros as-of that the answer must have at least
   * @param timeoutNanos when this caller gives up; the call goes on, for the others if there are
   *     any
   * @return lets go of the call, the last who does cancels it; null where it is over already
   */
  @Nullable Runnable share(
      Row row,
      CallKey key,
      Permit permit,
      long now,
      long notOlderThanMicros,
      long timeoutNanos,
      Supplier<? extends CompletionStage<? extends T>> backend,
      BackendCall.Listener<T> caller) {
    BackendCall.Listener<T> listener = listener(caller, timeoutNanos);
    for (; ; ) {
      Shared found = shared.get(row);
      if (found == null) {
        Shared mine = new Shared(row, now, listener);
        found = shared.putIfAbsent(row, mine);
        if (found == null) {
          mine.start(key, permit, now, backend);
          return seat(mine, listener, timeoutNanos);
        }
      }
      if (found.sinceMicros < notOlderThanMicros) {
        return ask(key, permit, now, true, timeoutNanos, backend, caller);
      }
      if (found.join(listener)) {
        operation.guard.backend().released(permit); // the call has its own
        return seat(found, listener, timeoutNanos);
      }
      shared.remove(row, found); // it has just ended: start anew
    }
  }

  /**
   * Joins the call under way for a key, for a caller who may not ask the backend: to join costs it
   * nothing.
   *
   * @return lets go of the call; null where there is none, or none that the caller accepts
   */
  @Nullable Runnable join(
      Row row, long notOlderThanMicros, long timeoutNanos, BackendCall.Listener<T> caller) {
    BackendCall.Listener<T> listener = listener(caller, timeoutNanos);
    Shared found = shared.get(row);
    return found != null && found.sinceMicros >= notOlderThanMicros && found.join(listener)
        ? seat(found, listener, timeoutNanos)
        : null;
  }

  private BackendCall.Listener<T> listener(BackendCall.Listener<T> caller, long timeoutNanos) {
    return timeoutNanos >= operation.timeoutNanos ? caller : new Hasty<>(caller);
  }

  private Runnable seat(Shared joined, BackendCall.Listener<T> listener, long timeoutNanos) {
    return seat(
        listener, timeoutNanos, () -> joined.leave(listener), () -> joined.giveUp(listener));
  }

  /** Of one who waits from now on. */
  private Runnable seat(
      BackendCall.Listener<T> listener, long timeoutNanos, Runnable leave, Runnable giveUp) {
    if (!(listener instanceof Hasty<T> hasty)) {
      return leave;
    }
    hasty.within(operation, timeoutNanos, giveUp);
    return () -> {
      hasty.leave();
      leave.run();
    };
  }

  /**
   * In Reversed: asks in the background where the snapshot is close to the end of its freshness.
   * The closer, the likelier, so that callers of a popular key do not all find it stale at once;
   * after Vattani, Chierichetti and Lowenstein, "Optimal Probabilistic Cache Stampede Prevention"
   * (VLDB 2015).
   */
  void refreshAhead(
      Row row,
      CallKey key,
      long ageNanos,
      Supplier<? extends CompletionStage<? extends T>> backend) {
    OperationSettings settings = operation.settings;
    double due = settings.freshWithin().toNanos() * settings.refreshAhead();
    double early = settings.timeout().toNanos() * -Math.log(1 - random.getAsDouble());
    if (ageNanos + early < due || !refreshing.add(row)) {
      return;
    }
    if (!places.tryAcquire()) {
      refreshing.remove(row);
      return;
    }
    long now = operation.time.nanos();
    Permit permit = operation.guard.backend().acquire(now, operation.timeoutNanos);
    if (permit == null || permit.noRoom()) {
      refreshed(row);
    } else {
      ask(key, permit, now, true, operation.timeoutNanos, backend, new Refreshed(row));
    }
  }

  private void refreshed(Row row) {
    refreshing.remove(row);
    places.release();
  }

  /** Nobody waits for a refresh: its answer is recorded, its error counted. */
  private final class Refreshed implements BackendCall.Listener<T> {
    private final Row row;

    Refreshed(Row row) {
      this.row = row;
    }

    @Override
    public void answered(@Nullable T value, long asOfMicros) {
      refreshed(row);
    }

    @Override
    public void failed(Reason reason, FailureClass kind, Throwable error) {
      refreshed(row);
    }
  }

  /** One backend call and those who wait for it. */
  private final class Shared implements BackendCall.Listener<T> {
    private final Row row;
    private final long sinceMicros;
    private final List<BackendCall.Listener<T>> waiting = new ArrayList<>(2);
    private boolean over;

    /** Whether somebody's time was up: then the call goes on, though nobody be left. */
    private boolean abandoned;

    private volatile @Nullable BackendCall<T> call;

    /**
     * A call that somebody waits for from the first moment on: who joins as soon as it can be found
     * and leaves at once is not the last to leave before it has been started.
     */
    Shared(Row row, long now, BackendCall.Listener<T> starter) {
      this.row = row;
      this.sinceMicros = operation.time.microsAt(now);
      this.waiting.add(starter);
    }

    void start(
        CallKey key,
        Permit permit,
        long now,
        Supplier<? extends CompletionStage<? extends T>> backend) {
      BackendCall<T> started = new BackendCall<>(operation, key, permit, now, true, this);
      call = started;
      started.start(backend);
    }

    synchronized boolean join(BackendCall.Listener<T> listener) {
      return !over && waiting.add(listener);
    }

    /** The caller's own time is up, though not the call's. */
    void giveUp(BackendCall.Listener<T> listener) {
      synchronized (this) {
        waiting.remove(listener);
        abandoned = true;
      }
    }

    /** The caller cancelled. */
    void leave(BackendCall.Listener<T> listener) {
      BackendCall<T> asked = call;
      if (wasLast(listener)) {
        shared.remove(row, this);
        if (asked != null) {
          asked.cancel();
        }
      }
    }

    private boolean wasLast(BackendCall.Listener<T> listener) {
      synchronized (this) {
        if (!waiting.remove(listener) || !waiting.isEmpty() || over || abandoned) {
          return false;
        }
        over = true;
        return true;
      }
    }

    @Override
    public void answered(@Nullable T value, long asOfMicros) {
      tell(listener -> listener.answered(value, asOfMicros));
    }

    @Override
    public void failed(Reason reason, FailureClass kind, Throwable error) {
      tell(listener -> listener.failed(reason, kind, error));
    }

    /**
     * The first as if he were alone, each of the others for himself: what hangs on one's answer may
     * take long, or wait for another's.
     */
    private void tell(Consumer<BackendCall.Listener<T>> how) {
      List<BackendCall.Listener<T>> all = end();
      for (int i = 1; i < all.size(); i++) {
        BackendCall.Listener<T> joined = all.get(i);
        joined.hand(() -> how.accept(joined), operation.completions);
      }
      if (!all.isEmpty()) {
        how.accept(all.get(0));
      }
    }

    private List<BackendCall.Listener<T>> end() {
      shared.remove(row, this);
      synchronized (this) {
        over = true;
        List<BackendCall.Listener<T>> all = List.copyOf(waiting);
        waiting.clear();
        return all;
      }
    }
  }
}
