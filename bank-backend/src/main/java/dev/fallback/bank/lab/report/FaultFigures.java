package dev.fallback.bank.lab.report;

import dev.fallback.State;
import dev.fallback.bank.lab.fault.FaultKind;
import dev.fallback.bank.lab.load.Latencies;
import dev.fallback.bank.lab.load.PostingSample;
import dev.fallback.bank.lab.load.PostingSample.Outcome;
import dev.fallback.bank.lab.load.ReadSample;
import dev.fallback.bank.lab.load.ReadSample.Source;
import dev.fallback.bank.lab.node.NodeFigures;
import dev.fallback.bank.lab.report.PhaseRecord.End;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Computes the figures of one phase. Pure. */
final class FaultFigures {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double PERCENT = 100;

  /**
   * After so many reads in a row from the backend it is back, and what is left of the store, too.
   */
  private static final int BACK_AFTER_READS = 20;

  /** Longer than the breakers of the store, and the driver's attempts to connect, wait. */
  private static final Duration STORE_BACK = Duration.ofSeconds(10);

  /** Of so many changed answers that were read again some are recorded, whatever chance does. */
  private static final double ENOUGH_CHANGES = 20;

  /**
   * A read that takes so many times what it may was not slow: it hung. The generator's own lag
   * comes on top. Still less than the time after which a balancer gives a bank up.
   */
  private static final int HUNG = 5;

  private final RunRecord run;
  private final PhaseRecord phase;
  private final List<ReadSample> reads;
  private final List<ReadSample> during;
  private final List<PostingSample> postings;

  private FaultFigures(
      RunRecord run, PhaseRecord phase, List<ReadSample> all, List<PostingSample> allPostings) {
    this.run = run;
    this.phase = phase;
    postings = allPostings;
    reads = due(all, phase.from(), phase.to());
    during = due(reads, phase.begun(), phase.restored());
  }

  /** Of every phase, in order. */
  static List<FaultResult> of(RunRecord run) {
    List<ReadSample> all = run.measured().reads();
    List<PostingSample> postings = run.measured().postings();
    return run.phases().stream()
        .map(phase -> new FaultFigures(run, phase, all, postings).result())
        .toList();
  }

  /** How long a read may take whatever the machine. */
  static Duration patience(RunRecord run) {
    return run.bound()
        .multipliedBy(HUNG)
        .plusNanos(Math.round(run.load().worstLagMs() * NANOS_PER_MILLI));
  }

  private FaultResult result() {
    long duringFailed = count(during, Source.FAILED);
    return new FaultResult(
        phase.phase().words(),
        phase.phase().faults().stream().map(FaultKind::label).collect(Collectors.joining(" + ")),
        phase.phase().promisesAnswers(),
        phase.end() != End.CUT_SHORT,
        millis(phase.restored() - phase.begun()),
        reads.size(),
        count(reads, Source.FAILED),
        excused(),
        wrong(),
        during.isEmpty()
            ? null
            : (Double) (PERCENT * (during.size() - duringFailed) / during.size()),
        count(during, Source.STORE),
        duringFailed,
        latencies(due(reads, phase.from(), phase.begun())),
        latencies(during),
        latencies(due(reads, phase.restored(), phase.to())),
        longerThan(run.bound()),
        longerThan(patience(run)),
        since(phase.begun(), firstStoreAnswer()),
        since(phase.begun(), opened()),
        recovery(),
        since(phase.restored(), phase.recordedAgain()),
        new FaultResult.Recordings(
            phase.recordedBefore(),
            changed(phase.from(), phase.begun()),
            changed(phase.restored(), phase.to())),
        new FaultResult.Posted(
            sent(phase.from(), phase.begun()),
            accepted(phase.from(), phase.begun()),
            sent(phase.restored(), phase.to()),
            accepted(phase.restored(), phase.to())),
        ages(),
        held(),
        phase.counted(NodeFigures::dropped),
        skipped());
  }

  private long wrong() {
    return run.truth().wrongNanos().stream()
        .map(nanos -> nanos - run.startNanos())
        .filter(nanos -> nanos >= phase.from() && nanos < phase.to())
        .count();
  }

  private OptionalLong firstStoreAnswer() {
    return reads.stream()
        .filter(read -> read.source() == Source.STORE && read.endNanos() >= phase.begun())
        .mapToLong(ReadSample::endNanos)
        .min();
  }

  private OptionalLong opened() {
    OptionalLong opened = run.firstStates().firstSince(phase.begun(), State.OPEN);
    return opened.isPresent() && opened.getAsLong() < phase.restored()
        ? opened
        : OptionalLong.empty();
  }

