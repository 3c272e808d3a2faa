package dev.fallback.bank.lab.load;

import dev.fallback.bank.lab.load.PostingSample.Outcome;
import dev.fallback.bank.lab.load.ReadSample.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened to the requests that were due within one piece of time.
 *
 * @param startNanos start of the window, from the start of the load
 * @param fromBackend reads answered by the backend
 * @param fromStore reads answered from the store
 * @param failed reads without an answer
 * @param accepted postings acknowledged
 * @param turnedAway postings refused or of unknown outcome
 * @param readLatency of all reads due in it
 */
public record Window(
    long startNanos,
    int fromBackend,
    int fromStore,
    int failed,
    int accepted,
    int turnedAway,
    Latencies readLatency) {

  /**
   * Cuts a run into windows of equal width, by when requests were due; empty windows included, the
   * run-up left out.
   *
   * @param length of the load
   */
  public static List<Window> cut(
      List<ReadSample> reads, List<PostingSample> postings, Duration length, Duration width) {
    long step = width.toNanos();
    int count = Math.toIntExact((length.toNanos() + step - 1) / step);
    List<List<ReadSample>> readsIn = new ArrayList<>();
    List<List<PostingSample>> postingsIn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      readsIn.add(new ArrayList<>());
      postingsIn.add(new ArrayList<>());
    }
    reads.stream()
        .filter(read -> read.startNanos() >= 0)
        .forEach(read -> readsIn.get(index(read.startNanos(), step, count)).add(read));
    postings.stream()
        .filter(posting -> posting.startNanos() >= 0)
        .forEach(posting -> postingsIn.get(index(posting.startNanos(), step, count)).add(posting));
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      windows.add(of(i * step, readsIn.get(i), postingsIn.get(i)));
    }
    return List.copyOf(windows);
  }

  private static int index(long startNanos, long step, int count) {
    return (int) Math.min(count - 1L, startNanos / step);
  }

  private static Window of(long start, List<ReadSample> reads, List<PostingSample> postings) {
    return new Window(
        start,
        count(reads, Source.BACKEND),
        count(reads, Source.STORE),
        count(reads, Source.FAILED),
        count(postings, Outcome.ACCEPTED),
        count(postings, Outcome.REFUSED) + count(postings, Outcome.UNKNOWN),
        Latencies.ofNanos(reads.stream().mapToLong(ReadSample::latencyNanos)));
  }

  private static int count(List<ReadSample> reads, Source source) {
    return (int) reads.stream().filter(read -> read.source() == source).count();
  }

  private static int count(List<PostingSample> postings, Outcome outcome) {
    return (int) postings.stream().filter(posting -> posting.outcome() == outcome).count();
  }
}
