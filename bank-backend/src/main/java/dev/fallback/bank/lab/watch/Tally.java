package dev.fallback.bank.lab.watch;

import dev.fallback.bank.lab.load.Latencies;
import dev.fallback.bank.lab.load.Measurements;
import dev.fallback.bank.lab.load.PostingSample;
import dev.fallback.bank.lab.load.PostingSample.Outcome;
import dev.fallback.bank.lab.load.ReadSample;
import dev.fallback.bank.lab.load.ReadSample.Source;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Running counts of a run, brought up to date in steps of equal length, and the latencies of the
 * last few steps. Looks at each request once. For one thread.
 */
final class Tally {
  private final int steps;
  private final Deque<List<ReadSample>> recent = new ArrayDeque<>();
  private final Map<Source, Long> reads = new EnumMap<>(Source.class);
  private final Map<Outcome, Long> postings = new EnumMap<>(Outcome.class);
  private int readsSeen;
  private int postingsSeen;

  /** A tally that remembers the latencies of so many steps. */
  Tally(int steps) {
    this.steps = steps;
  }

  /** Takes in what was measured since the last step. */
  void step(Measurements measured) {
    List<ReadSample> newReads = measured.readsAfter(readsSeen);
    List<PostingSample> newPostings = measured.postingsAfter(postingsSeen);
    readsSeen += newReads.size();
    postingsSeen += newPostings.size();
    newReads.forEach(read -> reads.merge(read.source(), 1L, Long::sum));
    newPostings.forEach(posting -> postings.merge(posting.outcome(), 1L, Long::sum));
    recent.addLast(newReads);
    if (recent.size() > steps) {
      recent.removeFirst();
    }
  }

  long reads(Source source) {
    return reads.getOrDefault(source, 0L);
  }

  long postings(Outcome outcome) {
    return postings.getOrDefault(outcome, 0L);
  }

  /** Reads of the remembered steps that came from there. */
  long recently(Source source) {
    return recent.stream()
        .flatMap(Collection::stream)
        .filter(read -> read.source() == source)
        .count();
  }

  Latencies recentLatencies() {
    return Latencies.ofNanos(
        recent.stream().flatMap(Collection::stream).mapToLong(ReadSample::latencyNanos));
  }
}