  /** Null where the banks were not seen to recover. */
  private @Nullable Double recovery() {
    if (phase.end() != End.RECOVERED) {
      return null;
    }
    return due(reads, phase.restored(), phase.to()).stream()
        .filter(read -> read.source() != Source.BACKEND)
        .mapToDouble(read -> millis(read.startNanos() - phase.restored()))
        .max()
        .orElse(0);
  }

  /**
   * Reads that failed for want of anything to answer with: from those in flight when the faults
   * began, to those due when backend and store had been back for a while.
   */
  private long excused() {
    if (phase.phase().promisesAnswers()) {
      return 0;
    }
    long until = backForAWhile();
    return reads.stream()
        .filter(
            read ->
                read.source() == Source.FAILED
                    && read.endNanos() >= phase.begun()
                    && read.startNanos() < until)
        .count();
  }

  private long backForAWhile() {
    List<ReadSample> afterwards =
        due(reads, phase.restored(), phase.to()).stream()
            .sorted(Comparator.comparingLong(ReadSample::startNanos))
            .toList();
    int inARow = 0;
    for (ReadSample read : afterwards) {
      inARow = read.source() == Source.BACKEND ? inARow + 1 : 0;
      if (inARow == BACK_AFTER_READS) {
        return read.startNanos() + STORE_BACK.toNanos();
      }
    }
    return phase.to();
  }

  private long longerThan(Duration most) {
    return reads.stream().filter(read -> read.latencyNanos() > most.toNanos()).count();
  }

  /**
   * Whether the backend surely gave answers then that had changed since they were last read:
   * postings of the first half, on accounts that were read in the second.
   */
  private boolean changed(long from, long to) {
    double readsOfAnAccount =
        count(due(reads, from, to), Source.BACKEND) / 2.0 / run.load().accounts();
    return accepted(from, to) / 2.0 * (1 - Math.exp(-readsOfAnAccount)) >= ENOUGH_CHANGES;
  }

  private long accepted(long from, long to) {
    return duePostings(from, to).filter(posting -> posting.outcome() == Outcome.ACCEPTED).count();
  }

  private long sent(long from, long to) {
    return duePostings(from, to).count();
  }

  private Stream<PostingSample> duePostings(long from, long to) {
    return postings.stream()
        .filter(posting -> posting.startNanos() >= from && posting.startNanos() < to);
  }

  private FaultResult.Ages ages() {
    long[] sorted = ages(reads).sorted().toArray();
    return new FaultResult.Ages(
        sorted.length == 0 ? 0 : sorted[sorted.length / 2],
        sorted.length == 0 ? 0 : sorted[sorted.length - 1],
        AgeBuckets.counts(LongStream.of(sorted)));
  }

  static LongStream ages(List<ReadSample> reads) {
    return reads.stream()
        .filter(read -> read.ageMillis() != ReadSample.NO_AGE)
        .mapToLong(ReadSample::ageMillis);
  }

  private FaultResult.Held held() {
    return new FaultResult.Held(
        (int) sum(phase.before(), NodeFigures::threads),
        (int) sum(phase.after(), NodeFigures::threads),
        heap(phase.before()),
        heap(phase.after()),
        sum(phase.before(), NodeFigures::files),
        sum(phase.after(), NodeFigures::files));
  }

  private static double heap(List<NodeFigures> banks) {
    return banks.stream().mapToDouble(NodeFigures::heapMb).sum();
  }

  private Map<String, Long> skipped() {
    Map<String, Long> counts = new TreeMap<>();
    Stream.concat(phase.before().stream(), phase.after().stream())
        .flatMap(bank -> bank.skipped().keySet().stream())
        .forEach(
            cause ->
                counts.put(cause, phase.counted(bank -> bank.skipped().getOrDefault(cause, 0L))));
    return counts;
  }

  private static long sum(List<NodeFigures> banks, ToLongFunction<NodeFigures> value) {
    return banks.stream().mapToLong(value).sum();
  }

  private static List<ReadSample> due(List<ReadSample> reads, long from, long to) {
    return reads.stream()
        .filter(read -> read.startNanos() >= from && read.startNanos() < to)
        .toList();
  }

  private static long count(List<ReadSample> reads, Source source) {
    return reads.stream().filter(read -> read.source() == source).count();
  }

  private static Latencies latencies(List<ReadSample> reads) {
    return Latencies.ofNanos(reads.stream().mapToLong(ReadSample::latencyNanos));
  }

  private static @Nullable Double since(long origin, OptionalLong moment) {
    return moment.isPresent() ? (Double) millis(moment.getAsLong() - origin) : null;
  }

  private static double millis(long nanos) {
    return nanos / NANOS_PER_MILLI;
  }
}
