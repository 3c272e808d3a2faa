package dev.fallback.bank.lab.load;

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Reads and postings in the order in which they are due, for a given time. */
public final class Arrivals implements Iterator<Arrival> {
  private final Pacing reads;
  private final Pacing postings;
  private final long readCount;
  private final long postingCount;
  private long nextRead;
  private long nextPosting;

  /**
   * @param readsPerSecond rate of reads, above 0
   * @param postingsPerSecond rate of postings, above 0
   * @param duration how long requests are due
   */
  public Arrivals(double readsPerSecond, double postingsPerSecond, Duration duration) {
    reads = new Pacing(readsPerSecond, 0);
    postings = new Pacing(postingsPerSecond, Math.round(1e9 / postingsPerSecond / 2));
    readCount = reads.dueWithin(duration);
    postingCount = postings.dueWithin(duration);
  }

  /** How many reads there are in all. */
  public long readCount() {
    return readCount;
  }

  /** How many postings there are in all. */
  public long postingCount() {
    return postingCount;
  }

  @Override
  public boolean hasNext() {
    return nextRead < readCount || nextPosting < postingCount;
  }

  @Override
  public Arrival next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all arrivals are issued");
    }
    boolean read =
        nextPosting >= postingCount
            || (nextRead < readCount && reads.dueNanos(nextRead) <= postings.dueNanos(nextPosting));
    if (read) {
      long index = nextRead++;
      return new Arrival(Arrival.Kind.READ, index, reads.dueNanos(index));
    }
    long index = nextPosting++;
    return new Arrival(Arrival.Kind.POSTING, index, postings.dueNanos(index));
  }
}
