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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes answers to the store behind the callers' backs.
 *
 * <p>Bounded in every direction: rows waiting, their bytes, writes in flight. A row waits at most
 * once; a newer answer for it takes the place of the older. What does not fit is dropped and told.
 * The caller's part is a map operation; the store is called on a worker. Thread-safe.
 */
final class Recorder {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  private final GuardedStore store;
  private final StoreLimits limits;
  private final Time time;
  private final Events events;
  private final Executor workers;
  private final LastWritten lastWritten;
  private final ConcurrentMap<Recording.Row, Recording> waiting = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Recording.Row> order = new ConcurrentLinkedQueue<>();
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
  }

  /** Takes a recording over; never blocks. */
  void offer(Recording recording) {
    int bytes = recording.bytes();
    if (closing
        || waitingRows.get() >= limits.queuedWrites()
        || waitingBytes.get() + bytes > limits.queuedBytes()) {
      skipped(recording, Cause.QUEUE_FULL);
      return;
    }
    Recording.Row row = recording.row();
    lastWritten.changing(row, recording);
    Recording before = waiting.putIfAbsent(row, recording);
    if (before == null) {
      waitingRows.incrementAndGet();
      waitingBytes.addAndGet(bytes);
      order.add(row);
      wakeUp();
    } else {
      replace(row, recording);
    }
  }

  /** Recordings that wait to be written. */
  int queued() {
    return waitingRows.get();
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
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // nobody completes it exceptionally
    }
  }

  /**
   * The row waits already: the newer answer stays. If it has just left, the queue takes it anew.
   */
  private void replace(Recording.Row row, Recording recording) {
    Recording[] loser = new Recording[1];
    Recording now =
        waiting.computeIfPresent(
            row,
            (same, before) -> {
              boolean newer = recording.snapshot().asOfMicros() >= before.snapshot().asOfMicros();
              loser[0] = newer ? before : recording;
              return newer ? recording : before;
            });
    if (now == null) {
      offer(recording);
      return;
    }
    if (now.equals(recording)) {
      waitingBytes.addAndGet(recording.bytes() - loser[0].bytes());
    }
    skipped(loser[0], Cause.SUPERSEDED);
  }

  private void wakeUp() {
    if (wakeUps.getAndIncrement() == 0) {
      try {
        workers.execute(this::write);
      } catch (RejectedExecutionException closed) {
        LOG.debug("Workers are closed; {} recordings stay unwritten", queued());
      }
    }
  }

  /** One worker at a time; wake-ups that come meanwhile make it go round again. */
  private void write() {
    int seen;
    do {
      seen = wakeUps.get();
      while (inFlight.get() < limits.writesInFlight()) {
        Recording.Row row = order.poll();
        if (row == null) {
          break;
        }
        Recording next = waiting.remove(row);
        if (next != null) {
          waitingRows.decrementAndGet();
          waitingBytes.addAndGet(-next.bytes());
          send(next);
        }
      }
      if (closing && inFlight.get() == 0 && waiting.isEmpty()) {
        drained.complete(null);
      }
    } while (!wakeUps.compareAndSet(seen, 0));
  }

  private void send(Recording recording) {
    inFlight.incrementAndGet();
    long start = time.nanos();
    store
        .write(recording.table(), recording.key(), recording.snapshot(), recording.ttlSeconds())
        .whenComplete(
            (nothing, error) -> {
              inFlight.decrementAndGet();
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
                skipped(
                    recording,
                    Failures.unwrapped(error) instanceof StoreUnavailableException
                        ? Cause.STORE_NOT_READY
                        : Cause.STORE_FAILED);
              }
              wakeUp();
            });
  }

  private void skipped(Recording recording, Cause cause) {
    events.tell(
        recording.listener(),
        () ->
            new FallbackEvent.RecordingSkipped(recording.service(), recording.operation(), cause));
  }
}
