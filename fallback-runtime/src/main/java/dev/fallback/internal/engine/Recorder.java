package dev.fallback.internal.engine;

import dev.fallback.StoreUnavailableException;
import dev.fallback.event.FallbackEvent;
import dev.fallback.event.FallbackEvent.RecordingSkipped.Cause;
import dev.fallback.internal.time.Time;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes answers to the store behind the callers' backs.
 *
 * <p>Bounded in every direction: rows waiting, their bytes, writes in flight; room is taken before
 * it is used, so that racing callers exceed no bound. A row waits at most once; a newer answer for
 * it takes the place of the older. A row that was written a moment ago rests before it is written
 * again, so that a hot one costs the store little. What does not fit is dropped and told. What is
 * on its way can be read meanwhile. The caller's part is a map operation; the store is called on a
 * worker. Thread-safe.
 */
final class Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  private final GuardedStore store;
  private final StoreLimits limits;
  private final Time time;
  private final Events events;
  private final Executor workers;
  private final LastWritten lastWritten;
  private final ConcurrentMap<Row, Recording> waiting = new ConcurrentHashMap<>();

  /** What the store has been given and has not answered; of each row the newest. */
  private final ConcurrentMap<Row, Recording> sent = new ConcurrentHashMap<>();

  private final ConcurrentLinkedQueue<Row> order = new ConcurrentLinkedQueue<>();
  private final RestingRows resting;
  private final AtomicBoolean looksAgain = new AtomicBoolean();
  private final AtomicInteger waitingRows = new AtomicInteger();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger wakeUps = new AtomicInteger();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();
  private volatile boolean closing;

  Recorder(
      GuardedStore store,
      StoreLimits limits,
      LastWritten lastWritten,
      Time time,
      Events events,
      Executor workers) {
    this.store = store;
    this.limits = limits;
    this.lastWritten = lastWritten;
    this.time = time;
    this.events = events;
    this.workers = workers;
    this.resting = new RestingRows(limits.writeInterval(), limits.queuedWrites());
  }

  /** Takes a recording over; never blocks. */
  void offer(Recording recording) {
    if (closing) {
      skipped(recording, Cause.CLOSING);
      return;
    }
    Row row = recording.row();
    lastWritten.sent(recording);
    while (!replaced(row, recording)) {
      if (!makesRoom(1, recording.bytes())) {
        skipped(recording, Cause.QUEUE_FULL);
        return;
      }
      if (waiting.putIfAbsent(row, recording) == null) {
        if (!resting.contains(row)) { // after it waits, so that its rest does not end unseen
          order.add(row);
        }
        wakeUp();
        return;
      }
      frees(1, recording.bytes()); // another caller was quicker
    }
  }

  private boolean makesRoom(int rows, int bytes) {
    if (waitingRows.addAndGet(rows) > limits.queuedWrites()) {
      waitingRows.addAndGet(-rows);
      return false;
    }
    if (waitingBytes.addAndGet(bytes) > limits.queuedBytes()) {
      frees(rows, bytes);
      return false;
    }
    return true;
  }

  private void frees(int rows, int bytes) {
    waitingRows.addAndGet(-rows);
    waitingBytes.addAndGet(-bytes);
  }

  /** Recordings that wait to be written. */
  int queued() {
    return waitingRows.get();
  }

  /**
   * What a row will hold, unless it is lost: the newest recording that waits, or that the store was
   * given last. Asked before the store is: what has left here by then is in the store.
   *
   * @return null where nothing is on its way
   */
  @Nullable Recording onItsWay(Row row) {
    Recording waits = waiting.get(row);
    Recording given = sent.get(row); // after the other, since it goes from there to here
    return waits == null || given == null
        ? waits == null ? given : waits
        : Recording.newer(waits, given);
  }

  /**
   * Takes nothing more and waits until what is queued has been written.
   *
   * @return whether it was, within the time
   */
  boolean drain(Duration atMost) {
    closing = true;
    wakeUp();
    try {
      drained.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      LOG.warn("{} recordings were not written within {} of closing", queued(), atMost);
      dropAll();
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      dropAll();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // nobody completes it exceptionally
    }
  }

  /**
   * Where an answer for the row waits already, the newer of the two stays, if there is room for it.
   *
   * @return false where none waits
   */
  private boolean replaced(Row row, Recording recording) {
    if (!waiting.containsKey(row)) {
      return false;
    }
    Recording[] dropped = new Recording[1];
    Cause[] cause = {Cause.SUPERSEDED};
    Recording stays =
        waiting.computeIfPresent(
            row,
            (same, before) -> {
              dropped[0] = recording;
              if (recording.snapshot().asOfMicros() < before.snapshot().asOfMicros()) {
                return before;
              }
              if (!makesRoom(0, recording.bytes() - before.bytes())) {
                cause[0] = Cause.QUEUE_FULL;
                return before;
              }
              dropped[0] = before;
              return recording;
            });
    if (stays == null) {
      return false; // it has just left
    }
    skipped(dropped[0], cause[0]);
    return true;
  }

  private void wakeUp() {
    if (wakeUps.getAndIncrement() == 0) {
      try {
        workers.execute(this::write);
      } catch (RejectedExecutionException closed) {
        dropAll();
        wakeUps.set(0);
      } catch (Throwable e) { // no thread to be had, say: whoever offers next tries again
        wakeUps.set(0);
        LOG.error("Recordings wait, since no worker takes them", e);
      }
    }
  }

  /** What is not written any more is told all the same. */
  private void dropAll() {
    for (Row row : waiting.keySet()) {
      Recording left = waiting.remove(row);
      if (left != null) {
        frees(1, left.bytes());
        skipped(left, Cause.CLOSING);
      }
    }
  }

  /** One worker at a time; wake-ups that come meanwhile make it go round again. */
  private void write() {
    int seen;
    do {
      seen = wakeUps.get();
      try {
        writeOnce();
      } catch (Throwable e) { // else nothing would be written any more
        LOG.error("Recordings could not be handed to the store", e);
      }
    } while (!wakeUps.compareAndSet(seen, 0));
  }

  private void writeOnce() {
    endRests();
    while (inFlight.get() < limits.writesInFlight()) {
      Row row = order.poll();
      if (row == null) {
        break;
      }
      Recording next = taken(row);
      if (next != null) {
        frees(1, next.bytes());
        resting.begin(row, time.nanos());
        send(next);
      }
    }
    if (!resting.isEmpty() && !waiting.isEmpty() && looksAgain.compareAndSet(false, true)) {
      time.after(
          resting.nanosToNext(time.nanos()),
          () -> {
            looksAgain.set(false);
            wakeUp();
          });
    }
    if (closing && inFlight.get() == 0 && waiting.isEmpty()) {
      drained.complete(null);
    }
  }

  /** Rows whose rest is over, when closing all of them, are in the queue again if they wait. */
  private void endRests() {
    if (resting.isEmpty()) {
      return;
    }
    long now = time.nanos();
    for (Row row = nextRested(now); row != null; row = nextRested(now)) {
      if (waiting.containsKey(row)) {
        order.add(row);
      }
    }
  }

  private @Nullable Row nextRested(long now) {
    return closing ? resting.end() : resting.end(now);
  }

  /** The row's recording, which goes over to what is sent, never missing in both. */
  private @Nullable Recording taken(Row row) {
    Recording[] next = new Recording[1];
    waiting.computeIfPresent(
        row,
        (same, recording) -> {
          next[0] = recording;
          sent.merge(row, recording, Recording::newer);
          return null;
        });
    return next[0];
  }

  private void send(Recording recording) {
    inFlight.incrementAndGet();
    long start = time.nanos();
    store
        .write(
            recording.table(), recording.row().key(), recording.snapshot(), recording.ttlSeconds())
        .whenComplete(
            (nothing, error) -> {
              inFlight.decrementAndGet();
              sent.remove(recording.row(), recording);
              if (error == null) {
                lastWritten.acknowledged(recording);
                events.tell(
                    recording.listener(),
                    () ->
                        new FallbackEvent.Recorded(
                            recording.service(),
                            recording.operation(),
                            recording.bytes(),
                            Duration.ofNanos(time.nanos() - start)));
              } else {
                skipped(recording, causeOf(Failures.unwrapped(error)));
              }
              if (closing || !order.isEmpty()) { // who offers wakes, so only those who had no room
                wakeUp();
              }
            });
  }

  private static Cause causeOf(Throwable error) {
    return error instanceof StoreUnavailableException && !(error instanceof StoreLeftAloneException)
        ? Cause.STORE_NOT_READY
        : Cause.STORE_FAILED;
  }

  private void skipped(Recording recording, Cause cause) {
    if (cause != Cause.SUPERSEDED) { // else the newer one is known of
      lastWritten.lost(recording);
    }
    events.tell(
        recording.listener(),
        () ->
            new FallbackEvent.RecordingSkipped(recording.service(), recording.operation(), cause));
  }
}
