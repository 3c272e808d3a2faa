package dev.fallback.internal.engine;

import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What this process last wrote to each row, so that an unchanged answer need not be written again
 * at once: the main lever on the store's write volume. Only writes that were acknowledged count, or
 * may still be, and only this process's own. A forgotten row costs one more write.
 *
 * <p>Bounded by two generations: what is written goes into the young one, and when that is full it
 * becomes the old one, and what was old is forgotten. So the rows whose writing is longest ago go
 * first, which are those that must be written again soonest. A cache that follows the reads, too,
 * would keep a row that is often asked for; here such a row is written once more in so many other
 * writes, and every call is spared the cache's book-keeping. Thread-safe, without locks of its own.
 */
final class LastWritten {
  private static final int ROWS_A_GENERATION = 50_000;

  /** What became of what was written. */
  private enum Fate {
    ON_ITS_WAY,
    ACKNOWLEDGED,
    /** It never got there, or nobody knows. */
    LOST
  }

  /**
   * What was written last.
   *
   * @param acknowledgedMicros as-of of the newest that was acknowledged; the least number where
   *     none was
   */
  private record Written(long digest, long asOfMicros, Fate fate, long acknowledgedMicros) {
    Written orNewer(Written other) {
      Written newer = other.asOfMicros() >= asOfMicros ? other : this;
      long acknowledged = Math.max(acknowledgedMicros, other.acknowledgedMicros());
      return newer.acknowledgedMicros() == acknowledged
          ? newer
          : new Written(newer.digest(), newer.asOfMicros(), newer.fate(), acknowledged);
    }
  }

  /** A row is in both where it was written since the turn; the young one knows better. */
  private static final class Generations {
    private final ConcurrentMap<Row, Written> young = new ConcurrentHashMap<>();
    private final ConcurrentMap<Row, Written> old;

    Generations(ConcurrentMap<Row, Written> old) {
      this.old = old;
    }

    @Nullable Written of(Row row) {
      Written written = young.get(row);
      return written == null ? old.get(row) : written;
    }

    void add(Row row, Written next) {
      Written before = old.get(row);
      young.merge(row, before == null ? next : before.orNewer(next), Written::orNewer);
    }

    Generations next() {
      return new Generations(young);
    }
  }

  private final int rowsAGeneration;
  private final AtomicReference<Generations> rows =
      new AtomicReference<>(new Generations(new ConcurrentHashMap<>()));

  LastWritten() {
    this(ROWS_A_GENERATION);
  }

  /**
   * @param rowsAGeneration at least 1; twice as many rows are known
   */
  LastWritten(int rowsAGeneration) {
    this.rowsAGeneration = rowsAGeneration;
  }

  /**
   * Whether the row holds these bytes already, or they are on their way to it, with an as-of not
   * older than the given one. If they get lost on their way, the next answer is written.
   *
   * @param certainly whether it does not do that they are on their way
   */
  boolean holds(Row row, long digest, long notOlderThanMicros, boolean certainly) {
    Written written = generations().of(row);
    return written != null
        && (certainly ? written.fate() == Fate.ACKNOWLEDGED : written.fate() != Fate.LOST)
        && written.digest() == digest
        && written.asOfMicros() >= notOlderThanMicros;
  }

  /** Whether the store has acknowledged an answer for the row that is newer than the given one. */
  boolean acknowledgedAfter(Row row, long asOfMicros) {
    Written written = generations().of(row);
    return written != null && written.acknowledgedMicros() > asOfMicros;
  }

  /** The recording is on its way. */
  void sent(Recording recording) {
    add(recording, Fate.ON_ITS_WAY);
  }

  /** The store acknowledged the recording. */
  void acknowledged(Recording recording) {
    add(recording, Fate.ACKNOWLEDGED);
  }

  /** The recording was not written, or may not have been: unless a later one was, write again. */
  void lost(Recording recording) {
    add(recording, Fate.LOST);
  }

  private void add(Recording recording, Fate fate) {
    long asOf = recording.snapshot().asOfMicros();
    long acknowledged = fate == Fate.ACKNOWLEDGED ? asOf : Long.MIN_VALUE;
    add(recording.row(), new Written(recording.digest(), asOf, fate, acknowledged));
  }

  /** Again, where meanwhile the generations turned: what was added may be under the old one. */
  private void add(Row row, Written next) {
    Generations now;
    do {
      now = generations();
      now.add(row, next);
    } while (now != generations());
    if (now.young.size() >= rowsAGeneration) {
      rows.compareAndSet(now, now.next());
    }
  }

  private Generations generations() {
    return Objects.requireNonNull(rows.get());
  }
}
