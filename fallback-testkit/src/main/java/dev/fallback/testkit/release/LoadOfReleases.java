package dev.fallback.testkit.release;

import dev.fallback.internal.time.SystemTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Releases that write and read the same keys, each on threads of its own, without a pause or at a
 * rate. Each write is of another answer, and each read must find one that was written since the
 * last acknowledged write.
 */
final class LoadOfReleases {
  private static final int KEYS = 8;
  private static final int REMEMBERED = 200;
  private static final int FAULTS = 20;

  /** Threads of a release that works at a rate. */
  private static final int THREADS = 8;

  private final String first;
  private final SystemTime time;
  private final int perSecond;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final ConcurrentMap<String, Row> rows = new ConcurrentHashMap<>();
  private final AtomicLong writes = new AtomicLong();
  private final AtomicLong reads = new AtomicLong();
  private final AtomicLong missed = new AtomicLong();
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

  /** What was written under one key: the newest answers by number. */
  private static final class Row {
    final ConcurrentSkipListMap<Long, Object> written = new ConcurrentSkipListMap<>();
    final AtomicLong numbers = new AtomicLong();
    final AtomicLong acknowledged = new AtomicLong();
    private long asOf;

    /** Writes of one row are numbered and timed in one order. */
    synchronized long[] next(long micros) {
      asOf = Math.max(asOf + 1, micros);
      return new long[] {numbers.incrementAndGet(), asOf};
    }
  }

  /**
   * @param perSecond writes, and as many reads, of each release; 0 for as many as one thread makes
   */
  LoadOfReleases(String first, SystemTime time, int perSecond) {
    this.first = first;
    this.time = time;
    this.perSecond = perSecond;
  }

  /** Lets a release join in. */
  void join(StoreOfRelease store) {
    for (int i = 0; i < (perSecond == 0 ? 1 : THREADS); i++) {
      int number = i;
      Thread thread =
          new Thread(() -> run(store, number), "load-%s-%d".formatted(store.release(), i));
      threads.add(thread);
      thread.start();
    }
  }

  /** Operations ended so far, well or not. */
  long ended() {
    return writes.get() + reads.get() + missed.get() + failed.size() + wrong.size();
  }

  MatrixReport.Load stop() {
    stopped.set(true);
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while the load ended", e);
      }
    }
    return new MatrixReport.Load(
        first, writes.get(), reads.get(), missed.get(), List.copyOf(failed), List.copyOf(wrong));
  }

  private void run(StoreOfRelease store, int number) {
    long start = time.nanos();
    long pairs = 0;
    for (long round = number; !stopped.get(); round++) {
      for (String table : store.tables()) {
        pause(start, pairs++);
        long key = store.hasKeys(table) ? round % KEYS : 0;
        Row row = rows.computeIfAbsent(table + " " + key, name -> new Row());
        write(store, table, key, row);
        read(store, table, key, row);
      }
    }
  }

  /** Until the next pair is due; what is late is not left out. */
  private void pause(long start, long pairs) {
    if (perSecond > 0) {
      long due = start + pairs * THREADS * 1_000_000_000L / perSecond;
      for (long left = due - time.nanos(); left > 0 && !stopped.get(); left = due - time.nanos()) {
        LockSupport.parkNanos(left);
      }
    }
  }

  private void write(StoreOfRelease store, String table, long key, Row row) {
    long[] next = row.next(time.micros());
    Object view = store.view(table, next[0]);
    if (view == null) {
      return;
    }
    row.written.put(next[0], view);
    try {
      store.write(table, key, next[0], next[1]).toCompletableFuture().join();
      row.acknowledged.accumulateAndGet(next[0], Math::max);
      row.written.headMap(row.acknowledged.get() - REMEMBERED).clear();
      writes.incrementAndGet();
    } catch (CompletionException e) {
      told(failed, "%s could not write %s: %s".formatted(store.release(), table, e.getCause()));
    }
  }

  private void read(StoreOfRelease store, String table, long key, Row row) {
    long atLeast = row.acknowledged.get();
    try {
      Optional<Object> found = store.read(table, key).toCompletableFuture().join();
      if (found.isEmpty()) {
        missed.incrementAndGet();
      } else if (isOneOf(row.written.tailMap(atLeast), found.get())) {
        reads.incrementAndGet();
      } else {
        told(
            wrong,
            "%s read %s in %s, which none of the answers %d to %d was"
                .formatted(store.release(), found.get(), table, atLeast, row.numbers.get()));
      }
    } catch (CompletionException e) {
      told(failed, "%s could not read %s: %s".formatted(store.release(), table, e.getCause()));
    }
  }

  private static boolean isOneOf(Map<Long, Object> written, @Nullable Object found) {
    return written.values().stream().anyMatch(one -> StoredView.difference(one, found).isEmpty());
  }

  private static void told(Queue<String> faults, String fault) {
    if (faults.size() < FAULTS) {
      faults.add(fault);
    }
  }
}
