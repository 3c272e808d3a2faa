package dev.fallback.bank.lab.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Every request of a run, as measured; nothing is averaged away. Thread-safe. */
public final class Measurements {
  private final List<ReadSample> reads = new ArrayList<>();
  private final List<PostingSample> postings = new ArrayList<>();
  private final Map<String, Long> failures = new TreeMap<>();
  private final AtomicLong worstLagNanos = new AtomicLong();
  private final AtomicLong acceptedPostings = new AtomicLong();

  /** Adds a read. */
  public void add(ReadSample sample) {
    synchronized (reads) {
      reads.add(sample);
    }
  }

  /** Adds a posting. */
  public void add(PostingSample sample) {
    synchronized (postings) {
      postings.add(sample);
    }
    if (sample.outcome() == PostingSample.Outcome.ACCEPTED) {
      acceptedPostings.incrementAndGet();
    }
  }

  /** How many postings were acknowledged so far. */
  public long acceptedPostings() {
    return acceptedPostings.get();
  }

  /** The same, as it is now: what comes later is not in it. */
  public Measurements copy() {
    var copy = new Measurements();
    copy.reads.addAll(reads());
    copy.postings.addAll(postings());
    copy.failures.putAll(failures());
    copy.worstLagNanos.set(worstLagNanos());
    copy.acceptedPostings.set(acceptedPostings());
    return copy;
  }

  /** Whether the last {@code count} reads that were answered all came from there. */
  public boolean lastReadsFrom(ReadSample.Source source, int count) {
    synchronized (reads) {
      int size = reads.size();
      return size >= count
          && reads.subList(size - count, size).stream().allMatch(read -> read.source() == source);
    }
  }

  /** Counts a failure by its kind. */
  public void failure(String kind) {
    synchronized (failures) {
      failures.merge(kind, 1L, Long::sum);
    }
  }

  /** Notes how late a request was issued. */
  public void lag(long nanos) {
    worstLagNanos.accumulateAndGet(nanos, Math::max);
  }

  /** All reads so far, in the order of their answers. */
  public List<ReadSample> reads() {
    synchronized (reads) {
      return List.copyOf(reads);
    }
  }

  /** The reads that were answered after the first {@code count}, in the order of their answers. */
  public List<ReadSample> readsAfter(int count) {
    synchronized (reads) {
      return List.copyOf(reads.subList(Math.min(count, reads.size()), reads.size()));
    }
  }

  /**
   * The postings that were answered after the first {@code count}, in the order of their answers.
   */
  public List<PostingSample> postingsAfter(int count) {
    synchronized (postings) {
      return List.copyOf(postings.subList(Math.min(count, postings.size()), postings.size()));
    }
  }

  /** All postings so far, in the order of their answers. */
  public List<PostingSample> postings() {
    synchronized (postings) {
      return List.copyOf(postings);
    }
  }

  /** Failures of reads and unknown outcomes of postings, counted by kind. */
  public Map<String, Long> failures() {
    synchronized (failures) {
      return new TreeMap<>(failures);
    }
  }

  /** The longest time by which the load itself issued a request too late, in nanoseconds. */
  public long worstLagNanos() {
    return worstLagNanos.get();
  }
}
